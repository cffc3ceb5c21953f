import type { ConfigModel, Constraint } from '@dangol/domain/catalogue/model.ts'
import type { FamilyId } from '@dangol/domain/ids/ids.ts'
import { forbids, requires, text } from '../build.ts'
import { foundationArt } from './art.ts'
import { bottleCharacteristics, bottleGroup } from './bottle.ts'
import { formulaCharacteristics, formulaGroup, toneCharacteristics, toneGroup } from './formula.ts'

const constraints: readonly Constraint[] = [
  requires(
    'full-dewy',
    { coverage: ['full'] },
    { finish: ['matte', 'satin', 'natural'] },
    '완전 커버의 안료 비율에서는 물광이 나지 않습니다.',
    'At the pigment load of full coverage a dewy finish is not possible.',
  ),
  requires(
    'oily-base',
    { base: ['oil-control'] },
    { finish: ['matte', 'natural'] },
    '피지 조절 베이스는 매트와 내추럴로만 마무리됩니다.',
    'The oil-control base dries to a matte or natural finish only.',
  ),
  requires(
    'serum-coverage',
    { base: ['serum'] },
    { coverage: ['sheer', 'light'] },
    '세럼 베이스는 안료를 많이 담지 못합니다.',
    'The serum base cannot hold much pigment.',
  ),
  requires(
    'sensitive-scent',
    { base: ['sensitive'] },
    { scent: ['none'] },
    '민감 피부용 베이스에는 향을 넣지 않습니다.',
    'No scent goes into the base for sensitive skin.',
  ),
  forbids(
    'spf-sheer',
    ['sun', ['50']],
    ['coverage', ['sheer']],
    text(
      'SPF 50 무기자차 성분은 비치는 발림에서 하얗게 뜹니다.',
      'The mineral filters of SPF 50 turn white in a sheer layer.',
    ),
  ),
  requires(
    'dropper-base',
    { dispenser: ['dropper'] },
    { base: ['serum', 'hydrating'] },
    '스포이트는 묽은 베이스에만 씁니다.',
    'A dropper works with the thinner bases only.',
  ),
  requires(
    'travel-dispenser',
    { volume: ['15'] },
    { dispenser: ['pump', 'spatula'], bottle: ['round', 'square'] },
    '15 ml 병에는 작은 펌프와 주걱만 맞습니다.',
    'Only the small pump and the spatula fit the 15 ml bottle.',
  ),
]

/** Salgyeol: one bottle of foundation, mixed to the tone measured on one person's skin. */
export const foundation: ConfigModel = {
  id: 'salgyeol-foundation' as FamilyId,
  version: 5,
  skuPrefix: 'SGF',
  currency: 'KRW',
  title: text('살결 맞춤 파운데이션', 'Salgyeol Matched Foundation'),
  tagline: text(
    '측색기로 잰 피부색 그대로 한 병만 조색합니다.',
    'Mixed once, in one bottle, to the tone we measure on your skin.',
  ),
  sampleAt: text('1층 뷰티 바: 측색과 손등 테스트', 'Beauty bar, ground floor: measuring, and a test on your hand'),
  groups: [toneGroup, formulaGroup, bottleGroup],
  characteristics: [...toneCharacteristics, ...formulaCharacteristics, ...bottleCharacteristics],
  constraints,
  basePriceMinor: 68_000,
  priceRules: [
    {
      id: 'gift-pair',
      kind: 'when',
      when: { wrapping: ['bojagi'], volume: ['50'] },
      addMinor: -5_000,
      title: text('대용량 선물 포장 할인', 'Large gift saving'),
    },
    {
      id: 'engraved-letters',
      kind: 'per-letter',
      of: 'engraving',
      addMinor: 800,
      title: text('병 각인 글자', 'Engraved letters'),
    },
  ],
  assemblyDays: 1,
  leadTimes: [
    {
      id: 'ceramic',
      when: { bottle: ['moonjar'] },
      days: 7,
      part: text('달항아리 도자 병', 'Moon-jar ceramic bottle'),
    },
    { id: 'spf', when: { sun: ['50'] }, days: 3, part: text('자외선 차단 원료', 'Mineral sun filter') },
  ],
  art: foundationArt,
}
