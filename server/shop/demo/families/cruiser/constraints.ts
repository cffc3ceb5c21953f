import type { Constraint } from '@dangol/domain/catalogue/model.ts'
import { allows, forbids, requires, text } from '../build.ts'
import { CANDY_PAINTS, METALLIC_PAINTS, SOLID_PAINTS } from '../lists/paints.ts'

const ids = (list: readonly (readonly string[])[]) => list.flatMap(([id]) => (id === undefined ? [] : [id]))
const CANDY = ids(CANDY_PAINTS)
const SOLID = ids(SOLID_PAINTS)
const NOT_CANDY = [...SOLID, ...ids(METALLIC_PAINTS)]

const engine: readonly Constraint[] = [
  requires(
    'stroker-breathes',
    { tune: ['stroker'] },
    { intake: ['open', 'velocity', 'finned'] },
    '97마력 롱 스트로크 엔진은 공기가 많이 필요해 하이플로 흡기와만 조립됩니다.',
    'The 97 hp long-stroke engine needs more air than the closed air cleaners let through.',
  ),
  requires(
    'stroker-exhaust',
    { tune: ['stroker'] },
    { exhaust: ['two-into-one', 'staggered', 'upswept'] },
    '롱 스트로크 엔진은 배압이 맞는 배기 시스템에서만 인증을 받았습니다.',
    'The long-stroke engine is certified only with exhausts of matching back pressure.',
  ),
  requires(
    'spirited-exhaust',
    { tune: ['spirited'] },
    { exhaust: ['twin', 'staggered', 'two-into-one', 'upswept', 'turnout'] },
    '84마력 튜닝에는 소음 기준을 넘는 쇼티와 피시테일 배기를 달 수 없습니다.',
    'With the 84 hp tune the shorty and fishtail pipes exceed the noise limit.',
  ),
  requires(
    'power-brakes',
    { tune: ['spirited', 'stroker'] },
    { brakes: ['dual', 'radial'] },
    '84마력부터는 앞 디스크가 두 장이어야 안전하게 섭니다.',
    'From 84 hp up, two front discs are needed to stop safely.',
  ),
]

const wheels: readonly Constraint[] = [
  requires(
    'wide-tyre-swingarm',
    { 'rear-tyre': ['240'] },
    { swingarm: ['wide'] },
    '240 mm 타이어는 기본 스윙암 사이에 들어가지 않습니다.',
    'The 240 mm tyre does not fit between the arms of the standard swingarm.',
  ),
  requires(
    'narrow-tyre-swingarm',
    { swingarm: ['wide'] },
    { 'rear-tyre': ['200', '240'] },
    '와이드 스윙암은 200 mm 이상의 타이어에 맞춰져 있습니다.',
    'The wide swingarm is made for tyres of 200 mm and more.',
  ),
  allows(
    'tyre-fender',
    'rear-tyre',
    'rear-fender',
    {
      '150': ['full', 'bobbed'],
      '180': ['full', 'bobbed'],
      '200': ['wide', 'wide-bob'],
      '240': ['wide', 'wide-bob'],
    },
    text('뒤 펜더는 타이어보다 넓어야 합니다.', 'The rear fender has to be wider than its tyre.'),
  ),
  forbids(
    'wide-tyre-bags',
    ['rear-tyre', ['240']],
    ['bags', ['hard', 'throw-over']],
    text(
      '240 mm 타이어와 함께 달면 가방이 차폭 한계를 넘습니다.',
      'Beside a 240 mm tyre these bags exceed the legal width.',
    ),
  ),
  forbids(
    'spokes-wide-tyre',
    ['rear-wheel', ['spoke-40', 'spoke-72']],
    ['rear-tyre', ['240']],
    text('240 mm 림은 스포크로 엮을 수 없습니다.', 'A 240 mm rim cannot be laced with spokes.'),
  ),
  requires(
    'whitewall-width',
    { sidewall: ['white'] },
    { 'rear-tyre': ['150', '180'] },
    '넓은 흰 옆면 타이어는 180 mm까지만 나옵니다.',
    'Wide whitewalls are made up to 180 mm only.',
  ),
  allows(
    'front-wheel-sizes',
    'front-wheel',
    'front-size',
    {
      'spoke-40': ['16', '19', '21'],
      'spoke-72': ['16', '19', '21'],
      'cast-5': ['19', '21'],
      'cast-9': ['16', '19'],
      'twin-6': ['19', '21'],
      turbine: ['19', '21'],
      disc: ['16', '19'],
    },
    text('이 휠은 그 크기로 주조하지 않습니다.', 'This wheel is not cast in that size.'),
  ),
  requires(
    'fat-front-fender',
    { 'front-size': ['16'] },
    { 'front-fender': ['valanced', 'none'] },
    '16인치 두툼한 타이어에는 깊은 펜더만 맞습니다.',
    'Only the deep fender clears the fat 16-inch tyre.',
  ),
  forbids(
    'disc-brakes',
    ['front-wheel', ['disc']],
    ['brakes', ['radial']],
    text(
      '통판 앞바퀴에는 래디얼 캘리퍼가 들어갈 자리가 없습니다.',
      'The solid front wheel leaves no room for radial calipers.',
    ),
  ),
  requires(
    'radial-levers',
    { brakes: ['radial'] },
    { levers: ['adjustable', 'short'] },
    '래디얼 브레이크의 마스터 실린더에는 조절식 또는 짧은 레버가 맞습니다.',
    'The radial master cylinder takes adjustable or short levers.',
  ),
]

const front: readonly Constraint[] = [
  requires(
    'springer-wheel',
    { fork: ['springer'] },
    { 'front-wheel': ['spoke-40', 'spoke-72'], brakes: ['single'] },
    '스프링어 포크는 스포크 휠과 싱글 디스크로만 조립됩니다.',
    'The springer fork is built with a spoked wheel and a single disc.',
  ),
  requires(
    'springer-size',
    { fork: ['springer'] },
    { 'front-size': ['19', '21'] },
    '스프링어 포크의 다리 사이에는 16인치 타이어가 들어가지 않습니다.',
    'The legs of the springer fork are too narrow for the 16-inch tyre.',
  ),
  forbids(
    'springer-windshield',
    ['fork', ['springer']],
    ['windshield', ['mid', 'tall']],
    text(
      '스프링어 포크에는 바람막이를 고정할 자리가 없습니다.',
      'There is nothing on a springer fork to hold a windshield.',
    ),
  ),
  requires(
    'radial-fork',
    { brakes: ['radial'] },
    { fork: ['inverted'] },
    '래디얼 캘리퍼는 역방향 포크의 다리에만 달립니다.',
    'Radial calipers bolt to the legs of the inverted fork only.',
  ),
  requires(
    'nacelle-fork',
    { headlamp: ['nacelle'] },
    { fork: ['covered'] },
    '나셀 램프는 커버드 포크와 한 몸입니다.',
    'The nacelle is one piece with the covered fork.',
  ),
  allows(
    'bar-cables',
    'handlebar',
    'cables',
    {
      pullback: ['standard', 'long'],
      drag: ['short', 'standard'],
      beach: ['standard', 'long'],
      tracker: ['short', 'standard'],
      'mini-ape': ['long'],
      ape: ['extra-long'],
      clubman: ['short'],
    },
    text(
      '높은 핸들바에는 긴 케이블이, 낮은 핸들바에는 짧은 케이블이 필요합니다.',
      'High bars need long cables, low bars short ones.',
    ),
  ),
  forbids(
    'low-bar-windshield',
    ['handlebar', ['drag', 'clubman', 'tracker']],
    ['windshield', ['mid', 'tall']],
    text('낮은 핸들바는 꺾을 때 바람막이에 닿습니다.', 'Low bars hit the windshield at full lock.'),
  ),
  requires(
    'clubman-pegs',
    { handlebar: ['clubman'] },
    { pegs: ['mid'] },
    '몸을 숙이는 클럽맨 핸들에는 미드 스텝이 맞습니다.',
    'Clubman bars lean the rider forward, so the feet have to sit mid-way.',
  ),
  forbids(
    'bar-ends',
    ['mirrors', ['bar-end']],
    ['indicators', ['bar-end']],
    text('핸들 끝에는 하나만 달 수 있습니다.', 'There is room for one thing at the end of the bar.'),
  ),
]

const rear: readonly Constraint[] = [
  requires(
    'bobbed-bags',
    { bags: ['hard', 'classic', 'throw-over'] },
    { 'rear-fender': ['full', 'wide'] },
    '양쪽 가방의 브래킷은 풀 펜더에 고정됩니다.',
    'The brackets of the pair of bags bolt to a full fender.',
  ),
  forbids(
    'upswept-bags',
    ['exhaust', ['upswept']],
    ['bags', ['hard', 'classic', 'throw-over']],
    text('위로 뻗은 배기의 열이 오른쪽 가방에 닿습니다.', 'The upswept exhaust would scorch the right-hand bag.'),
  ),
  forbids(
    'lowered-bags',
    ['shock', ['lowered']],
    ['bags', ['hard']],
    text('낮춘 쇼크에서는 하드 백이 펜더에 부딪힙니다.', 'On lowered shocks the hard bags strike the fender.'),
  ),
  forbids(
    'side-plate-bags',
    ['plate', ['side']],
    ['bags', ['hard', 'classic', 'throw-over', 'swingarm']],
    text('왼쪽 가방이 번호판을 가립니다.', 'The left bag would cover the number plate.'),
  ),
  requires(
    'bobbed-plate',
    { 'rear-fender': ['wide-bob'] },
    { plate: ['side'] },
    '와이드 밥 펜더 뒤에는 번호판을 달 자리가 없습니다.',
    'There is no room for a plate behind the wide bobbed fender.',
  ),
  requires(
    'rack-fender',
    { rack: ['tube', 'wood'] },
    { 'rear-fender': ['full', 'wide'], 'sissy-bar': ['none', 'low'] },
    '짐받이는 풀 펜더 위, 높은 등받이가 없는 자리에 달립니다.',
    'The rack sits on a full fender and leaves no room for a tall sissy bar.',
  ),
  requires(
    'solo-sissy',
    { seat: ['cafe', 'solo', 'sprung'] },
    { 'sissy-bar': ['none'] },
    '1인용과 카페 시트에는 동승자가 앉지 않아 등받이를 달지 않습니다.',
    'Solo and café seats carry no passenger, so there is nothing for a sissy bar to hold.',
  ),
  requires(
    'cafe-pegs',
    { seat: ['cafe'] },
    { pegs: ['mid'] },
    '카페 시트의 자세에는 미드 스텝이 맞습니다.',
    'The café seat puts the feet mid-way.',
  ),
  forbids(
    'tank-seat',
    ['tank', ['stretched']],
    ['seat', ['king', 'cafe']],
    text('길게 늘인 탱크가 시트 자리까지 내려옵니다.', 'The stretched tank reaches into the place of this seat.'),
  ),
  forbids(
    'tank-gauge',
    ['tank', ['peanut', 'flank']],
    ['instruments', ['tank']],
    text('이 탱크 위에는 계기를 놓을 자리가 없습니다.', 'There is no room for a gauge on this tank.'),
  ),
  requires(
    'air-gauge',
    { shock: ['air'] },
    { instruments: ['digital'] },
    '에어 서스펜션의 압력은 디지털 계기에만 나옵니다.',
    'The pressure of the air suspension shows on the digital instrument only.',
  ),
  requires(
    'cruise-gauge',
    { 'rider-aids': ['cruise', 'both'] },
    { instruments: ['digital', 'twin'] },
    '크루즈 컨트롤에는 설정 속도를 보여 줄 계기가 필요합니다.',
    'Cruise control needs an instrument that shows the set speed.',
  ),
  requires(
    'heated-leather',
    { 'rider-aids': ['heated', 'both'] },
    { levers: ['classic', 'adjustable'] },
    '열선 그립의 배선은 짧은 레버의 마운트를 지나지 못합니다.',
    'The wiring of heated grips does not pass the clamp of the short levers.',
  ),
]

const paint: readonly Constraint[] = [
  requires(
    'matte-candy',
    { clear: ['matte', 'satin'] },
    { paint: NOT_CANDY },
    '캔디 도장은 빛이 통과해야 제 색이 나 무광으로 마감하지 않습니다.',
    'Candy colours need light to pass through them, so they are never finished matte.',
  ),
  requires(
    'flake-solid',
    { clear: ['flake'] },
    { paint: [...ids(METALLIC_PAINTS), ...CANDY] },
    '메탈 플레이크는 불투명한 솔리드 색 아래에서 보이지 않습니다.',
    'Metal flake would not show under an opaque solid colour.',
  ),
  requires(
    'candy-coats',
    { paint: CANDY },
    { clear: ['deep', 'flake', 'gloss'] },
    '캔디 도장은 유광 계열로만 마감합니다.',
    'Candy colours are finished in gloss only.',
  ),
  forbids(
    'matte-pinstripe',
    ['clear', ['matte']],
    ['pinstripe', ['scroll', 'dagger']],
    text('손으로 그리는 에나멜 선은 무광 위에 붙지 않습니다.', 'Hand-drawn enamel lines do not hold on matte paint.'),
  ),
  forbids(
    'plaque-badge',
    ['engraving', ['plaque']],
    ['badge', ['whale', 'wave', 'roundel', 'wing', 'hangeul', 'number']],
    text('명판은 엠블럼이 있던 자리에 붙습니다.', 'The plaque takes the place of the badge.'),
  ),
]

/** What cannot be built, and why, in words for the shopper. */
export const cruiserConstraints: readonly Constraint[] = [...engine, ...wheels, ...front, ...rear, ...paint]
