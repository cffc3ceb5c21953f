import type { Characteristic } from '@dangol/domain/catalogue/model.ts'
import { group, text, value } from '../build.ts'
import { metalFinishes } from '../lists/metals.ts'

const engine = group('engine', '엔진', 'Engine')
const breathing = group('breathing', '흡기·배기', 'Intake and exhaust')

export const engineGroup = engine.group
export const breathingGroup = breathing.group

/** The V-twin itself and how it is finished. */
export const engineCharacteristics: readonly Characteristic[] = [
  engine.choice(
    'tune',
    ['엔진 튜닝', 'Engine tune'],
    [
      value('calm', '유유자적 68마력', 'Easy-going, 68 hp'),
      value('touring', '장거리 76마력', 'Long-distance, 76 hp', { price: 480_000, days: 4 }),
      value('spirited', '경쾌한 84마력', 'Spirited, 84 hp', { price: 1_150_000, days: 7 }),
      value('stroker', '롱 스트로크 97마력', 'Long-stroke, 97 hp', { price: 3_200_000, days: 18 }),
    ],
    { default: 'calm', help: text('같은 V트윈을 네 가지 성격으로 조율합니다.', 'One V-twin, tuned to four tempers.') },
  ),
  engine.choice('cylinder-finish', ['실린더 마감', 'Cylinder finish'], metalFinishes(1.4), { default: 'satin-black' }),
  engine.choice('case-finish', ['크랭크케이스 마감', 'Crankcase finish'], metalFinishes(1.6), { default: 'graphite' }),
  engine.choice('cover-finish', ['엔진 커버·푸시로드 마감', 'Covers and pushrods'], metalFinishes(0.8), {
    default: 'polished',
  }),
]

/** What the engine breathes through. */
export const breathingCharacteristics: readonly Characteristic[] = [
  breathing.choice(
    'intake',
    ['에어클리너', 'Air cleaner'],
    [
      value('round', '원형 에어클리너', 'Round air cleaner'),
      value('oval', '타원형 에어클리너', 'Oval air cleaner', { price: 120_000, days: 4 }),
      value('teardrop', '물방울 에어클리너', 'Teardrop air cleaner', { price: 180_000, days: 6 }),
      value('finned', '핀 에어클리너', 'Finned air cleaner', { price: 240_000, days: 8 }),
      value('open', '오픈 하이플로 필터', 'Open high-flow filter', { price: 310_000, days: 5 }),
      value('velocity', '벨로시티 스택', 'Velocity stack', { price: 390_000, days: 9 }),
    ],
    { default: 'round' },
  ),
  breathing.choice(
    'exhaust',
    ['배기 시스템', 'Exhaust'],
    [
      value('twin', '쌍발 직선형', 'Straight twin pipes'),
      value('staggered', '엇갈린 사선컷', 'Staggered slash-cut', { price: 420_000, days: 6 }),
      value('two-into-one', '2-1 집합관', 'Two-into-one', { price: 780_000, days: 9 }),
      value('fishtail', '물고기 꼬리형', 'Fishtail', { price: 520_000, days: 8 }),
      value('upswept', '위로 뻗은 업스웹', 'Upswept', { price: 690_000, days: 12 }),
      value('turnout', '바깥으로 굽은 턴아웃', 'Turn-out', { price: 460_000, days: 7 }),
      value('shorty', '짧은 쇼티', 'Shorty', { price: 350_000, days: 5 }),
    ],
    { default: 'twin' },
  ),
  breathing.choice('exhaust-finish', ['배기 마감', 'Exhaust finish'], metalFinishes(1.8), { default: 'chrome' }),
]
