import type { StockedSku } from '@dangol/domain/catalogue/sku.ts'
import { stocked } from './shelf.ts'
import type { Kind } from './shelf.ts'

const COLOURS: readonly Kind[] = [
  ['WHT', '흰색', 'white', '#f6f6f3'],
  ['BLK', '검정', 'black', '#17181a'],
  ['NVY', '남색', 'navy', '#1b2745'],
  ['VER', '주홍', 'vermilion', '#e1472b'],
  ['LIM', '라임', 'lime', '#b6dc3a'],
  ['SKY', '하늘색', 'sky blue', '#8fc3e8'],
  ['LIL', '라일락', 'lilac', '#c0addf'],
  ['OAT', '귀리색', 'oat', '#d6c5a4'],
]
const upstairs = (bay: string) => ({ ko: `2층 ${bay}`, en: `Second floor ${bay}` })

/** For the run, to be taken along at once. */
export const runningSkus: readonly StockedSku[] = [
  ...stocked({
    prefix: 'SOC',
    category: { ko: '양말', en: 'Socks' },
    glyph: 'sock',
    bay: upstairs('A'),
    kinds: COLOURS.slice(0, 6),
    items: [
      ['ANK', '발목 러닝 양말', 'Ankle running socks', 14_000],
      ['CREW', '크루 러닝 양말', 'Crew running socks', 16_000],
      ['TOE', '발가락 양말', 'Toe socks', 18_000],
      ['COMP', '압박 양말', 'Compression socks', 32_000],
    ],
  }),
  ...stocked({
    prefix: 'LAC',
    category: { ko: '신발 끈', en: 'Laces' },
    glyph: 'lace',
    bay: upstairs('B'),
    kinds: COLOURS,
    items: [
      ['FLAT', '납작 끈 120 cm', 'Flat laces, 120 cm', 6_000],
      ['RND', '둥근 끈 120 cm', 'Round laces, 120 cm', 6_000],
      ['ELA', '매듭 없는 끈', 'No-tie laces', 12_000],
    ],
  }),
  ...stocked({
    prefix: 'CAP',
    category: { ko: '모자', en: 'Caps' },
    glyph: 'cap',
    bay: upstairs('C'),
    kinds: COLOURS.slice(0, 5),
    items: [
      ['RUN', '가벼운 러닝 모자', 'Light running cap', 34_000],
      ['VIS', '러닝 바이저', 'Running visor', 28_000],
      ['BEA', '메리노 비니', 'Merino beanie', 39_000],
    ],
  }),
  ...stocked({
    prefix: 'POU',
    category: { ko: '러닝 가방', en: 'Running bags' },
    glyph: 'bag',
    bay: upstairs('D'),
    kinds: COLOURS.slice(1, 5),
    items: [
      ['BELT', '허리 벨트', 'Running belt', 36_000],
      ['VEST', '트레일 조끼 5 L', 'Trail vest, 5 L', 128_000],
      ['SHOE', '신발주머니', 'Shoe bag', 22_000],
    ],
  }),
  ...stocked({
    prefix: 'BTL',
    category: { ko: '물병', en: 'Bottles' },
    glyph: 'bottle',
    bay: upstairs('E'),
    kinds: COLOURS.slice(0, 4),
    items: [
      ['SOFT', '말랑 물병 500 ml', 'Soft flask, 500 ml', 24_000],
      ['HARD', '손잡이 물병 350 ml', 'Handheld bottle, 350 ml', 29_000],
      ['STEEL', '스테인리스 물병 600 ml', 'Steel bottle, 600 ml', 38_000],
    ],
  }),
  ...stocked({
    prefix: 'TOW',
    category: { ko: '수건', en: 'Towels' },
    glyph: 'towel',
    bay: upstairs('F'),
    kinds: COLOURS.slice(3, 8),
    items: [
      ['NECK', '목 수건', 'Neck towel', 16_000],
      ['COOL', '쿨링 타월', 'Cooling towel', 19_000],
    ],
  }),
]
