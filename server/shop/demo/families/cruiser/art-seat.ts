import type { ArtLayer } from '@dangol/domain/catalogue/model.ts'
import { circle, path, shade, swatch, tube, tubeAlong } from '../drawing.ts'
import { ofHide } from '../lists/leathers.ts'

const SEATS: Readonly<Record<string, string>> = {
  'two-up':
    'M552 358C530 380 506 392 472 392C444 392 428 376 402 368C362 358 308 368 268 398C258 408 266 420 284 421L398 420C448 432 520 434 560 412C576 396 570 372 552 362Z',
  solo: 'M552 362C530 388 500 400 466 397C438 394 420 372 398 362C382 360 374 376 382 394C392 424 500 442 558 412C574 396 570 372 552 362Z',
  sprung:
    'M548 366C524 384 492 392 462 388C434 384 418 364 394 358C378 356 368 372 376 386C388 404 424 412 470 412C510 412 544 406 558 394C566 384 560 372 548 366Z',
  cafe: 'M552 364C528 386 490 396 452 392C412 388 396 352 358 336C328 326 294 342 266 382C254 404 262 420 284 421L398 420C448 432 520 434 560 412C576 396 570 374 552 364Z',
  king: 'M552 362C534 390 508 402 474 400C446 398 436 384 424 360C410 336 380 334 344 338C306 342 282 366 262 396C254 408 262 420 282 421L398 420C448 432 520 434 560 412C576 396 570 372 552 362Z',
}
const seats = Object.entries(SEATS).map(([id, d]): ArtLayer => ({
  id: `seat-${id}`,
  when: { seat: [id] },
  svg: `<defs><clipPath id="seat-clip"><path id="seat-shape" d="${d}"/></clipPath></defs><use href="#seat-shape" fill="url(#leather)" stroke="${shade('seat-leather', -70)}" stroke-width="1.5"/>`,
}))

const THREAD = `fill="none" stroke="${swatch('seat-thread')}" stroke-width="1.2" stroke-dasharray="4 2.4" opacity=".85"`
const CREASE = `fill="none" stroke="${shade('seat-leather', -60)}" stroke-width="2.8" opacity=".8"`
const quilt = (size: string, d: string) =>
  `<defs><pattern id="quilt" ${size} patternUnits="userSpaceOnUse">${path(d, CREASE)}${path(d, THREAD)}</pattern></defs><use href="#seat-shape" fill="url(#quilt)"/>`
const QUILTS: Readonly<Record<string, string>> = {
  plain: '',
  tuck: quilt('width="19" height="120"', 'M9 0Q4 60 12 120'),
  diamond: quilt('width="26" height="26" patternTransform="rotate(40)"', 'M0 13H26M13 0V26'),
  wave: quilt('width="44" height="17"', 'M0 9Q11 1 22 9T44 9'),
  brick: quilt('width="34" height="32"', 'M0 8H34M0 24H34M8 8V24M25 24V40M25 -8V8'),
}
const quilts = Object.entries(QUILTS).map(([id, svg]): ArtLayer => ({
  id: `quilt-${id}`,
  when: { quilting: [id] },
  svg,
}))
const grain = (hide: Parameters<typeof ofHide>[0], size: number, marks: string): ArtLayer => ({
  id: `grain-${hide}`,
  when: { 'seat-leather': ofHide(hide) },
  svg: `<defs><pattern id="grain" width="${size}" height="${size}" patternUnits="userSpaceOnUse" patternTransform="rotate(32)">${marks}</pattern></defs><use href="#seat-shape" fill="url(#grain)"/>`,
})
const DARK = shade('seat-leather', -55)
const grains = [
  grain(
    'pebbled',
    9,
    path('M1 3Q3 0 5 3T8 6M2 8Q4 5 6 8', `fill="none" stroke="${DARK}" stroke-width="1.1" opacity=".7"`),
  ),
  grain('perforated', 8, circle(4, 4, 1.5, `fill="${DARK}"`)),
  grain('nubuck', 6, path('M0 1H2M3 4H5', `stroke="${shade('seat-leather', 30)}" opacity=".5"`)),
  {
    id: 'grain-waxed',
    when: { 'seat-leather': ofHide('waxed') },
    svg: `<g clip-path="url(#seat-clip)">${path('M284 390Q340 366 398 378M440 404Q490 412 530 398', 'fill="none" stroke="#fff" stroke-width="9" opacity=".2" stroke-linecap="round"')}</g>`,
  },
]
const seatTop =
  `<g clip-path="url(#seat-clip)"><use href="#seat-shape" fill="none" stroke="#fff" stroke-width="7" opacity=".22" transform="translate(0 3)"/><use href="#seat-shape" fill="none" stroke="#000" stroke-width="16" opacity=".28" transform="translate(0 -7)" clip-path="inset(50% 0 0 0)"/></g>` +
  `<g clip-path="url(#seat-clip)">${path('M262 408L398 406C448 418 520 420 566 398', THREAD)}</g>`

const springs =
  path('M396 404l16 7l-16 7l16 7l-16 7l16 5', 'fill="none" stroke="#b6bbc0" stroke-width="5" stroke-linejoin="round"') +
  path('M430 408l16 7l-16 7l16 7l-16 5', 'fill="none" stroke="#dfe3e6" stroke-width="5" stroke-linejoin="round"')

const HIGH = { none: 0, low: 296, tall: 220, pad: 232 }
const sissy = (top: number) => `<defs><path id="sissy" d="M292 428L268 ${top + 18}Q266 ${top} 252 ${top}"/></defs>`
const SISSIES: Readonly<Record<string, string>> = {
  none: '',
  low: sissy(HIGH.low),
  tall: sissy(HIGH.tall),
  pad: `${sissy(HIGH.pad)}<path d="M268 246Q284 244 287 258L296 340Q296 352 284 352Q274 352 273 342L262 260Q261 248 268 246Z" fill="url(#leather)" stroke="${shade('seat-leather', -70)}"/>${path('M276 256L285 342', THREAD)}`,
}

/** What the rider and the passenger sit on. */
export const seatLayers: readonly ArtLayer[] = [
  { id: 'sissy-tube', when: { 'sissy-bar': ['low', 'tall', 'pad'] }, svg: tubeAlong('sissy', 9, 'bar-finish') },
  ...Object.entries(SISSIES).map(([id, svg]): ArtLayer => ({ id: `sissy-${id}`, when: { 'sissy-bar': [id] }, svg })),
  { id: 'seat-springs', when: { seat: ['sprung'] }, svg: springs },
  ...seats,
  ...grains,
  ...quilts,
  { id: 'seat-top', svg: seatTop },
]

const BAG_THREAD = `fill="none" stroke="${swatch('seat-thread')}" stroke-width="1.5" stroke-dasharray="5 3"`
const BAG = `fill="url(#bag)" stroke="${shade('bag-leather', -70)}" stroke-width="1.5"`
const strap = (x: number, y: number, height: number) =>
  `<rect x="${x}" y="${y}" width="15" height="${height}" rx="3" fill="${shade('bag-leather', -40)}"/><rect x="${x - 3}" y="${y + height - 24}" width="21" height="15" rx="3" fill="none" stroke="#d7d2c4" stroke-width="3"/>`
const BAGS: Readonly<Record<string, string>> = {
  none: '',
  'throw-over':
    path('M198 452Q200 440 214 440H352Q366 440 368 452L378 552Q376 580 350 582H214Q190 580 190 556Z', BAG) +
    path(
      'M194 456Q282 512 372 456L370 446Q360 438 350 438H214Q200 440 198 448Z',
      `fill="${shade('bag-leather', 10)}" stroke="${shade('bag-leather', -60)}"`,
    ) +
    path('M204 466Q282 500 364 466M200 556Q204 572 218 572H346Q364 572 368 552', BAG_THREAD) +
    strap(276, 470, 52),
  classic:
    path('M188 436H372Q384 436 384 450V560Q382 584 358 586H206Q178 586 178 558V450Q178 436 188 436Z', BAG) +
    path(
      'M178 448Q178 432 192 432H370Q384 432 386 448V490Q384 500 372 500H190Q178 500 178 490Z',
      `fill="${shade('bag-leather', 12)}" stroke="${shade('bag-leather', -60)}"`,
    ) +
    path('M186 490H378M188 560Q190 576 206 576H356Q374 576 375 558V508', BAG_THREAD) +
    strap(216, 470, 62) +
    strap(330, 470, 62),
  swingarm:
    path(
      'M330 500L430 520Q446 526 444 542L436 592Q432 604 418 602L330 588Q312 584 314 566L318 512Q320 498 330 500Z',
      BAG,
    ) +
    path('M322 532L440 554M326 580L420 594', BAG_THREAD) +
    strap(368, 520, 46),
  roll: `<g transform="translate(862 428) rotate(-31)"><rect x="-26" y="-30" width="58" height="46" rx="21" ${BAG}/><path d="M-18 -22H24M-18 8H24" ${BAG_THREAD}/><rect x="-14" y="-31" width="9" height="48" rx="3" fill="${shade('bag-leather', -45)}"/><rect x="12" y="-31" width="9" height="48" rx="3" fill="${shade('bag-leather', -45)}"/></g>`,
  hard:
    path(
      'M168 470Q172 432 220 430L372 436Q396 440 394 462L384 548Q378 578 346 580L206 584Q160 582 160 540Z',
      `fill="url(#paint)" stroke="${shade('paint', -65)}" stroke-width="1.6"`,
    ) +
    path('M166 486L392 482', `stroke="${shade('paint', -65)}" stroke-width="2.4"`) +
    path(
      'M184 452Q230 438 372 446',
      'fill="none" stroke="#fff" stroke-width="6" stroke-linecap="round" opacity=".55"',
    ) +
    '<rect x="266" y="474" width="34" height="16" rx="5" fill="url(#m-bar)"/>',
}
const hardBand: ArtLayer = {
  id: 'bags-hard-second',
  when: { bags: ['hard'], scheme: ['wave', 'panel', 'scallop', 'band', 'belly'] },
  svg: path('M162 532Q240 500 388 520L384 548Q378 578 346 580L206 584Q164 582 160 540Z', 'fill="url(#second)"'),
}

const RACKS: Readonly<Record<string, string>> = {
  none: '',
  tube: tube('M170 400H300M176 400L232 432M280 402L292 436', 8, 'bar-finish'),
  wood: `${tube('M176 402L232 432M280 402L292 436', 7, 'bar-finish')}<rect x="154" y="388" width="152" height="13" rx="4" fill="#b98a55"/><path d="M158 392H300M160 396H298" stroke="#8d6236" stroke-width="1.2"/>${circle(176, 394, 2.6, 'fill="#e5d7bd"')}${circle(284, 394, 2.6, 'fill="#e5d7bd"')}`,
}

const GLOW = 'fill="#e0263a" stroke="#5d0a14" stroke-width="1.6"'
const onFender = { 'rear-fender': ['full', 'wide'] }
const onBob = { 'rear-fender': ['bobbed', 'wide-bob'] }
const TAILS: Readonly<Record<string, string>> = {
  round: `<rect x="-8" y="-14" width="20" height="28" rx="5" fill="url(#m-bar)"/><ellipse cx="-9" rx="9" ry="15" ${GLOW}/><ellipse cx="-11" cy="-4" rx="3" ry="5" fill="#fff" opacity=".6"/>`,
  tombstone: `<path d="M-16 18V-4Q-16 -20 -2 -20H8V18Z" ${GLOW}/><path d="M-11 12V-4Q-11 -14 -3 -15" stroke="#ff9aa4" stroke-width="2.4" fill="none"/>`,
  slim: `<rect x="-8" y="-22" width="8" height="44" rx="4" ${GLOW}/><rect x="-6" y="-18" width="2.4" height="36" rx="1.2" fill="#ff9aa4"/>`,
}
const tails: readonly ArtLayer[] = [
  ...Object.entries(TAILS).map(([id, svg]): ArtLayer => ({
    id: `tail-${id}`,
    when: { 'tail-lamp': [id] },
    svg: `<defs><g id="tail">${svg}</g></defs>`,
  })),
  { id: 'tail-on-fender', when: onFender, svg: '<use href="#tail" transform="translate(118 494) rotate(-14)"/>' },
  { id: 'tail-on-bob', when: onBob, svg: '<use href="#tail" transform="translate(172 448) rotate(14)"/>' },
]
const plate = (x: number, y: number, angle: number) =>
  `<g transform="translate(${x} ${y}) rotate(${angle})"><rect x="-3" y="-24" width="6" height="46" rx="2" fill="#f1f1ee" stroke="#33363a"/><path d="M3 -16L22 -22" stroke="#2b2d30" stroke-width="4"/></g>`

const INDICATORS: Readonly<Record<string, string>> = {
  bullet:
    '<path d="M-14 -8H2A8 8 0 0 1 2 8H-14Z" fill="#c9ced2" stroke="#4a4d50"/><ellipse cx="-14" rx="5" ry="8" fill="#f39a1f"/>',
  mini: '<rect x="-12" y="-4" width="16" height="8" rx="4" fill="#1d1e20"/><rect x="-13" y="-3" width="5" height="6" rx="2.5" fill="#f39a1f"/>',
  'bar-end': '',
}

/** Everything bolted on behind and beside. */
export const luggageLayers: readonly ArtLayer[] = [
  ...Object.entries(RACKS).map(([id, svg]): ArtLayer => ({ id: `rack-${id}`, when: { rack: [id] }, svg })),
  { id: 'plate-fender', when: { plate: ['fender'], ...onFender }, svg: plate(106, 552, 6) },
  { id: 'plate-bob', when: { plate: ['fender'], ...onBob }, svg: plate(152, 480, 14) },
  {
    id: 'plate-side',
    when: { plate: ['side'] },
    svg: '<g transform="translate(176 600) rotate(8)"><rect x="-34" y="-18" width="46" height="34" rx="3" fill="#e9e9e5" stroke="#33363a" stroke-width="2"/><text x="-11" y="6" font-family="Arial,sans-serif" font-size="15" font-weight="700" text-anchor="middle" fill="#22242a">12고</text><path d="M10 -6L60 -26" stroke="#2b2d30" stroke-width="7"/></g>',
  },
  ...tails,
  ...Object.entries(INDICATORS).map(([id, svg]): ArtLayer => ({
    id: `indicator-rear-${id}`,
    when: { indicators: [id] },
    svg: svg ? `<g transform="translate(196 458)">${svg}</g>` : '',
  })),
  ...Object.entries(BAGS).map(([id, svg]): ArtLayer => ({ id: `bags-${id}`, when: { bags: [id] }, svg })),
  hardBand,
]
