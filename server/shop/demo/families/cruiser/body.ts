import type { Characteristic, ChoiceValue } from '@dangol/domain/catalogue/model.ts'
import { colours, group, value } from '../build.ts'
import type { Named } from '../build.ts'
import { metalFinishes } from '../lists/metals.ts'
import { CANDY_PAINTS, METALLIC_PAINTS, PAINTS, SOLID_PAINTS } from '../lists/paints.ts'
import { THREADS } from '../lists/threads.ts'

const tank = group('tank', '탱크·펜더', 'Tank and fenders')
const paint = group('paint', '도장', 'Paint')
export const tankGroup = tank.group
export const paintGroup = paint.group

const PAINT_VALUES: readonly ChoiceValue[] = [
  ...colours(SOLID_PAINTS, { days: 4 }),
  ...colours(METALLIC_PAINTS, { price: 290_000, days: 6 }),
  ...colours(CANDY_PAINTS, { price: 740_000, days: 12 }),
]
/** Striping enamel comes in the thread colours and, for the brave, in every candy. */
const LINE_COLOURS: readonly Named[] = [
  ...THREADS.map(([id, ko, en, swatch]): Named => [
    id,
    ko.replace(/ 실$/, ' 선'),
    en.replace(/ thread$/, ' line'),
    swatch,
  ]),
  ...CANDY_PAINTS.map(([id, ko, en, swatch]): Named => [id, `${ko} 선`, `${en} line`, swatch]),
]

/** The shapes that get painted. */
export const tankCharacteristics: readonly Characteristic[] = [
  tank.choice(
    'tank',
    ['탱크 모양', 'Tank shape'],
    [
      value('teardrop', '물방울 16 L', 'Teardrop, 16 L'),
      value('peanut', '땅콩 10 L', 'Peanut, 10 L', { price: 150_000, days: 8 }),
      value('stretched', '길게 늘인 19 L', 'Stretched, 19 L', { price: 560_000, days: 15 }),
      value('flank', '각진 플랭크 17 L', 'Angular flank, 17 L', { price: 420_000, days: 12 }),
    ],
    { default: 'teardrop' },
  ),
  tank.choice(
    'badge',
    ['탱크 엠블럼', 'Tank badge'],
    [
      value('none', '엠블럼 없음', 'No badge'),
      value('whale', '고래', 'Whale'),
      value('wave', '물결', 'Wave', { price: 60_000, days: 4 }),
      value('roundel', '둥근 메달', 'Roundel', { price: 60_000, days: 4 }),
      value('wing', '날개', 'Wing', { price: 80_000, days: 6 }),
      value('hangeul', '한글 ‘고래’', 'Hangeul ‘고래’', { price: 70_000, days: 5 }),
      value('number', '숫자 1200', 'Number 1200', { price: 70_000, days: 5 }),
    ],
    { default: 'whale' },
  ),
  tank.choice('badge-finish', ['엠블럼 마감', 'Badge finish'], metalFinishes(0.3), {
    default: 'chrome',
    onlyIf: { badge: ['whale', 'wave', 'roundel', 'wing', 'hangeul', 'number'] },
  }),
  tank.choice(
    'front-fender',
    ['앞 펜더', 'Front fender'],
    [
      value('classic', '클래식 펜더', 'Classic fender'),
      value('valanced', '깊은 밸런스드 펜더', 'Deep valanced fender', { price: 310_000, days: 9 }),
      value('short', '짧은 펜더', 'Short fender', { price: 80_000, days: 4 }),
      value('none', '펜더 없음', 'No fender', { price: -60_000 }),
    ],
    { default: 'classic' },
  ),
  tank.choice(
    'rear-fender',
    ['뒤 펜더', 'Rear fender'],
    [
      value('full', '풀 펜더', 'Full fender'),
      value('wide', '와이드 풀 펜더', 'Wide full fender', { price: 390_000, days: 11 }),
      value('bobbed', '짧게 자른 밥 펜더', 'Bobbed fender', { price: 120_000, days: 5 }),
      value('wide-bob', '와이드 밥 펜더', 'Wide bobbed fender', { price: 420_000, days: 11 }),
    ],
    { default: 'full' },
  ),
]

/** Colour on those shapes. */
export const paintCharacteristics: readonly Characteristic[] = [
  paint.choice('paint', ['바탕색', 'Base colour'], PAINT_VALUES, { default: 'hangang' }),
  paint.choice(
    'clear',
    ['도장 마감', 'Paint finish'],
    [
      value('gloss', '유광', 'Gloss'),
      value('deep', '깊은 유광 12겹', 'Deep gloss, twelve coats', { price: 480_000, days: 9 }),
      value('satin', '반광', 'Satin', { price: 160_000, days: 5 }),
      value('matte', '무광', 'Matte', { price: 220_000, days: 6 }),
      value('flake', '메탈 플레이크', 'Metal flake', { price: 690_000, days: 14 }),
    ],
    { default: 'gloss' },
  ),
  paint.choice(
    'scheme',
    ['투톤 무늬', 'Two-tone scheme'],
    [
      value('single', '한 가지 색', 'One colour'),
      value('wave', '물결 나누기', 'Wave split', { price: 420_000, days: 7 }),
      value('panel', '옆면 패널', 'Side panel', { price: 360_000, days: 6 }),
      value('scallop', '스캘럽', 'Scallops', { price: 580_000, days: 10 }),
      value('band', '가운데 띠', 'Centre band', { price: 300_000, days: 5 }),
      value('belly', '아랫면 나누기', 'Lower half', { price: 340_000, days: 6 }),
    ],
    { default: 'wave' },
  ),
  paint.choice('second-paint', ['두 번째 색', 'Second colour'], colours(PAINTS, { days: 5 }), {
    default: 'rice',
    onlyIf: { scheme: ['wave', 'panel', 'scallop', 'band', 'belly'] },
  }),
  paint.choice(
    'pinstripe',
    ['핀스트라이프', 'Pinstripe'],
    [
      value('none', '없음', 'None'),
      value('single', '한 줄', 'Single line', { price: 140_000, days: 3 }),
      value('double', '두 줄', 'Double line', { price: 220_000, days: 4 }),
      value('scroll', '손으로 그린 당초무늬', 'Hand-drawn scroll', { price: 520_000, days: 9 }),
      value('dagger', '단도 무늬', 'Dagger strokes', { price: 380_000, days: 7 }),
    ],
    { default: 'single' },
  ),
  paint.choice('pinstripe-colour', ['핀스트라이프 색', 'Pinstripe colour'], colours(LINE_COLOURS), {
    default: 'gold',
    onlyIf: { pinstripe: ['single', 'double', 'scroll', 'dagger'] },
  }),
]
