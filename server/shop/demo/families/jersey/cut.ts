import type { Characteristic } from '@dangol/domain/catalogue/model.ts'
import { colours, group, text, value } from '../build.ts'
import { TEXTILE_COLOURS } from '../lists/textiles.ts'

const cut = group('cut', '핏과 크기', 'Cut and size')
const lettering = group('lettering', '이름과 번호', 'Name and number')
export const cutGroup = cut.group
export const letteringGroup = lettering.group

const SIZES = ['85', '90', '95', '100', '105', '110', '115']

/** How it is sewn. */
export const cutCharacteristics: readonly Characteristic[] = [
  cut.choice(
    'cut',
    ['핏', 'Cut'],
    [
      value('fan', '팬용 레귤러 핏', 'Fan, regular fit'),
      value('player', '선수용 슬림 핏', 'Player, slim fit', { price: 40_000, days: 3 }),
      value('retro', '레트로 박스 핏', 'Retro, boxy fit', { price: 15_000, days: 3 }),
      value('keeper', '골키퍼', 'Goalkeeper', { price: 20_000, days: 4 }),
    ],
    { default: 'fan' },
  ),
  cut.choice(
    'size',
    ['치수', 'Size'],
    SIZES.map((size) => value(size, size, `KR ${size}`)),
    { default: '100' },
  ),
  cut.choice(
    'fabric',
    ['원단', 'Fabric'],
    [
      value('replica', '레플리카', 'Replica'),
      value('pro', '경기용 초경량', 'Match, ultralight', { price: 35_000, days: 4 }),
      value('recycled', '한강 플라스틱 재생 원단', 'Recycled from the river', { price: 12_000, days: 3 }),
    ],
    { default: 'replica' },
  ),
  cut.choice(
    'sleeves',
    ['소매', 'Sleeves'],
    [value('short', '반소매', 'Short'), value('long', '긴소매', 'Long', { price: 12_000, days: 2 })],
    { default: 'short' },
  ),
  cut.choice(
    'collar',
    ['깃', 'Collar'],
    [
      value('crew', '라운드', 'Crew'),
      value('vee', '브이넥', 'V-neck'),
      value('polo', '폴로', 'Polo', { price: 9_000, days: 2 }),
      value('henley', '단추 세 개', 'Three buttons', { price: 7_000, days: 2 }),
    ],
    { default: 'crew' },
  ),
]

const patch = (price: number) => [
  value('none', '없음', 'None'),
  value('league', '리그 패치', 'League patch', { price }),
  value('respect', '서로 존중 패치', 'Respect patch', { price }),
  value('river', '한강 다리 패치', 'River bridge patch', { price, days: 1 }),
  value('tenth', '창단 10주년 패치', 'Tenth anniversary patch', { price: price + 3_000, days: 2 }),
  value('green', '탄소 절반 패치', 'Half-carbon patch', { price, days: 1 }),
]

/** Whose it is. */
export const letteringCharacteristics: readonly Characteristic[] = [
  {
    ...lettering.text('name', ['이름', 'Name'], {
      required: false,
      pattern: "^(?:[A-Z][A-Z .'-]{0,10}|[가-힣]{1,6})$",
      lengthMax: 11,
      default: '성수',
    }),
    help: text('한글 6자 또는 영문 대문자 11자까지 찍습니다.', 'Up to 6 Korean syllables or 11 capital letters.'),
  },
  lettering.number('number', ['등번호', 'Number'], { min: 0, max: 99, step: 1, default: 10 }),
  lettering.choice(
    'lettering',
    ['글자 모양', 'Lettering'],
    [
      value('block', '굵은 블록', 'Bold block'),
      value('condensed', '좁고 높은', 'Tall condensed'),
      value('outline', '외곽선', 'Outline', { price: 4_000 }),
      value('serif', '대학 야구부 세리프', 'Varsity serif', { price: 4_000 }),
      value('felt', '펠트 자수', 'Felt appliqué', { price: 14_000, days: 3 }),
    ],
    { default: 'block' },
  ),
  lettering.choice('lettering-colour', ['글자 색', 'Lettering colour'], colours(TEXTILE_COLOURS), {
    default: 'white',
  }),
  lettering.choice('left-patch', ['왼쪽 소매 패치', 'Left sleeve patch'], patch(7_000), { default: 'league' }),
  lettering.choice('right-patch', ['오른쪽 소매 패치', 'Right sleeve patch'], patch(7_000), { default: 'none' }),
  lettering.choice(
    'captain',
    ['주장 완장', 'Captain’s armband'],
    [value('none', '없음', 'None'), value('armband', '주장 완장', 'Armband', { price: 18_000 })],
    { default: 'none' },
  ),
]
