import type { Characteristic } from '@dangol/domain/catalogue/model.ts'
import { group, text, value } from '../build.ts'

const lights = group('lights', '등화', 'Lights')
const personal = group('personal', '나만의 것', 'Made yours')
export const lightsGroup = lights.group
export const personalGroup = personal.group

/** To see and be seen. */
export const lightsCharacteristics: readonly Characteristic[] = [
  lights.choice(
    'headlamp',
    ['헤드램프', 'Headlamp'],
    [
      value('round', '7인치 원형', 'Seven-inch round'),
      value('small', '5인치 원형', 'Five-inch round', { price: 60_000, days: 4 }),
      value('nacelle', '나셀 일체형', 'Nacelle', { price: 380_000, days: 11 }),
      value('twin', '쌍둥이 램프', 'Twin lamps', { price: 320_000, days: 9 }),
      value('trio', '보조등 두 개 더하기', 'With two passing lamps', { price: 290_000, days: 7 }),
    ],
    { default: 'round' },
  ),
  lights.choice(
    'tail-lamp',
    ['후미등', 'Tail lamp'],
    [
      value('round', '원형 후미등', 'Round tail lamp'),
      value('tombstone', '비석형 후미등', 'Tombstone tail lamp', { price: 70_000, days: 5 }),
      value('slim', '얇은 LED 줄', 'Slim LED strip', { price: 130_000, days: 6 }),
    ],
    { default: 'round' },
  ),
  lights.choice(
    'indicators',
    ['방향지시등', 'Indicators'],
    [
      value('bullet', '총알형', 'Bullet'),
      value('mini', '미니 LED', 'Mini LED', { price: 90_000, days: 4 }),
      value('bar-end', '바엔드', 'Bar-end', { price: 160_000, days: 6 }),
    ],
    { default: 'bullet' },
  ),
  lights.choice(
    'plate',
    ['번호판 위치', 'Number plate'],
    [value('fender', '펜더 뒤', 'On the fender'), value('side', '왼쪽 옆', 'Left side', { price: 140_000, days: 5 })],
    { default: 'fender' },
  ),
]

/** Only for one person. */
export const personalCharacteristics: readonly Characteristic[] = [
  personal.choice(
    'engraving',
    ['각인 위치', 'Engraving'],
    [
      value('none', '각인 없음', 'None'),
      value('cam-cover', '캠 커버', 'Cam cover', { price: 90_000, days: 3 }),
      value('plaque', '탱크 명판', 'Tank plaque', { price: 120_000, days: 4 }),
    ],
    { default: 'none' },
  ),
  {
    ...personal.text('engraving-text', ['각인 글', 'Engraving text'], {
      required: true,
      pattern: "^[A-Za-z0-9가-힣 .'-]{1,14}$",
      lengthMax: 14,
      default: 'SEONGSU',
    }),
    onlyIf: { engraving: ['cam-cover', 'plaque'] },
    help: text('한글, 영문, 숫자 14자까지 새깁니다.', 'Up to 14 letters or digits, in Hangeul or Latin.'),
  },
  personal.choice(
    'handover',
    ['인도 방식', 'Handover'],
    [
      value('store', '성수 플래그십에서', 'At the Seongsu flagship'),
      value('ride', '양양 해안 동행 라이딩', 'Coast ride with our riders, Yangyang', { price: 180_000 }),
      value('workshop', '공방에서 마지막 볼트 직접 조이기', 'Tighten the last bolt at the workshop', { price: 90_000 }),
    ],
    { default: 'store' },
  ),
]
