import type { Characteristic } from '@dangol/domain/catalogue/model.ts'
import { group, text, value } from '../build.ts'

const tone = group('tone', '피부색', 'Skin tone')
const formula = group('formula', '제형', 'Formula')
export const toneGroup = tone.group
export const formulaGroup = formula.group

/** CIELAB under D65 as the colorimeter at the beauty bar prints it; the bounds are what our pigments can mix. */
export const toneCharacteristics: readonly Characteristic[] = [
  tone.number('tone-l', ['밝기 L*', 'Lightness L*'], {
    min: 24,
    max: 84,
    step: 0.5,
    default: 66,
    help: text('턱선 세 곳을 재어 평균한 값입니다.', 'The mean of three readings along the jaw.'),
  }),
  tone.number('tone-a', ['붉은 기 a*', 'Redness a*'], { min: 4, max: 22, step: 0.5, default: 10.5 }),
  tone.number('tone-b', ['노란 기 b*', 'Yellowness b*'], { min: 6, max: 30, step: 0.5, default: 17.5 }),
]

/** What goes into the mixer beside pigment. */
export const formulaCharacteristics: readonly Characteristic[] = [
  formula.choice(
    'base',
    ['베이스', 'Base'],
    [
      value('hydrating', '수분', 'Hydrating'),
      value('oil-control', '피지 조절', 'Oil control'),
      value('serum', '세럼', 'Serum', { price: 9_000, days: 2 }),
      value('sensitive', '민감 피부', 'Sensitive skin', { price: 4_000 }),
    ],
    { default: 'hydrating' },
  ),
  formula.choice(
    'coverage',
    ['커버력', 'Coverage'],
    [
      value('sheer', '비치게', 'Sheer'),
      value('light', '가볍게', 'Light'),
      value('medium', '보통', 'Medium'),
      value('full', '완전하게', 'Full', { price: 6_000 }),
    ],
    { default: 'medium' },
  ),
  formula.choice(
    'finish',
    ['마무리', 'Finish'],
    [
      value('matte', '매트', 'Matte'),
      value('natural', '내추럴', 'Natural'),
      value('satin', '새틴', 'Satin'),
      value('dewy', '물광', 'Dewy', { price: 3_000 }),
    ],
    { default: 'natural' },
  ),
  formula.choice(
    'scent',
    ['향', 'Scent'],
    [
      value('none', '무향', 'Unscented', { swatch: '#e9e7e2' }),
      value('yuzu', '유자', 'Yuzu', { price: 2_000, swatch: '#e8c23a' }),
      value('tea', '녹차', 'Green tea', { price: 2_000, swatch: '#8fa65a' }),
      value('plum', '매화', 'Plum blossom', { price: 3_000, swatch: '#e3a0b4' }),
      value('cypress', '편백', 'Hinoki cypress', { price: 3_000, swatch: '#6f8d6c' }),
      value('rice', '쌀겨', 'Rice bran', { price: 2_000, swatch: '#d9c49a' }),
      value('iris', '붓꽃', 'Iris', { price: 5_000, days: 2, swatch: '#8a7cb8' }),
    ],
    { default: 'none' },
  ),
  formula.choice(
    'sun',
    ['자외선 차단', 'Sun protection'],
    [
      value('none', '없음', 'None'),
      value('30', 'SPF 30', 'SPF 30', { price: 5_000 }),
      value('50', 'SPF 50', 'SPF 50', { price: 9_000 }),
    ],
    { default: '30' },
  ),
]
