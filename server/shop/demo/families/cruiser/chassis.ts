import type { Characteristic } from '@dangol/domain/catalogue/model.ts'
import { colours, group, text, value } from '../build.ts'
import { metalFinishes } from '../lists/metals.ts'
import { SOLID_PAINTS } from '../lists/paints.ts'

const chassis = group('chassis', '프레임·서스펜션', 'Frame and suspension')
export const chassisGroup = chassis.group

/** Frame, fork and shocks, and where the feet go. */
export const chassisCharacteristics: readonly Characteristic[] = [
  chassis.choice('frame-colour', ['프레임 색', 'Frame colour'], colours(SOLID_PAINTS, { price: 180_000, days: 6 }), {
    default: 'lacquer',
  }),
  chassis.choice(
    'swingarm',
    ['스윙암', 'Swingarm'],
    [
      value('standard', '기본 스윙암', 'Standard swingarm'),
      value('wide', '와이드 스윙암', 'Wide swingarm', { price: 890_000, days: 14 }),
    ],
    { default: 'standard' },
  ),
  chassis.choice(
    'fork',
    ['앞 포크', 'Front fork'],
    [
      value('classic', '클래식 텔레스코픽', 'Classic telescopic'),
      value('covered', '커버드 포크', 'Covered fork', { price: 260_000, days: 6 }),
      value('inverted', '역방향 포크', 'Inverted fork', { price: 1_180_000, days: 16 }),
      value('springer', '스프링어 포크', 'Springer fork', { price: 2_350_000, days: 25 }),
    ],
    { default: 'classic' },
  ),
  chassis.choice('fork-finish', ['포크 마감', 'Fork finish'], metalFinishes(1.1), { default: 'chrome' }),
  chassis.choice(
    'shock',
    ['뒤 서스펜션', 'Rear suspension'],
    [
      value('standard', '기본 쇼크', 'Standard shocks'),
      value('progressive', '프로그레시브 쇼크', 'Progressive shocks', { price: 380_000, days: 6 }),
      value('lowered', '40 mm 낮춘 쇼크', 'Shocks lowered by 40 mm', { price: 290_000, days: 5 }),
      value('piggyback', '리저버 쇼크', 'Reservoir shocks', { price: 720_000, days: 12 }),
      value('air', '에어 서스펜션', 'Air suspension', { price: 1_490_000, days: 20 }),
    ],
    { default: 'standard' },
  ),
  chassis.choice(
    'pegs',
    ['발판 위치', 'Foot controls'],
    [
      value('mid', '미드 스텝', 'Mid controls'),
      value('forward', '포워드 스텝', 'Forward controls', { price: 340_000, days: 7 }),
      value('boards', '플로어 보드', 'Floorboards', { price: 460_000, days: 9 }),
    ],
    { default: 'mid', help: text('앉은키와 다리 길이에 맞춰 고르세요.', 'Choose by your build and your reach.') },
  ),
]
