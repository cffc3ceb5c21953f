import type { Characteristic } from '@dangol/domain/catalogue/model.ts'
import { group, text, value } from '../build.ts'

const ride = group('ride', '달리기', 'Ride')
const fit = group('fit', '발 맞춤', 'Fit')
export const rideGroup = ride.group
export const fitGroup = fit.group

/** How it runs. */
export const rideCharacteristics: readonly Characteristic[] = [
  ride.choice(
    'upper',
    ['갑피', 'Upper'],
    [
      value('mesh', '통기 메시', 'Airy mesh'),
      value('knit', '한 장 니트', 'One-piece knit', { price: 16_000, days: 3 }),
      value('suede', '스웨이드', 'Suede', { price: 22_000, days: 5 }),
    ],
    { default: 'mesh' },
  ),
  ride.choice(
    'midsole',
    ['중창', 'Midsole'],
    [
      value('daily', '데일리', 'Daily'),
      value('plush', '푹신한 플러시', 'Plush', { price: 18_000, days: 3 }),
      value('plated', '카본 플레이트', 'Carbon-plated', { price: 79_000, days: 8 }),
    ],
    {
      default: 'daily',
      help: text('2층 러닝머신에서 세 가지를 달려 보세요.', 'Try all three on the treadmill upstairs.'),
    },
  ),
  ride.choice(
    'outsole',
    ['밑창', 'Outsole'],
    [
      value('road', '도로', 'Road'),
      value('trail', '산길', 'Trail', { price: 12_000, days: 4 }),
      value('gum', '생고무', 'Gum rubber', { price: 6_000, days: 3 }),
    ],
    { default: 'road' },
  ),
  ride.choice(
    'laces',
    ['끈', 'Laces'],
    [
      value('flat', '납작 끈', 'Flat laces'),
      value('round', '둥근 끈', 'Round laces'),
      value('pull', '당김 끈', 'Pull laces', { price: 9_000, days: 3 }),
    ],
    { default: 'flat' },
  ),
]

const SIZES_MM = Array.from({ length: 17 }, (_, step) => 220 + step * 5)

/** How it sits. */
export const fitCharacteristics: readonly Characteristic[] = [
  fit.choice(
    'size',
    ['크기', 'Size'],
    SIZES_MM.map((mm) => value(String(mm), `${mm} mm`, `${mm} mm`)),
    { default: '250' },
  ),
  fit.choice(
    'width',
    ['발볼', 'Width'],
    [
      value('narrow', '좁게', 'Narrow', { days: 2 }),
      value('regular', '보통', 'Regular'),
      value('wide', '넓게', 'Wide'),
      value('extra-wide', '아주 넓게', 'Extra wide', { price: 10_000, days: 4 }),
    ],
    { default: 'regular' },
  ),
  fit.choice(
    'insole',
    ['깔창', 'Insole'],
    [
      value('standard', '기본', 'Standard'),
      value('arch', '아치 받침', 'Arch support', { price: 15_000, days: 2 }),
      value('moulded', '발 모양 맞춤', 'Moulded to your foot', { price: 45_000, days: 6 }),
    ],
    { default: 'standard' },
  ),
  {
    ...fit.text('heel-text', ['뒤꿈치 자수', 'Heel embroidery'], {
      required: false,
      pattern: '^[A-Za-z0-9가-힣.]{1,5}$',
      lengthMax: 5,
    }),
    help: text('한글, 영문, 숫자 5자까지 놓습니다.', 'Up to five letters or digits.'),
  },
]
