import type { StockedSku } from '@dangol/domain/catalogue/sku.ts'
import { single, stocked } from './shelf.ts'

const bar = (bay: string) => ({ ko: `1층 뷰티 바 ${bay}`, en: `Beauty bar ${bay}` })
const skin = { ko: '스킨케어', en: 'Skincare' }

/** For the skin beneath the foundation, and for presents. */
export const beautySkus: readonly StockedSku[] = [
  ...single({ prefix: 'BRU', category: { ko: '브러시', en: 'Brushes' }, glyph: 'brush', bay: bar('A') }, [
    ['FOUN', '파운데이션 브러시', 'Foundation brush', 34_000, '#3b3430'],
    ['STIP', '스티플링 브러시', 'Stippling brush', 32_000, '#6b5446'],
    ['CONC', '컨실러 브러시', 'Concealer brush', 19_000, '#8d7561'],
    ['POWD', '파우더 브러시', 'Powder brush', 38_000, '#c9a58c'],
    ['BLUS', '블러셔 브러시', 'Blusher brush', 29_000, '#d4868f'],
    ['BROW', '눈썹 브러시', 'Brow brush', 16_000, '#4a3a30'],
    ['KABU', '가부키 브러시', 'Kabuki brush', 36_000, '#b9946f'],
    ['SPAT', '스테인리스 주걱', 'Steel spatula', 12_000, '#b9bec2'],
  ]),
  ...stocked({
    prefix: 'HND',
    category: { ko: '핸드크림', en: 'Hand creams' },
    glyph: 'tube',
    bay: bar('B'),
    items: [['CRM', '핸드크림 50 ml', 'Hand cream, 50 ml', 18_000]],
    kinds: [
      ['YUZU', '유자', 'yuzu', '#e8c23a'],
      ['TEA', '녹차', 'green tea', '#8fa65a'],
      ['PLUM', '매화', 'plum blossom', '#e3a0b4'],
      ['CYP', '편백', 'hinoki cypress', '#6f8d6c'],
      ['RICE', '쌀겨', 'rice bran', '#d9c49a'],
    ],
  }),
  ...single({ prefix: 'SUN', category: { ko: '자외선 차단', en: 'Sun care' }, glyph: 'tube', bay: bar('C') }, [
    ['DAY', '데일리 선크림 50 ml', 'Daily sun cream, 50 ml', 26_000, '#f3e2a8'],
    ['RUN', '땀에 강한 선크림 70 ml', 'Sweat-proof sun cream, 70 ml', 29_000, '#f0b45a'],
    ['KID', '어린이 선크림 70 ml', 'Children’s sun cream, 70 ml', 27_000, '#a8d4ea'],
  ]),
  ...single({ prefix: 'SKN', category: skin, glyph: 'bottle', bay: bar('D') }, [
    ['CLEN', '약산성 클렌저 200 ml', 'Gentle cleanser, 200 ml', 24_000, '#cfe3e0'],
    ['OIL', '클렌징 오일 150 ml', 'Cleansing oil, 150 ml', 32_000, '#e6cf87'],
    ['TONE', '쌀 토너 200 ml', 'Rice toner, 200 ml', 28_000, '#f1ead8'],
    ['MIST', '쑥 미스트 100 ml', 'Mugwort mist, 100 ml', 22_000, '#9db58e'],
    ['SER', '인삼 세럼 30 ml', 'Ginseng serum, 30 ml', 58_000, '#c98f3d'],
    ['AMP', '동백 앰플 20 ml', 'Camellia ampoule, 20 ml', 64_000, '#b3202c'],
  ]),
  ...single({ prefix: 'CRM', category: skin, glyph: 'jar', bay: bar('E') }, [
    ['GEL', '수분 젤 크림 50 ml', 'Water gel cream, 50 ml', 34_000, '#a9d3dc'],
    ['RICH', '진한 보습 크림 50 ml', 'Rich cream, 50 ml', 42_000, '#efe3cf'],
    ['EYE', '눈가 크림 15 ml', 'Eye cream, 15 ml', 46_000, '#cdb6d4'],
    ['MASK', '황토 마스크 100 g', 'Clay mask, 100 g', 29_000, '#b06d45'],
    ['SLEP', '잠자는 팩 80 ml', 'Sleeping mask, 80 ml', 33_000, '#7f8fc0'],
    ['LIP', '꿀 립밤 10 g', 'Honey lip balm, 10 g', 12_000, '#e0a63c'],
  ]),
  ...single(
    {
      prefix: 'GFT',
      category: { ko: '선물 세트', en: 'Gift sets' },
      glyph: 'gift',
      bay: { ko: '1층 선물 벽', en: 'Gift wall' },
    },
    [
      ['SKIN', '스킨케어 첫걸음 세트', 'First skincare set', 79_000, '#e6c6b8'],
      ['HAND', '핸드크림 다섯 향 세트', 'Hand creams in five scents', 78_000, '#d9c49a'],
      ['RUN', '첫 러닝 세트', 'First run set', 69_000, '#e1472b'],
      ['RIDE', '라이더 관리 세트', 'Rider care set', 98_000, '#33496b'],
      ['LEATH', '가죽 관리 세트', 'Leather care set', 64_000, '#874f2b'],
      ['FAN', '응원 세트', 'Supporter’s set', 59_000, '#1c3fa0'],
      ['KIDS', '꼬마 축구 세트', 'Little footballer’s set', 72_000, '#4fc0cf'],
      ['BRUSH', '브러시 네 자루 세트', 'Set of four brushes', 108_000, '#3b3430'],
      ['BATH', '편백 목욕 세트', 'Cypress bath set', 54_000, '#6f8d6c'],
      ['CARD', '선물 카드 5만 원', 'Gift card, 50,000 won', 50_000, '#c9a45c'],
    ],
  ),
]
