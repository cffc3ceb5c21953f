import type { Characteristic } from '@dangol/domain/catalogue/model.ts'
import { group, value } from '../build.ts'
import { anodisedColours, metalFinishes } from '../lists/metals.ts'

const wheels = group('wheels', '휠·타이어·브레이크', 'Wheels, tyres, brakes')
export const wheelsGroup = wheels.group

const designs = (scale: number) => [
  value('spoke-40', '40 스포크', '40 spokes'),
  value('spoke-72', '72 스포크', '72 spokes', { price: 320_000 * scale, days: 10 }),
  value('cast-5', '5 스포크 주조', 'Five-spoke cast', { price: 260_000 * scale, days: 7 }),
  value('cast-9', '9 스포크 주조', 'Nine-spoke cast', { price: 300_000 * scale, days: 7 }),
  value('twin-6', '6쌍 스포크 주조', 'Six twin-spoke cast', { price: 340_000 * scale, days: 9 }),
  value('turbine', '터빈', 'Turbine', { price: 520_000 * scale, days: 14 }),
  value('disc', '통판 디스크', 'Solid disc', { price: 430_000 * scale, days: 12 }),
]

/** Everything that turns, and what stops it. */
export const wheelsCharacteristics: readonly Characteristic[] = [
  wheels.choice('front-wheel', ['앞바퀴 휠', 'Front wheel'], designs(1), { default: 'spoke-40' }),
  wheels.choice(
    'front-size',
    ['앞바퀴 크기', 'Front wheel size'],
    [
      value('16', '16인치 두툼한 타이어', '16-inch, fat tyre', { price: 120_000, days: 6 }),
      value('19', '19인치', '19-inch'),
      value('21', '21인치 좁은 타이어', '21-inch, narrow tyre', { price: 180_000, days: 6 }),
    ],
    { default: '19' },
  ),
  wheels.choice('front-rim', ['앞 림 마감', 'Front rim finish'], metalFinishes(1), { default: 'chrome' }),
  wheels.choice('rear-wheel', ['뒷바퀴 휠', 'Rear wheel'], designs(1), { default: 'spoke-40' }),
  wheels.choice('rear-rim', ['뒤 림 마감', 'Rear rim finish'], metalFinishes(1), { default: 'chrome' }),
  wheels.choice('spoke-finish', ['스포크·휠 면 마감', 'Spoke and face finish'], metalFinishes(0.7), {
    default: 'polished',
  }),
  wheels.choice(
    'rear-tyre',
    ['뒤 타이어 폭', 'Rear tyre width'],
    [
      value('150', '150 mm', '150 mm'),
      value('180', '180 mm', '180 mm', { price: 140_000, days: 4 }),
      value('200', '200 mm', '200 mm', { price: 260_000, days: 6 }),
      value('240', '240 mm', '240 mm', { price: 520_000, days: 11 }),
    ],
    { default: '150' },
  ),
  wheels.choice(
    'sidewall',
    ['타이어 옆면', 'Tyre sidewall'],
    [
      value('black', '검은 옆면', 'Blackwall'),
      value('white', '넓은 흰 옆면', 'Wide whitewall', { price: 190_000, days: 8 }),
      value('stripe', '가는 흰 줄', 'Thin white stripe', { price: 130_000, days: 6 }),
      value('letters', '흰 글씨', 'Raised white letters', { price: 90_000, days: 5 }),
    ],
    { default: 'black' },
  ),
  wheels.choice(
    'brakes',
    ['앞 브레이크', 'Front brake'],
    [
      value('single', '싱글 디스크', 'Single disc'),
      value('dual', '듀얼 디스크', 'Dual disc', { price: 540_000, days: 6 }),
      value('radial', '듀얼 래디얼 디스크', 'Dual radial disc', { price: 1_240_000, days: 13 }),
    ],
    { default: 'single' },
  ),
  wheels.choice('caliper', ['캘리퍼 색', 'Caliper colour'], anodisedColours(80_000), { default: 'black' }),
]
