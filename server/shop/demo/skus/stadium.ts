import type { StockedSku } from '@dangol/domain/catalogue/sku.ts'
import { stocked } from './shelf.ts'
import type { Kind } from './shelf.ts'

const TEAM: readonly Kind[] = [
  ['HOME', '홈 코발트', 'home cobalt', '#1c3fa0'],
  ['AWAY', '원정 흰색', 'away white', '#f6f6f3'],
  ['THRD', '서드 물빛', 'third aqua', '#4fc0cf'],
  ['KEEP', '골키퍼 라임', 'keeper lime', '#b6dc3a'],
]
const below = (bay: string) => ({ ko: `지하 1층 ${bay}`, en: `Basement ${bay}` })

/** For match day. */
export const stadiumSkus: readonly StockedSku[] = [
  ...stocked({
    prefix: 'BAL',
    category: { ko: '공', en: 'Balls' },
    glyph: 'ball',
    bay: below('A'),
    kinds: TEAM.slice(0, 3),
    items: [
      ['MATCH', '경기구 5호', 'Match ball, size 5', 129_000],
      ['TRAIN', '훈련구 5호', 'Training ball, size 5', 49_000],
      ['KIDS', '어린이공 3호', 'Children’s ball, size 3', 29_000],
      ['MINI', '미니 공', 'Mini ball', 18_000],
    ],
  }),
  ...stocked({
    prefix: 'SCF',
    category: { ko: '응원 수건', en: 'Supporters’ scarves' },
    glyph: 'towel',
    bay: below('B'),
    kinds: TEAM.slice(0, 3),
    items: [
      ['KNIT', '니트 머플러', 'Knitted scarf', 32_000],
      ['TOWEL', '응원 타월', 'Match-day towel', 19_000],
    ],
  }),
  ...stocked({
    prefix: 'TCP',
    category: { ko: '팀 모자', en: 'Team caps' },
    glyph: 'cap',
    bay: below('C'),
    kinds: TEAM,
    items: [
      ['BALL', '볼캡', 'Ball cap', 36_000],
      ['BUCK', '버킷햇', 'Bucket hat', 39_000],
    ],
  }),
  ...stocked({
    prefix: 'TSK',
    category: { ko: '축구 양말', en: 'Football socks' },
    glyph: 'sock',
    bay: below('D'),
    kinds: TEAM,
    items: [
      ['LONG', '긴 축구 양말', 'Long football socks', 18_000],
      ['GRIP', '미끄럼 방지 양말', 'Grip socks', 22_000],
    ],
  }),
  ...stocked({
    prefix: 'TBG',
    category: { ko: '팀 가방', en: 'Team bags' },
    glyph: 'bag',
    bay: below('E'),
    kinds: TEAM.slice(0, 3),
    items: [
      ['GYM', '짐색', 'Gym sack', 28_000],
      ['DUF', '더플백 40 L', 'Duffel, 40 L', 89_000],
    ],
  }),
  ...stocked({
    prefix: 'KGL',
    category: { ko: '골키퍼 장갑', en: 'Goalkeeper gloves' },
    glyph: 'glove',
    bay: below('F'),
    kinds: TEAM.slice(1, 4),
    items: [
      ['PRO', '경기용 골키퍼 장갑', 'Match goalkeeper gloves', 98_000],
      ['KID', '어린이 골키퍼 장갑', 'Children’s goalkeeper gloves', 39_000],
    ],
  }),
]
