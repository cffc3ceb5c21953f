import type { Characteristic } from '@dangol/domain/catalogue/model.ts'
import { group, text, value } from '../build.ts'
import { metalFinishes } from '../lists/metals.ts'

const bottle = group('bottle', '병', 'Bottle')
export const bottleGroup = bottle.group

/** What it comes in. */
export const bottleCharacteristics: readonly Characteristic[] = [
  bottle.choice(
    'bottle',
    ['병 모양', 'Bottle'],
    [
      value('round', '둥근 유리병', 'Round glass'),
      value('square', '각진 유리병', 'Square glass', { price: 3_000 }),
      value('facet', '다각 유리병', 'Faceted glass', { price: 8_000, days: 2 }),
      value('moonjar', '달항아리 도자 병', 'Moon-jar ceramic', { price: 24_000, days: 5 }),
    ],
    { default: 'round' },
  ),
  bottle.choice(
    'volume',
    ['용량', 'Volume'],
    [
      value('15', '15 ml', '15 ml', { price: -22_000 }),
      value('30', '30 ml', '30 ml'),
      value('50', '50 ml', '50 ml', { price: 28_000 }),
    ],
    { default: '30' },
  ),
  bottle.choice(
    'dispenser',
    ['덜어 쓰는 방식', 'Dispenser'],
    [
      value('pump', '펌프', 'Pump'),
      value('dropper', '스포이트', 'Dropper', { price: 2_000 }),
      value('spatula', '주걱 달린 뚜껑', 'Cap with spatula', { price: 3_000 }),
    ],
    { default: 'pump' },
  ),
  bottle.choice(
    'cap',
    ['뚜껑 마감', 'Cap finish'],
    metalFinishes(0.05).map(({ id, title, swatch, leadDays }) => ({
      id,
      title,
      ...(swatch !== undefined && { swatch }),
      leadDays: Math.min(leadDays ?? 0, 2),
    })),
    { default: 'champagne' },
  ),
  {
    ...bottle.text('engraving', ['각인', 'Engraving'], {
      required: false,
      pattern: "^[A-Za-z0-9가-힣 .&'-]{1,12}$",
      lengthMax: 12,
    }),
    help: text('이름이나 짧은 말을 12자까지 새깁니다.', 'A name or a short word, up to 12 letters.'),
  },
  bottle.choice(
    'wrapping',
    ['포장', 'Wrapping'],
    [
      value('carton', '종이 상자', 'Carton'),
      value('gift', '선물 상자', 'Gift box', { price: 5_000 }),
      value('bojagi', '모시 보자기', 'Ramie bojagi cloth', { price: 14_000, days: 1 }),
    ],
    { default: 'carton' },
  ),
]
