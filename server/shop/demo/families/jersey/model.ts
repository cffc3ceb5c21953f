import type { ConfigModel, Constraint } from '@dangol/domain/catalogue/model.ts'
import type { FamilyId } from '@dangol/domain/ids/ids.ts'
import { forbids, requires, text } from '../build.ts'
import { jerseyArt } from './art.ts'
import { lookCharacteristics, lookGroup } from './look.ts'
import { cutCharacteristics, cutGroup, letteringCharacteristics, letteringGroup } from './cut.ts'

const constraints: readonly Constraint[] = [
  requires(
    'keeper-sleeves',
    { cut: ['keeper'] },
    { sleeves: ['long'] },
    '골키퍼 유니폼은 긴소매로만 만듭니다.',
    'The goalkeeper’s jersey is made with long sleeves only.',
  ),
  forbids(
    'keeper-pattern',
    ['cut', ['keeper']],
    ['pattern', ['stripes', 'hoops', 'pinstripes']],
    text(
      '심판이 구분하기 쉽도록 골키퍼는 줄무늬를 입지 않습니다.',
      'Keepers wear no stripes, so that referees can tell them apart.',
    ),
  ),
  forbids(
    'retro-fabric',
    ['cut', ['retro']],
    ['fabric', ['pro']],
    text('레트로 원단은 두꺼운 면 혼방으로 짭니다.', 'The retro cut is woven from a heavier cotton blend.'),
  ),
  requires(
    'polo-cut',
    { collar: ['polo'] },
    { cut: ['fan', 'retro'] },
    '폴로 깃은 팬용과 레트로 핏에만 답니다.',
    'The polo collar goes with the fan and retro cuts.',
  ),
  requires(
    'pro-lettering',
    { fabric: ['pro'] },
    { lettering: ['block', 'condensed', 'outline'] },
    '경기용 원단에는 열로 붙이는 글자만 씁니다.',
    'Match fabric takes heat-bonded lettering only.',
  ),
  forbids(
    'sash-chest',
    ['pattern', ['sash']],
    ['sponsor', ['hanok']],
    text('사선 무늬와 가슴 그림이 겹칩니다.', 'The sash would run through the chest print.'),
  ),
]

/** Hangang Waves: the jersey of a team that anybody may join. */
export const jersey: ConfigModel = {
  id: 'hangang-jersey' as FamilyId,
  version: 2,
  skuPrefix: 'HGW',
  currency: 'KRW',
  title: text('한강 웨이브즈 유니폼', 'Hangang Waves Jersey'),
  tagline: text(
    '이름과 등번호, 패치까지 한 사람을 위해 찍는 유니폼.',
    'A jersey printed for one person: name, number, patches.',
  ),
  sampleAt: text(
    '지하 1층 팀 스토어: 치수별 견본과 글자 견본판',
    'Team store, basement: a jersey in every size, a board of letters',
  ),
  groups: [cutGroup, lookGroup, letteringGroup],
  characteristics: [...cutCharacteristics, ...lookCharacteristics, ...letteringCharacteristics],
  constraints,
  basePriceMinor: 119_000,
  priceRules: [
    {
      id: 'full-set',
      kind: 'when',
      when: { 'left-patch': ['league'], 'right-patch': ['respect'] },
      addMinor: -4_000,
      title: text('공식 패치 두 장 묶음', 'Official pair of patches'),
    },
    {
      id: 'name-letters',
      kind: 'per-letter',
      of: 'name',
      addMinor: 1_000,
      title: text('이름 글자', 'Letters of the name'),
    },
  ],
  assemblyDays: 2,
  leadTimes: [
    { id: 'embroidery', when: { lettering: ['felt'] }, days: 4, part: text('펠트 글자 자수', 'Felt lettering') },
    { id: 'pro-fabric', when: { fabric: ['pro'] }, days: 5, part: text('경기용 원단', 'Match fabric') },
  ],
  art: jerseyArt,
}
