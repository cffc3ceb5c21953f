import type { Characteristic } from '@dangol/domain/catalogue/model.ts'
import { colours, group, value } from '../build.ts'
import { TEXTILE_COLOURS } from '../lists/textiles.ts'

const look = group('look', '색과 무늬', 'Colour and pattern')
export const lookGroup = look.group

/** Which colours it flies. */
export const lookCharacteristics: readonly Characteristic[] = [
  look.choice('main', ['바탕색', 'Main colour'], colours(TEXTILE_COLOURS), { default: 'cobalt' }),
  look.choice(
    'pattern',
    ['무늬', 'Pattern'],
    [
      value('plain', '민무늬', 'Plain'),
      value('stripes', '세로줄', 'Vertical stripes'),
      value('hoops', '가로줄', 'Hoops'),
      value('pinstripes', '가는 세로줄', 'Pinstripes'),
      value('halves', '반반', 'Halves'),
      value('sash', '사선 띠', 'Sash'),
      value('chevron', '가슴 갈매기 무늬', 'Chevron'),
      value('waves', '물결', 'River waves', { price: 5_000, days: 2 }),
    ],
    { default: 'waves' },
  ),
  look.choice('second', ['무늬 색', 'Pattern colour'], colours(TEXTILE_COLOURS), {
    default: 'aqua',
    onlyIf: { pattern: ['stripes', 'hoops', 'pinstripes', 'halves', 'sash', 'chevron', 'waves'] },
  }),
  look.choice('sleeve-colour', ['소매 색', 'Sleeve colour'], colours(TEXTILE_COLOURS), { default: 'cobalt' }),
  look.choice('trim', ['깃·소매 끝 색', 'Collar and cuff colour'], colours(TEXTILE_COLOURS), { default: 'white' }),
  look.choice(
    'crest',
    ['가슴 문장', 'Crest'],
    [
      value('colour', '컬러 자수', 'Embroidered in colour'),
      value('mono', '한 색 자수', 'Embroidered in one colour'),
      value('rubber', '입체 고무', 'Raised rubber', { price: 6_000, days: 2 }),
    ],
    { default: 'colour' },
  ),
  look.choice(
    'sponsor',
    ['가슴 그림', 'Chest print'],
    [
      value('none', '없음', 'None'),
      value('dangol', '단골', 'Dangol'),
      value('hanok', '기와 지붕', 'Tiled roof', { price: 5_000 }),
      value('bridge', '한강 다리', 'River bridge', { price: 5_000 }),
    ],
    { default: 'dangol' },
  ),
]
