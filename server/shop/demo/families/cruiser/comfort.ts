import type { Characteristic } from '@dangol/domain/catalogue/model.ts'
import { colours, group, text, value } from '../build.ts'
import { leathers } from '../lists/leathers.ts'
import { THREADS } from '../lists/threads.ts'

const seat = group('seat', '시트', 'Seat')
const luggage = group('luggage', '가방·바람막이', 'Luggage and wind')
export const seatGroup = seat.group
export const luggageGroup = luggage.group

const samples = text(
  '1층 가죽 벽, 가죽마다 손바닥만 한 견본',
  'Leather wall, ground floor: a palm-sized swatch of each',
)

/** Where one sits. */
export const seatCharacteristics: readonly Characteristic[] = [
  seat.choice(
    'seat',
    ['시트 모양', 'Seat shape'],
    [
      value('two-up', '2인용 투업', 'Two-up'),
      value('solo', '낮은 1인용', 'Low solo', { price: 80_000, days: 5 }),
      value('sprung', '스프링 1인용', 'Sprung solo', { price: 260_000, days: 9 }),
      value('cafe', '카페 험프', 'Café hump', { price: 310_000, days: 10 }),
      value('king', '킹 앤 퀸', 'King and queen', { price: 360_000, days: 11 }),
    ],
    { default: 'two-up' },
  ),
  seat.choice(
    'seat-leather',
    ['시트 가죽', 'Seat leather'],
    leathers(1).map((leather) => ({ ...leather, sampleAt: samples })),
    { default: 'smooth-saddle' },
  ),
  seat.choice(
    'quilting',
    ['누빔', 'Quilting'],
    [
      value('plain', '민무늬', 'Plain'),
      value('tuck', '세로 주름', 'Tuck and roll', { price: 120_000, days: 4 }),
      value('diamond', '마름모 누빔', 'Diamond', { price: 180_000, days: 6 }),
      value('wave', '물결 누빔', 'Wave', { price: 220_000, days: 8 }),
      value('brick', '벽돌 누빔', 'Brick', { price: 160_000, days: 6 }),
    ],
    { default: 'tuck' },
  ),
  seat.choice('seat-thread', ['시트 실 색', 'Seat thread'], colours(THREADS), { default: 'cream' }),
  seat.choice(
    'sissy-bar',
    ['등받이', 'Sissy bar'],
    [
      value('none', '없음', 'None'),
      value('low', '낮은 등받이', 'Low', { price: 180_000, days: 5 }),
      value('tall', '높은 등받이', 'Tall', { price: 260_000, days: 7 }),
      value('pad', '쿠션 달린 등받이', 'With pad', { price: 340_000, days: 8 }),
    ],
    { default: 'none' },
  ),
]

const withBags = { bags: ['throw-over', 'classic', 'swingarm', 'roll'] }

/** What comes along, and what keeps the wind off. */
export const luggageCharacteristics: readonly Characteristic[] = [
  luggage.choice(
    'bags',
    ['사이드 백', 'Saddle bags'],
    [
      value('none', '없음', 'None'),
      value('throw-over', '걸치는 가죽 가방', 'Throw-over leather bags', { price: 420_000, days: 8 }),
      value('classic', '버클 가죽 가방', 'Buckled leather bags', { price: 580_000, days: 11 }),
      value('swingarm', '스윙암 가방 하나', 'Single swingarm bag', { price: 260_000, days: 6 }),
      value('roll', '앞 포크 공구 롤', 'Fork tool roll', { price: 140_000, days: 4 }),
      value('hard', '도장 하드 백', 'Painted hard bags', { price: 1_280_000, days: 16 }),
    ],
    { default: 'none' },
  ),
  luggage.choice('bag-leather', ['가방 가죽', 'Bag leather'], leathers(0.8), {
    default: 'smooth-saddle',
    onlyIf: withBags,
  }),
  luggage.choice(
    'rack',
    ['뒤 짐받이', 'Rear rack'],
    [
      value('none', '없음', 'None'),
      value('tube', '튜브 짐받이', 'Tube rack', { price: 240_000, days: 6 }),
      value('wood', '물푸레나무 짐받이', 'Ash-wood rack', { price: 380_000, days: 10 }),
    ],
    { default: 'none' },
  ),
  luggage.choice(
    'windshield',
    ['바람막이', 'Windshield'],
    [
      value('none', '없음', 'None'),
      value('fly', '플라이 스크린', 'Fly screen', { price: 180_000, days: 5 }),
      value('mid', '중간 바람막이', 'Mid windshield', { price: 320_000, days: 6 }),
      value('tall', '높은 투어링 바람막이', 'Tall touring windshield', { price: 460_000, days: 8 }),
    ],
    { default: 'none' },
  ),
  luggage.choice(
    'tint',
    ['바람막이 색', 'Windshield tint'],
    [
      value('clear', '투명', 'Clear', { swatch: '#dfe9ee' }),
      value('smoke', '연한 스모크', 'Light smoke', { swatch: '#8b9095' }),
      value('dark', '진한 스모크', 'Dark smoke', { swatch: '#3c4044' }),
      value('amber', '호박색', 'Amber', { swatch: '#d69a3c' }),
      value('blue', '연한 파랑', 'Light blue', { swatch: '#7aa6cc' }),
      value('green', '병유리 초록', 'Bottle green', { swatch: '#5d8a6a' }),
    ],
    { default: 'clear', onlyIf: { windshield: ['fly', 'mid', 'tall'] } },
  ),
]
