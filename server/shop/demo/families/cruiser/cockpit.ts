import type { Characteristic } from '@dangol/domain/catalogue/model.ts'
import { group, value } from '../build.ts'
import { leathers } from '../lists/leathers.ts'
import { anodisedColours, metalFinishes } from '../lists/metals.ts'

const cockpit = group('cockpit', '핸들·계기', 'Handlebar and instruments')
export const cockpitGroup = cockpit.group

/** What the rider holds and reads. */
export const cockpitCharacteristics: readonly Characteristic[] = [
  cockpit.choice(
    'handlebar',
    ['핸들바', 'Handlebar'],
    [
      value('pullback', '풀백', 'Pullback'),
      value('drag', '드래그', 'Drag', { price: 110_000, days: 4 }),
      value('beach', '비치', 'Beach', { price: 140_000, days: 5 }),
      value('tracker', '트래커', 'Tracker', { price: 150_000, days: 5 }),
      value('mini-ape', '미니 에이프 25 cm', 'Mini ape, 25 cm', { price: 220_000, days: 7 }),
      value('ape', '에이프 행어 40 cm', 'Ape hanger, 40 cm', { price: 290_000, days: 9 }),
      value('clubman', '클럽맨', 'Clubman', { price: 180_000, days: 6 }),
    ],
    { default: 'pullback' },
  ),
  cockpit.choice('bar-finish', ['핸들바·램프 테 마감', 'Handlebar and lamp finish'], metalFinishes(0.5), {
    default: 'chrome',
  }),
  cockpit.choice(
    'cables',
    ['케이블·브레이크 호스', 'Cables and brake lines'],
    [
      value('short', '짧은 케이블', 'Short cables'),
      value('standard', '기본 케이블', 'Standard cables'),
      value('long', '긴 케이블 +20 cm', 'Long cables, +20 cm', { price: 190_000, days: 6 }),
      value('extra-long', '아주 긴 케이블 +35 cm', 'Extra-long cables, +35 cm', { price: 260_000, days: 9 }),
    ],
    { default: 'standard' },
  ),
  cockpit.choice('grip-leather', ['그립 가죽', 'Grip leather'], leathers(0.3), { default: 'smooth-black' }),
  cockpit.choice(
    'mirrors',
    ['미러', 'Mirrors'],
    [
      value('round', '원형 미러', 'Round mirrors'),
      value('oval', '타원 미러', 'Oval mirrors', { price: 60_000, days: 4 }),
      value('teardrop', '물방울 미러', 'Teardrop mirrors', { price: 90_000, days: 5 }),
      value('bar-end', '바엔드 미러', 'Bar-end mirrors', { price: 130_000, days: 6 }),
    ],
    { default: 'round' },
  ),
  cockpit.choice(
    'levers',
    ['레버', 'Levers'],
    [
      value('classic', '클래식 레버', 'Classic levers'),
      value('adjustable', '거리 조절 레버', 'Adjustable levers', { price: 180_000, days: 6 }),
      value('short', '짧은 두 손가락 레버', 'Short two-finger levers', { price: 150_000, days: 6 }),
    ],
    { default: 'classic' },
  ),
  cockpit.choice('anodising', ['레버·미러·발판 색', 'Levers, mirrors, pegs'], anodisedColours(120_000), {
    default: 'clear',
  }),
  cockpit.choice(
    'instruments',
    ['계기', 'Instruments'],
    [
      value('single', '원형 아날로그', 'Round analogue'),
      value('twin', '쌍둥이 아날로그', 'Twin analogue', { price: 240_000, days: 6 }),
      value('digital', '원형 디지털', 'Round digital', { price: 380_000, days: 8 }),
      value('tank', '탱크 위 계기', 'Tank-mounted', { price: 420_000, days: 12 }),
    ],
    { default: 'single' },
  ),
  cockpit.choice(
    'rider-aids',
    ['주행 보조', 'Rider aids'],
    [
      value('none', '없음', 'None'),
      value('heated', '열선 그립', 'Heated grips', { price: 280_000, days: 5 }),
      value('cruise', '크루즈 컨트롤', 'Cruise control', { price: 520_000, days: 9 }),
      value('both', '열선 그립과 크루즈 컨트롤', 'Heated grips and cruise control', { price: 760_000, days: 9 }),
    ],
    { default: 'none' },
  ),
]
