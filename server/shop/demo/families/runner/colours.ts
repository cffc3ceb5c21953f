import type { Characteristic } from '@dangol/domain/catalogue/model.ts'
import { colours, group, value } from '../build.ts'
import { TEXTILE_COLOURS } from '../lists/textiles.ts'

const colour = group('colour', '색과 무늬', 'Colour and pattern')
export const colourGroup = colour.group

const FOAMS = TEXTILE_COLOURS.filter(([id]) =>
  [
    'white',
    'cream',
    'mist',
    'grey',
    'graphite',
    'black',
    'oat',
    'mint',
    'sky',
    'lilac',
    'apricot',
    'lemon',
    'pink',
    'orange',
    'lime',
  ].includes(id),
)
const RUBBERS = TEXTILE_COLOURS.filter(([id]) =>
  ['black', 'graphite', 'grey', 'white', 'oat', 'clay', 'red', 'orange', 'lime', 'blue', 'navy', 'teal'].includes(id),
)

/** How it looks. */
export const colourCharacteristics: readonly Characteristic[] = [
  colour.choice('upper-colour', ['갑피 색', 'Upper colour'], colours(TEXTILE_COLOURS, { days: 2 }), {
    default: 'cream',
  }),
  colour.choice(
    'overlay',
    ['옆면 무늬', 'Side overlay'],
    [
      value('none', '없음', 'None'),
      value('wave', '바람결', 'Wind wave'),
      value('twin', '두 줄', 'Twin bars'),
      value('panel', '넓은 패널', 'Wide panel', { price: 5_000, days: 2 }),
      value('toe', '앞코와 뒤꿈치 덧댐', 'Toe and heel guards', { price: 8_000, days: 3 }),
    ],
    { default: 'wave' },
  ),
  colour.choice('overlay-colour', ['무늬 색', 'Overlay colour'], colours(TEXTILE_COLOURS, { days: 2 }), {
    default: 'vermilion',
    onlyIf: { overlay: ['wave', 'twin', 'panel', 'toe'] },
  }),
  colour.choice('midsole-colour', ['중창 색', 'Midsole colour'], colours(FOAMS, { days: 2 }), { default: 'white' }),
  colour.choice('outsole-colour', ['밑창 색', 'Outsole colour'], colours(RUBBERS, { days: 2 }), {
    default: 'graphite',
    onlyIf: { outsole: ['road', 'trail'] },
  }),
  colour.choice('lace-colour', ['끈 색', 'Lace colour'], colours(TEXTILE_COLOURS), { default: 'white' }),
  colour.choice('lining-colour', ['안감 색', 'Lining colour'], colours(TEXTILE_COLOURS, { days: 2 }), {
    default: 'navy',
  }),
  colour.choice('heel-colour', ['뒤꿈치 탭 색', 'Heel tab colour'], colours(TEXTILE_COLOURS, { days: 2 }), {
    default: 'navy',
  }),
  colour.choice(
    'reflective',
    ['반사 장식', 'Reflective trim'],
    [value('none', '없음', 'None'), value('trim', '반사 테', 'Reflective trim', { price: 7_000, days: 2 })],
    { default: 'none' },
  ),
]
