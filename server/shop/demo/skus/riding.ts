import type { StockedSku } from '@dangol/domain/catalogue/sku.ts'
import { single, stocked } from './shelf.ts'
import type { Kind } from './shelf.ts'

const HELMET_COLOURS: readonly Kind[] = [
  ['INK', '먹빛', 'ink black', '#1b1c1e'],
  ['MOON', '달항아리 흰색', 'moon-jar white', '#e6e2d6'],
  ['DUSK', '한강 저녁', 'Hangang dusk', '#33496b'],
  ['CAM', '동백', 'camellia red', '#b3202c'],
  ['CEL', '청자', 'celadon', '#7fa593'],
]
const LEATHERS: readonly Kind[] = [
  ['BLK', '흑색', 'black', '#1d1c1b'],
  ['SAD', '안장갈색', 'saddle brown', '#874f2b'],
  ['OXB', '검붉은색', 'oxblood', '#4f1b1e'],
  ['TAN', '황갈색', 'tan', '#a56a3a'],
]
const ground = (bay: string) => ({ ko: `1층 ${bay}`, en: `Ground floor ${bay}` })
const care = { prefix: 'CAR', category: { ko: '관리 용품', en: 'Care' }, bay: ground('D') } as const

/** For the ride, and for looking after what one rides. */
export const ridingSkus: readonly StockedSku[] = [
  ...stocked({
    prefix: 'HLM',
    category: { ko: '헬멧', en: 'Helmets' },
    glyph: 'helmet',
    bay: ground('A'),
    kinds: HELMET_COLOURS,
    items: [
      ['OPEN', '오픈페이스 헬멧', 'Open-face helmet', 289_000],
      ['FULL', '풀페이스 헬멧', 'Full-face helmet', 468_000],
      ['BUBL', '버블 실드 헬멧', 'Bubble-shield helmet', 329_000],
      ['HALF', '반모', 'Half helmet', 168_000],
    ],
  }),
  ...stocked({
    prefix: 'GLV',
    category: { ko: '장갑', en: 'Gloves' },
    glyph: 'glove',
    bay: ground('B'),
    kinds: LEATHERS,
    items: [
      ['SUM', '여름 타공 장갑', 'Perforated summer gloves', 79_000],
      ['DEER', '사슴가죽 장갑', 'Deerskin gloves', 128_000],
      ['GAUN', '긴 목 장갑', 'Gauntlet gloves', 149_000],
      ['WARM', '안감 있는 겨울 장갑', 'Lined winter gloves', 139_000],
    ],
  }),
  ...stocked({
    prefix: 'JKT',
    category: { ko: '재킷', en: 'Jackets' },
    glyph: 'jacket',
    bay: ground('C'),
    kinds: LEATHERS,
    items: [
      ['RIDE', '라이더 재킷', 'Rider jacket', 890_000],
      ['CAFE', '카페 칼라 재킷', 'Café-collar jacket', 820_000],
      ['VEST', '가죽 조끼', 'Leather waistcoat', 398_000],
    ],
  }),
  ...stocked({
    prefix: 'BOT',
    category: { ko: '부츠', en: 'Boots' },
    glyph: 'boot',
    bay: ground('C2'),
    kinds: LEATHERS.slice(0, 3),
    items: [
      ['ENG', '엔지니어 부츠', 'Engineer boots', 429_000],
      ['LACE', '끈 부츠', 'Lace-up boots', 389_000],
      ['SHIN', '짧은 라이딩 부츠', 'Short riding boots', 319_000],
    ],
  }),
  ...single({ ...care, glyph: 'bottle' }, [
    ['WASH', '중성 세차 샴푸 500 ml', 'Neutral wash, 500 ml', 18_000, '#4fa3b8'],
    ['POL', '금속 광택제 250 ml', 'Metal polish, 250 ml', 24_000, '#b7bcc0'],
    ['QUICK', '퀵 디테일러 400 ml', 'Quick detailer, 400 ml', 21_000, '#7b5fb0'],
    ['MATTE', '무광 도장 클리너 400 ml', 'Matte-paint cleaner, 400 ml', 26_000, '#56595c'],
    ['CHAIN', '벨트·체인 클리너 300 ml', 'Belt and chain cleaner, 300 ml', 17_000, '#d0742a'],
  ]),
  ...single({ ...care, glyph: 'jar' }, [
    ['WAX', '카나우바 왁스 180 g', 'Carnauba wax, 180 g', 39_000, '#d9b34a'],
    ['BALM', '가죽 밤 120 g', 'Leather balm, 120 g', 28_000, '#9a6a3c'],
    ['NUB', '누벅 보호 크림 100 g', 'Nubuck cream, 100 g', 25_000, '#c9b48b'],
  ]),
  ...single({ ...care, prefix: 'TWL', glyph: 'towel', bay: ground('D2') }, [
    ['CHAM', '스웨이드 물기 수건', 'Drying chamois', 22_000, '#e0c48c'],
    ['MICRO', '극세사 수건 세 장', 'Microfibre cloths, set of three', 15_000, '#5f8fbf'],
  ]),
  ...single({ prefix: 'TOL', category: { ko: '공구', en: 'Tools' }, glyph: 'tool', bay: ground('E') }, [
    ['ROLL', '가죽 공구 롤', 'Leather tool roll', 89_000, '#874f2b'],
    ['HEX', '육각 렌치 세트', 'Hex key set', 32_000, '#3b3f45'],
    ['TORQ', '토크 렌치', 'Torque wrench', 118_000, '#8a8f94'],
    ['PRES', '타이어 공기압계', 'Tyre gauge', 27_000, '#b08d3e'],
    ['PUMP', '휴대용 공기 펌프', 'Portable pump', 64_000, '#2c2e31'],
    ['STAND', '정비 스탠드', 'Paddock stand', 156_000, '#ac2129'],
    ['LOCK', '디스크 자물쇠', 'Disc lock', 58_000, '#f0cb3c'],
    ['LAMP', '작업등', 'Work lamp', 36_000, '#e2a92f'],
  ]),
]
