import type { ConfigModel, Constraint } from '@dangol/domain/catalogue/model.ts'
import type { FamilyId } from '@dangol/domain/ids/ids.ts'
import { forbids, requires, text } from '../build.ts'
import { runnerArt } from './art.ts'
import { colourCharacteristics, colourGroup } from './colours.ts'
import { fitCharacteristics, fitGroup, rideCharacteristics, rideGroup } from './fit.ts'

const constraints: readonly Constraint[] = [
  requires(
    'plate-outsole',
    { midsole: ['plated'] },
    { outsole: ['road'] },
    '카본 플레이트 중창은 도로용 밑창에만 붙입니다.',
    'The plated midsole is bonded to the road outsole only.',
  ),
  requires(
    'trail-foam',
    { outsole: ['trail'] },
    { midsole: ['daily', 'plush'] },
    '산길에서는 발을 받쳐 주는 중창이 필요합니다.',
    'A trail asks for a midsole that steadies the foot.',
  ),
  forbids(
    'plate-suede',
    ['midsole', ['plated']],
    ['upper', ['suede']],
    text('스웨이드 갑피는 레이스용 신발에 너무 무겁습니다.', 'A suede upper is too heavy for a racing shoe.'),
  ),
  forbids(
    'knit-trail',
    ['upper', ['knit']],
    ['outsole', ['trail']],
    text('니트 갑피는 산길의 돌과 가지에 올이 풀립니다.', 'Rocks and twigs pull threads from the knit.'),
  ),
  requires(
    'knit-overlay',
    { upper: ['knit'] },
    { overlay: ['none', 'wave', 'twin'] },
    '니트에는 가는 무늬만 열로 붙일 수 있습니다.',
    'Only slim overlays can be heat-bonded to the knit.',
  ),
  requires(
    'pull-laces',
    { laces: ['pull'] },
    { upper: ['knit', 'mesh'] },
    '당김 끈은 늘어나는 갑피에서만 발을 고르게 감쌉니다.',
    'Pull laces hold the foot evenly only in an upper that gives.',
  ),
  forbids(
    'narrow-knit',
    ['width', ['narrow']],
    ['upper', ['knit']],
    text('좁은 발볼에는 니트가 헐겁습니다.', 'On a narrow foot the knit sits loose.'),
  ),
]

/** Baram: a running shoe made to the foot and to taste, of which the store keeps only fitting pairs. */
export const runner: ConfigModel = {
  id: 'baram-runner' as FamilyId,
  version: 4,
  skuPrefix: 'BRM',
  currency: 'KRW',
  title: text('바람 러너', 'Baram Runner'),
  tagline: text(
    '발에 맞추고 취향에 맞춘 러닝화. 성수 공방에서 한 켤레씩 만듭니다.',
    'A running shoe fitted to your foot and your taste, made pair by pair in Seongsu.',
  ),
  sampleAt: text(
    '2층 러닝 랩: 치수별 시착화와 소재 견본',
    'Running lab, second floor: fitting pairs and fabric samples',
  ),
  groups: [rideGroup, fitGroup, colourGroup],
  characteristics: [...rideCharacteristics, ...fitCharacteristics, ...colourCharacteristics],
  constraints,
  basePriceMinor: 189_000,
  priceRules: [
    {
      id: 'race-set',
      kind: 'when',
      when: { midsole: ['plated'], laces: ['pull'] },
      addMinor: -10_000,
      title: text('레이스 세트 할인', 'Race set saving'),
    },
    {
      id: 'heel-letters',
      kind: 'per-letter',
      of: 'heel-text',
      addMinor: 1_500,
      title: text('뒤꿈치 자수 글자', 'Embroidered letters'),
    },
  ],
  assemblyDays: 4,
  leadTimes: [
    { id: 'plate', when: { midsole: ['plated'] }, days: 9, part: text('카본 플레이트', 'Carbon plate') },
    { id: 'last', when: { width: ['extra-wide'] }, days: 6, part: text('아주 넓은 발볼 신골', 'Extra-wide last') },
  ],
  art: runnerArt,
}

/** The version before: sold with a wool upper, and before the price rose. Kept because people saved shoes under it. */
export const runnerBefore: ConfigModel = {
  ...runner,
  version: 3,
  basePriceMinor: 179_000,
  characteristics: runner.characteristics.map((characteristic) =>
    characteristic.kind === 'choice' && characteristic.id === 'upper'
      ? {
          ...characteristic,
          values: [
            ...characteristic.values,
            { id: 'wool', title: text('메리노 울', 'Merino wool'), priceMinor: 18_000, leadDays: 6 },
          ],
        }
      : characteristic,
  ),
}
