import type { ArtLayer } from '@dangol/domain/catalogue/model.ts'
import { arcBand, path, shade, swatch } from '../drawing.ts'

const TANKS: Readonly<Record<string, string>> = {
  teardrop:
    'M756 314C752 280 716 260 670 263C612 268 566 312 520 364C514 376 522 384 540 384L706 374C738 370 758 346 756 314Z',
  peanut:
    'M748 320C745 296 716 283 684 285C640 288 600 318 556 356C550 366 558 374 574 374L702 366C732 362 750 344 748 320Z',
  stretched:
    'M758 312C754 278 714 258 664 261C598 266 536 318 470 370C464 384 474 394 494 393L706 377C740 372 760 346 758 312Z',
  flank:
    'M760 304Q758 296 750 288L734 270Q730 265 722 264L664 259Q654 258 646 262L590 294Q584 298 578 304L522 362Q514 372 520 380Q524 386 534 386L704 375Q712 374 718 370L752 346Q758 340 759 332Z',
}
const CAP_HEIGHTS: Readonly<Record<string, number>> = { teardrop: 262, peanut: 283, stretched: 260, flank: 262 }
const cap = (tank: string) =>
  `<rect x="672" y="${(CAP_HEIGHTS[tank] ?? 262) - 8}" width="34" height="14" rx="4" fill="url(#m-bar)" stroke="#000" stroke-opacity=".5"/>`
const tanks = Object.entries(TANKS).map(([id, d]): ArtLayer => ({
  id: `tank-${id}`,
  when: { tank: [id] },
  svg: `<defs><clipPath id="tank-clip"><path id="tank-shape" d="${d}"/></clipPath></defs>${cap(id)}<use href="#tank-shape" fill="url(#paint)"/>`,
}))

const FRONT_FENDERS: Readonly<Record<string, string>> = {
  classic: arcBand(945, 562, 128, 156, 192, 322),
  valanced: arcBand(945, 562, 104, 157, 186, 338),
  short: arcBand(945, 562, 130, 154, 222, 306),
  none: '',
}
const REAR_FENDERS: Readonly<Record<string, string>> = {
  full: arcBand(262, 564, 118, 156, 176, 334),
  wide: arcBand(262, 564, 106, 160, 174, 336),
  bobbed: arcBand(262, 564, 120, 155, 232, 334),
  'wide-bob': arcBand(262, 564, 108, 160, 228, 336),
}
const fenders = [
  ...Object.entries(FRONT_FENDERS).map(([id, d]) => ['front-fender', id, d] as const),
  ...Object.entries(REAR_FENDERS).map(([id, d]) => ['rear-fender', id, d] as const),
].map(([which, id, d]): ArtLayer => ({
  id: `${which}-${id}`,
  when: { [which]: [id] },
  svg: d
    ? `<defs><clipPath id="${which}-clip"><path id="${which}-shape" d="${d}"/></clipPath></defs><use href="#${which}-shape" fill="url(#paint)" stroke="url(#paint)" stroke-width="6" stroke-linejoin="round"/>`
    : `<defs><clipPath id="${which}-clip"/></defs>`,
}))

const SECOND = 'fill="url(#second)"'
const SCHEMES: Readonly<Record<string, string>> = {
  wave: 'M480 420L500 372C560 330 588 372 636 346C684 318 700 340 770 306L780 420Z',
  panel: 'M556 366C592 322 630 296 676 294C712 294 732 310 730 332C726 352 706 358 686 359Z',
  scallop: 'M770 262L770 372L690 352Q720 344 720 330L600 352Q690 318 712 312L620 312Q700 290 720 286L680 270Z',
  band: 'M560 400L640 250L704 250L636 400Z',
  belly: 'M460 420L500 350L770 322L780 420Z',
}
const tankSchemes = Object.entries(SCHEMES).map(([id, d]): ArtLayer => ({
  id: `scheme-${id}`,
  when: { scheme: [id] },
  svg: `<g clip-path="url(#tank-clip)"><path id="scheme-line" d="${d}" ${SECOND}/></g>`,
}))
const TWO_TONE = { scheme: ['wave', 'panel', 'scallop', 'band', 'belly'] }
const fenderBand = (which: string, d: string, when: ArtLayer['when']): ArtLayer => ({
  id: `${which}-second`,
  when: { ...when, ...TWO_TONE },
  svg: `<g clip-path="url(#${which}-clip)">${path(d, `fill="none" stroke="${swatch('second-paint')}" stroke-width="15"`)}</g>`,
})
const FENDERED = { 'front-fender': ['classic', 'valanced', 'short'] }
const ARC_FRONT = 'M799 562A146 146 0 0 1 1091 562'
const ARC_REAR = 'M114 564A148 148 0 0 1 410 564'

const LINE = swatch('pinstripe-colour')
const striped = (d: string, width: number) =>
  `<g clip-path="url(#tank-clip)">${path(d, `fill="none" stroke="${LINE}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"`)}</g>`
const outline = (width: number, inset: number) =>
  `<g clip-path="url(#tank-clip)" transform="translate(${inset * 640} ${inset * 325}) scale(${1 - inset})"><use href="#tank-shape" fill="none" stroke="${LINE}" stroke-width="${width}"/></g>`
const onFenders = (width: number) =>
  path('M398 500A150 150 0 0 0 122 514', `fill="none" stroke="${LINE}" stroke-width="${width}"`)
const SCROLL =
  'M726 336C700 352 676 330 690 314C702 302 718 314 708 324M690 340C650 360 628 330 646 312C660 300 676 314 664 324M650 346C610 362 588 344 604 330C614 322 626 330 618 338M610 356C580 366 560 362 546 370M668 300C690 286 716 288 732 302M628 312C640 296 656 290 668 292'
const DAGGER =
  'M736 316C690 300 640 322 556 366C640 330 690 312 736 316ZM740 330C700 322 650 344 590 366C650 352 700 334 740 330ZM722 296C690 286 650 296 616 322C652 302 690 294 722 296Z'
const PINSTRIPES: Readonly<Record<string, string>> = {
  none: '',
  single: outline(2.6, 0.1),
  double: outline(3.4, 0.09) + outline(1.5, 0.15),
  scroll: striped(SCROLL, 2.6),
  dagger: `<g clip-path="url(#tank-clip)">${path(DAGGER, `fill="${LINE}"`)}</g>`,
}

const M = 'fill="url(#m-badge)" stroke="#0b0c0e" stroke-opacity=".75" stroke-width="1.2"'
const WORD = `font-family="'Noto Sans KR','Apple SD Gothic Neo',Arial,sans-serif" font-weight="900" text-anchor="middle" ${M}`
const BADGES: Readonly<Record<string, string>> = {
  none: '',
  whale:
    path(
      'M-44 2C-40 -16 -14 -22 10 -16C24 -12 32 -4 40 -14C40 -20 36 -24 34 -28C42 -28 46 -24 48 -20C52 -24 58 -26 64 -24C60 -20 56 -16 52 -10C46 4 30 14 8 16C-16 18 -42 16 -44 2Z',
      M,
    ) +
    '<circle cx="-30" cy="-2" r="2.4" fill="#22252a"/><path d="M-42 6C-30 10 -16 8 -8 2M-12 12C-6 20 4 22 10 20" fill="none" stroke="#22252a" stroke-width="1.6" opacity=".7"/>',
  wave: path(
    'M-48 10C-30 -14 -14 -14 -2 2C8 14 18 12 26 -2C34 -14 48 -12 56 2C48 -4 40 -2 34 8C24 22 6 20 -6 8C-18 -4 -30 -2 -48 10Z',
    M,
  ),
  roundel: `<circle r="24" ${M}/><circle r="18" fill="${swatch('second-paint')}"/><path d="M-13 4C-6 -8 0 -8 4 0C8 6 12 4 15 -3" fill="none" stroke="#fff" stroke-width="3.5"/>`,
  wing: path(
    'M-52 -2C-20 -24 20 -22 60 -16C40 -10 30 -8 20 -6C36 -6 44 -4 50 -2C36 4 24 4 10 4C20 6 26 8 30 10C10 16 -30 16 -52 -2Z',
    M,
  ),
  hangeul: `<text y="14" font-size="40" ${WORD}>고래</text>`,
  number: `<text y="14" font-size="38" font-style="italic" ${WORD}>1200</text>`,
}
const badges = Object.entries(BADGES).map(([id, svg]): ArtLayer => ({
  id: `badge-${id}`,
  when: { badge: [id] },
  svg: svg ? `<g transform="translate(656 322) rotate(-9)">${svg}</g>` : '',
}))

const GLOSS =
  '<g clip-path="url(#tank-clip)"><path d="M548 338C592 288 640 268 680 270C712 272 734 284 742 300C716 284 684 282 652 288C612 298 580 322 548 338Z" fill="url(#shine)" opacity=".9"/><path d="M520 384L706 372C730 368 748 356 756 334V400H520Z" fill="#000" opacity=".2"/></g>'
const fenderShine = (opacity: number, width: number) =>
  path(
    'M370 470A143 143 0 0 0 180 446',
    `fill="none" stroke="#fff" stroke-width="${width}" stroke-linecap="round" opacity="${opacity}"`,
  ) +
  `<g clip-path="url(#front-fender-clip)">${path('M846 454A146 146 0 0 1 1010 432', `fill="none" stroke="#fff" stroke-width="${width}" stroke-linecap="round" opacity="${opacity}"`)}</g>`
const SPARKLE =
  '<pattern id="sparkle" width="37" height="31" patternUnits="userSpaceOnUse"><path d="M3 4h2M12 9h1M21 3h2M30 12h1M7 17h1M16 21h2M26 24h1M34 28h2M10 28h1M20 14h1M33 5h1M2 11h1" stroke="#fff" stroke-width="1.5" opacity=".8"/></pattern>'
const CLEARS: Readonly<Record<string, string>> = {
  gloss: GLOSS + fenderShine(0.55, 6),
  deep: `${GLOSS}<g clip-path="url(#tank-clip)"><path d="M560 352C620 300 690 290 746 316C696 306 630 318 584 352Z" fill="#fff" opacity=".28"/></g>${fenderShine(0.8, 5)}`,
  satin: `<g clip-path="url(#tank-clip)"><path d="M540 350C600 290 680 270 744 306C690 296 610 316 560 362Z" fill="#fff" opacity=".3" filter="url(#soft)"/></g>${fenderShine(0.25, 12)}`,
  matte: `<g clip-path="url(#tank-clip)"><rect x="450" y="250" width="320" height="150" fill="#808080" opacity=".12"/></g>${fenderShine(0.1, 16)}`,
  flake: `<defs>${SPARKLE}</defs><g fill="url(#sparkle)"><use href="#tank-shape"/><use href="#front-fender-shape"/><use href="#rear-fender-shape"/></g>${GLOSS}${fenderShine(0.6, 6)}`,
}
const clears = Object.entries(CLEARS).map(([id, svg]): ArtLayer => ({ id: `clear-${id}`, when: { clear: [id] }, svg }))

const cover =
  path(
    'M468 444L524 426Q538 422 535 436L510 544Q507 556 494 556H474Q460 556 460 542V456Q460 446 468 444Z',
    `fill="url(#paint)" stroke="${shade('paint', -65)}"`,
  ) +
  path('M474 454L518 440L512 466Q490 466 474 480Z', 'fill="#fff" opacity=".28"') +
  path('M470 540Q488 548 506 540', `fill="none" stroke="${shade('paint', -55)}" stroke-width="2"`)

/** Fenders and side cover, which the seat sits on. */
export const fenderLayers: readonly ArtLayer[] = [
  ...fenders,
  fenderBand('front-fender', ARC_FRONT, FENDERED),
  fenderBand('rear-fender', ARC_REAR, {}),
  {
    id: 'fender-struts',
    when: FENDERED,
    svg: path('M945 562L842 470M945 562L1040 470', 'stroke="url(#m-bar)" stroke-width="5" stroke-linecap="round"'),
  },
  { id: 'side-cover', svg: cover },
  {
    id: 'side-cover-second',
    when: TWO_TONE,
    svg: path('M463 512Q490 494 521 500L510 544Q507 556 494 556H474Q460 556 460 542Z', SECOND),
  },
  {
    id: 'pin-fender',
    when: { pinstripe: ['single', 'double', 'dagger', 'scroll'], 'rear-fender': ['full', 'wide'] },
    svg: `<g clip-path="url(#rear-fender-clip)">${onFenders(2.2)}</g>`,
  },
]

/** The tank with everything painted on it. */
export const tankLayers: readonly ArtLayer[] = [
  ...tanks,
  ...tankSchemes,
  ...Object.entries(PINSTRIPES).map(([id, svg]): ArtLayer => ({ id: `pin-${id}`, when: { pinstripe: [id] }, svg })),
  ...clears,
  ...badges,
  {
    id: 'plaque',
    when: { engraving: ['plaque'] },
    svg: `<g transform="translate(650 324) rotate(-8)"><rect x="-62" y="-15" width="124" height="30" rx="5" fill="#b7954a" stroke="#5f4a1c"/><rect x="-58" y="-11" width="116" height="22" rx="3" fill="none" stroke="#fff" stroke-opacity=".5"/><text y="6" font-family="Georgia,'Nanum Myeongjo',serif" font-size="15" text-anchor="middle" fill="#3a2b0c">{{text:engraving-text}}</text></g>`,
  },
]
