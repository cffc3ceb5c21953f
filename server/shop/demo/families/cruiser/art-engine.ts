import type { ArtLayer } from '@dangol/domain/catalogue/model.ts'
import { circle, path, round, shade, swatch, tube, tubeAlong } from '../drawing.ts'

const CRANK = { x: 604, y: 578 }
const BOLT = 'fill="#d9dde0" stroke="#2b2d30" stroke-width="1.2"'

/** One cylinder standing upright over the crank: fins, head and rocker cover. */
function cylinder(): string {
  const fin = (y: number, half: number) =>
    `<rect x="${-half}" y="${round(y)}" width="${half * 2}" height="7.4" rx="3"/>`
  const barrel = Array.from({ length: 9 }, (_, i) => fin(-76 - i * 9.6, 47 + i * 0.6)).join('')
  const head = Array.from({ length: 3 }, (_, i) => fin(-166 - i * 9.6, 55 - i * 2)).join('')
  return (
    `<rect x="-38" y="-190" width="76" height="132" fill="#111214"/><g fill="url(#m-fins)" stroke="#000" stroke-opacity=".55" stroke-width=".8">${barrel}${head}</g>` +
    '<path d="M-52 -188L-44 -212Q-40 -222 -28 -222H28Q40 -222 44 -212L52 -188Z" fill="url(#m-cover)" stroke="#000" stroke-opacity=".5"/>' +
    '<path d="M-38 -212Q-36 -217 -28 -217H24" stroke="#fff" stroke-width="2.4" fill="none" opacity=".7"/>' +
    `<g ${BOLT}><circle cx="-34" cy="-197" r="4"/><circle cx="34" cy="-197" r="4"/><circle cy="-203" r="4"/></g>`
  )
}

/** The rear cylinder stands a little lower, under the seat. */
const standing = (angle: number, scale: number) =>
  `<use href="#cylinder" transform="translate(${CRANK.x} ${CRANK.y}) rotate(${angle}) scale(${scale})"/>`

const pushrods =
  tube('M588 548L545 416', 10, 'cover-finish') +
  tube('M602 546L572 410', 10, 'cover-finish') +
  tube('M616 546L640 410', 10, 'cover-finish') +
  tube('M630 548L666 416', 10, 'cover-finish')

const crankcase =
  path(
    'M500 566Q506 520 560 512L650 512Q704 520 712 566L716 612Q714 648 676 654L540 656Q500 652 498 616Z',
    `fill="url(#m-case)" stroke="${shade('case-finish', -70)}" stroke-width="1.5"`,
  ) +
  path(
    'M442 560Q450 542 476 542H520V642H462Q440 640 438 618Z',
    `fill="url(#m-case)" stroke="${shade('case-finish', -70)}" stroke-width="1.5"`,
  ) +
  circle(474, 592, 27, `fill="${shade('case-finish', -25)}"`) +
  circle(474, 592, 21, 'fill="url(#m-cover)"') +
  `<path d="M520 640H700" stroke="${shade('case-finish', -60)}" stroke-width="3"/>`

const camCover =
  path(
    'M556 580Q556 540 604 538Q656 538 672 574Q682 600 666 622Q650 640 604 640Q556 640 552 606Z',
    'fill="url(#m-cover)" stroke="#000" stroke-opacity=".5" stroke-width="1.4"',
  ) +
  path(
    'M566 582Q568 552 604 550Q646 550 660 578Q668 600 656 614Q642 628 604 628Q566 628 562 604Z',
    `fill="none" stroke="${shade('cover-finish', -35)}" stroke-width="1.6"`,
  ) +
  [
    [563, 562],
    [604, 544],
    [648, 556],
    [672, 594],
    [650, 630],
    [604, 634],
    [560, 622],
  ]
    .map(([x = 0, y = 0]) => circle(x, y, 3.6, BOLT))
    .join('')

const TUNES: Readonly<Record<string, string>> = {
  calm: circle(612, 590, 19, `fill="none" stroke="${shade('cover-finish', -40)}" stroke-width="2"`),
  touring: path('M592 590H632M592 582H632M592 598H632', `stroke="${shade('cover-finish', -45)}" stroke-width="3"`),
  spirited: path('M596 606L612 574L628 606', `fill="none" stroke="#b3202c" stroke-width="4" stroke-linejoin="round"`),
  stroker: `${circle(612, 590, 23, 'fill="#b3202c"')}<text x="612" y="597" font-family="Arial,sans-serif" font-weight="700" font-size="19" text-anchor="middle" fill="#fff">97</text>`,
}

const IN = 'fill="url(#m-bar)" stroke="#000" stroke-opacity=".5" stroke-width="1.4"'
const INTAKES: Readonly<Record<string, string>> = {
  round:
    circle(606, 462, 45, IN) +
    circle(606, 462, 33, `fill="none" stroke="${shade('bar-finish', -40)}" stroke-width="2"`) +
    circle(606, 462, 30, 'fill="url(#m-bar)"') +
    circle(606, 462, 5, BOLT),
  oval:
    `<ellipse cx="606" cy="462" rx="58" ry="36" ${IN}/><ellipse cx="606" cy="462" rx="44" ry="23" fill="none" stroke="${shade('bar-finish', -40)}" stroke-width="2"/>` +
    circle(580, 462, 4.5, BOLT) +
    circle(632, 462, 4.5, BOLT),
  teardrop:
    path('M666 452C660 420 610 414 580 436C556 456 544 482 534 500C570 508 668 500 666 452Z', IN) +
    path(
      'M648 454C640 436 610 432 590 446C576 458 566 472 560 484',
      'fill="none" stroke="#fff" stroke-width="3" opacity=".65"',
    ) +
    circle(622, 462, 5, BOLT),
  finned:
    circle(606, 462, 46, IN) +
    `<circle cx="606" cy="462" r="36" fill="none" stroke="${shade('bar-finish', -60)}" stroke-width="16" stroke-dasharray="4 5.05"/>` +
    circle(606, 462, 25, 'fill="url(#m-bar)"') +
    circle(606, 462, 5, BOLT),
  open:
    circle(606, 462, 44, 'fill="#1a1b1d"') +
    `<circle cx="606" cy="462" r="34" fill="none" stroke="#a8322a" stroke-width="17" stroke-dasharray="3.4 2"/>` +
    circle(606, 462, 24, IN) +
    circle(606, 462, 5, BOLT),
  velocity:
    path('M574 440Q606 452 640 440L646 484Q606 474 568 484Z', IN) +
    `<ellipse cx="606" cy="462" rx="40" ry="40" ${IN}/>` +
    circle(606, 462, 30, 'fill="#0d0e0f"') +
    circle(606, 462, 30, 'fill="none" stroke="#fff" stroke-width="2" opacity=".5"') +
    path('M580 462H632M606 436V488', 'stroke="#4d5154" stroke-width="3"'),
}

/** The V-twin between the frame rails. */
export const engineLayers: readonly ArtLayer[] = [
  {
    id: 'engine',
    svg: `<defs><g id="cylinder">${cylinder()}</g></defs>${path('M560 500L604 440L650 500Z', 'fill="#0f1011"')}${standing(-20, 0.95)}${standing(23, 1)}${crankcase}${pushrods}${camCover}`,
  },
  ...Object.entries(TUNES).map(([id, svg]): ArtLayer => ({ id: `tune-${id}`, when: { tune: [id] }, svg })),
  ...Object.entries(INTAKES).map(([id, svg]): ArtLayer => ({ id: `intake-${id}`, when: { intake: [id] }, svg })),
  {
    id: 'engraved-cover',
    when: { engraving: ['cam-cover'] },
    svg: `<text x="610" y="622" font-family="Georgia,'Nanum Myeongjo',serif" font-size="13" letter-spacing="1" text-anchor="middle" fill="${shade('cover-finish', -70)}">{{text:engraving-text}}</text>`,
  },
]

const EX = 'exhaust-finish'
const muffler = (d: string) => path(d, `fill="url(#m-exhaust)" stroke="${shade(EX, -65)}" stroke-width="1.4"`)
const bore = (x: number, y: number, rx: number, ry: number) =>
  `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="#0b0b0c"/><ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="none" stroke="${shade(EX, 40)}" stroke-width="1.6"/>`

const HEADERS: readonly (readonly [exhausts: readonly string[], rear: string, front: string])[] = [
  [
    ['twin', 'staggered', 'fishtail', 'turnout', 'shorty'],
    'M528 432C486 446 508 540 484 582Q472 600 440 602',
    'M688 428C742 436 744 500 726 570Q712 632 650 638L440 640',
  ],
  [
    ['two-into-one'],
    'M528 432C486 446 508 560 500 598Q494 626 460 630',
    'M688 428C742 436 744 500 726 570Q712 626 650 630L470 632',
  ],
  [
    ['upswept'],
    'M528 432C490 446 506 520 488 556Q478 574 450 572',
    'M688 428C742 436 744 500 726 560Q712 604 650 606L450 606',
  ],
]
const headers: readonly ArtLayer[] = [
  ...HEADERS.map(([exhausts, rear, front], at): ArtLayer => ({
    id: `headers-${at}`,
    when: { exhaust: exhausts },
    svg: `<defs><path id="pipe-rear" d="${rear}"/><path id="pipe-front" d="${front}"/></defs>`,
  })),
  { id: 'headers', svg: tubeAlong('pipe-front', 23, EX) + tubeAlong('pipe-rear', 23, EX) },
]

const EXHAUSTS: Readonly<Record<string, string>> = {
  twin:
    muffler('M446 588H156Q148 603 156 618H446Q456 603 446 588Z') +
    muffler('M446 625H128Q120 640 128 655H446Q456 640 446 625Z') +
    bore(154, 603, 5, 14) +
    bore(126, 640, 5, 14),
  staggered:
    muffler('M446 588H238L206 618H446Q456 603 446 588Z') +
    muffler('M446 625H134L98 655H446Q456 640 446 625Z') +
    path('M238 588L206 618L214 618L246 588ZM134 625L98 655L107 655L143 625Z', 'fill="#0d0d0e"'),
  'two-into-one':
    muffler('M470 616Q430 604 400 600L150 586Q132 604 148 628L400 652Q440 654 470 646Z') + bore(148, 606, 8, 19),
  fishtail:
    muffler('M446 590H210Q170 592 128 572L122 622Q170 608 210 616H446Q454 603 446 590Z') +
    muffler('M446 627H190Q150 628 104 612L98 662Q150 646 190 653H446Q454 640 446 627Z') +
    path('M128 572L122 622L129 621L135 574ZM104 612L98 662L105 661L111 614Z', 'fill="#0d0d0e"'),
  upswept:
    muffler('M458 556L176 500Q160 512 166 530L452 588Q464 574 458 556Z') +
    muffler('M458 592L150 540Q134 552 140 570L452 622Q464 608 458 592Z') +
    bore(171, 515, 7, 15) +
    bore(145, 555, 7, 15),
  turnout:
    muffler('M446 588H210Q176 588 156 566L134 590Q160 618 210 618H446Q456 603 446 588Z') +
    muffler('M446 625H190Q156 625 130 600L108 624Q140 655 190 655H446Q456 640 446 625Z') +
    `<g transform="rotate(-45 145 578)">${bore(145, 578, 16, 6)}</g><g transform="rotate(-45 119 612)">${bore(119, 612, 17, 6)}</g>`,
  shorty:
    muffler('M446 589H352L338 617H446Q454 603 446 589Z') +
    muffler('M446 626H312L298 654H446Q454 640 446 626Z') +
    bore(345, 603, 6, 13) +
    bore(305, 640, 6, 13),
}

/** A ribbed rubber peg around the origin. */
const peg = (x: number, y: number) =>
  `<g transform="translate(${x} ${y})"><rect width="52" height="13" rx="6" fill="#202224"/><rect x="4" y="1" width="44" height="4" rx="2" fill="${shade('anodising', 30)}"/></g>`
const PEGS: Readonly<Record<string, string>> = {
  mid: tube('M586 652L586 664', 9, 'anodising') + peg(560, 656),
  forward: tube('M738 622L772 612', 9, 'anodising') + peg(758, 602),
  boards: `<path d="M640 656L770 642L774 654L644 670Z" fill="#1b1c1e"/><path d="M646 656L766 643L767 647L647 660Z" fill="${swatch('anodising')}"/>${tube('M716 640L700 654', 8, 'anodising')}`,
}

/** Pipes and footrests lie in front of the engine. */
export const exhaustLayers: readonly ArtLayer[] = [
  ...headers,
  ...Object.entries(EXHAUSTS).map(([id, svg]): ArtLayer => ({ id: `exhaust-${id}`, when: { exhaust: [id] }, svg })),
  ...Object.entries(PEGS).map(([id, svg]): ArtLayer => ({ id: `pegs-${id}`, when: { pegs: [id] }, svg })),
]
