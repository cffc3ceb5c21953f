import type { Art, ArtLayer } from '@dangol/domain/catalogue/model.ts'
import { linear, path, radial, shade, swatch } from '../drawing.ts'
import { laceLayers, heelLayers } from './art-details.ts'
import { soleLayers } from './art-sole.ts'

/** Silhouette of the upper, from the heel over the collar and tongue to the toe. */
const UPPER =
  'M182 470C172 420 164 352 172 296C176 262 206 250 236 262C262 274 290 318 338 330C392 342 430 316 462 270C476 248 500 236 520 250C548 272 574 300 612 326C684 376 784 398 872 416C960 434 1032 462 1044 516C1046 530 1036 538 1020 538L236 540C206 540 188 510 182 470Z'
const COLLAR =
  'M196 300C204 276 226 276 244 290C270 312 292 340 340 350C398 360 438 334 470 290C480 276 492 266 504 268L520 250C500 236 476 248 462 270C430 316 392 342 338 330C290 318 262 274 236 262C206 250 176 262 172 296L178 330C184 318 190 312 196 300Z'
const TONGUE =
  'M452 284C444 246 450 204 474 186C498 172 528 182 540 204C556 232 566 270 600 316C566 306 520 262 500 254C482 250 468 262 452 284Z'
const TOE = 'M1042 508C1026 460 962 436 876 418C838 428 812 470 806 540H1020C1038 538 1046 528 1042 508Z'
const HEEL =
  'M182 470C174 424 166 366 170 312C206 340 240 400 252 456C258 490 262 516 262 540H236C206 540 188 510 182 470Z'

const OVERLAYS: Readonly<Record<string, string>> = {
  none: '',
  wave: path(
    'M300 540C372 520 420 456 492 430C560 408 590 446 660 430C720 416 752 396 800 402C752 426 720 462 656 468C600 474 566 446 508 472C452 498 420 530 396 540ZM420 540C470 500 520 486 566 492C610 500 640 504 690 486C650 520 606 528 566 520C530 514 500 524 480 540Z',
    'fill="url(#overlay)"',
  ),
  twin: path('M446 540L560 330L600 350L500 540ZM540 540L636 368L676 386L594 540Z', 'fill="url(#overlay)"'),
  panel: path(
    'M262 540C262 480 296 400 360 362C420 350 470 322 512 300C560 352 620 384 690 404C720 450 726 500 724 540Z',
    'fill="url(#overlay)"',
  ),
  toe: path(TOE, 'fill="url(#overlay)"') + path(HEEL, 'fill="url(#overlay)"'),
}

const DOTS = (size: number, gap: number, colour: string) =>
  `<pattern id="texture" width="${gap}" height="${gap}" patternUnits="userSpaceOnUse" patternTransform="rotate(24)"><circle cx="${gap / 2}" cy="${gap / 2}" r="${size}" fill="${colour}"/></pattern>`
const TEXTURES: Readonly<Record<string, string>> = {
  mesh: DOTS(2.5, 9, shade('upper-colour', -48)),
  knit: `<pattern id="texture" width="8" height="10" patternUnits="userSpaceOnUse" patternTransform="rotate(-8)"><path d="M0 2L4 6L8 2M0 7L4 11L8 7" fill="none" stroke="${shade('upper-colour', -26)}" stroke-width="1.3"/></pattern>`,
  suede: `<pattern id="texture" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(40)"><path d="M0 2H3M4 5H7" stroke="${shade('upper-colour', -18)}" stroke-width="1"/><path d="M4 2H6M1 6H3" stroke="${shade('upper-colour', 22)}" stroke-width="1"/></pattern>`,
}
const textures = Object.entries(TEXTURES).map(([id, svg]): ArtLayer => ({
  id: `texture-${id}`,
  when: { upper: [id] },
  svg: `<defs>${svg}</defs>`,
}))

const defs = `<defs>${[
  radial('ground', [
    [0, '#000', 0.45],
    [0.6, '#000', 0.18],
    [1, '#000', 0],
  ]),
  linear('upper', [
    [0, shade('upper-colour', 22)],
    [0.45, swatch('upper-colour')],
    [1, shade('upper-colour', -30)],
  ]),
  linear('overlay', [
    [0, shade('overlay-colour', 20)],
    [0.5, swatch('overlay-colour')],
    [1, shade('overlay-colour', -28)],
  ]),
  linear('lining', [
    [0, shade('lining-colour', -10)],
    [1, shade('lining-colour', -50)],
  ]),
  linear(
    'tongue',
    [
      [0, shade('upper-colour', -22)],
      [0.5, shade('upper-colour', 14)],
      [1, shade('upper-colour', -28)],
    ],
    '0 0 1 0',
  ),
  linear(
    'round',
    [
      [0, '#000', 0.34],
      [0.16, '#000', 0],
      [0.72, '#fff', 0.1],
      [0.9, '#000', 0],
      [1, '#000', 0.3],
    ],
    '0 0 1 0',
  ),
  '<filter id="soft" x="-20%" y="-20%" width="140%" height="140%"><feGaussianBlur stdDeviation="12"/></filter>',
].join(
  '',
)}<clipPath id="upper-clip"><path id="upper-shape" d="${UPPER}"/></clipPath></defs><ellipse cx="610" cy="668" rx="500" ry="34" fill="url(#ground)"/>`

const upper =
  path(TONGUE, `fill="url(#tongue)" stroke="${shade('upper-colour', -45)}" stroke-width="1.5"`) +
  path(
    'M474 190C496 180 522 186 536 206',
    `fill="none" stroke="${shade('lining-colour', 10)}" stroke-width="9" stroke-linecap="round"`,
  ) +
  path(
    'M206 306C262 280 300 352 344 352C396 352 452 330 486 280L470 262C430 300 380 330 340 326C296 318 262 262 224 262Z',
    'fill="url(#lining)"',
  ) +
  '<use href="#upper-shape" fill="url(#upper)"/><use href="#upper-shape" fill="url(#texture)" opacity=".75"/>'

const shaping =
  `<g clip-path="url(#upper-clip)"><use href="#upper-shape" fill="url(#round)"/>` +
  path(
    'M640 350C740 396 880 414 980 452',
    'fill="none" stroke="#fff" stroke-width="34" opacity=".26" filter="url(#soft)"',
  ) +
  path(
    'M196 380C210 440 216 480 222 520',
    'fill="none" stroke="#fff" stroke-width="26" opacity=".18" filter="url(#soft)"',
  ) +
  path('M180 548H1050', 'stroke="#000" stroke-width="34" opacity=".42" filter="url(#soft)"') +
  '</g>'

const stitched = (d: string) =>
  path(d, `fill="none" stroke="${shade('upper-colour', -42)}" stroke-width="2" stroke-dasharray="6 4"`)

/** A running shoe from its outer side, toe to the right; ground at y = 662. */
export const runnerArt: Art = {
  viewBox: '80 130 1060 590',
  layers: [
    { id: 'defs', svg: defs },
    ...textures,
    ...soleLayers,
    { id: 'upper', svg: upper },
    ...Object.entries(OVERLAYS).map(([id, svg]): ArtLayer => ({
      id: `overlay-${id}`,
      when: { overlay: [id] },
      svg: svg ? `<g clip-path="url(#upper-clip)">${svg}</g>` : '',
    })),
    {
      id: 'seams',
      svg:
        stitched('M862 420C826 436 802 480 796 538') +
        stitched('M500 300C548 352 616 388 690 408C770 424 820 424 862 420') +
        path(COLLAR, `fill="${shade('upper-colour', 12)}" stroke="${shade('upper-colour', -34)}" stroke-width="1.4"`) +
        path(
          'M190 302C206 268 234 272 250 290C280 324 300 340 342 346C398 350 440 322 470 284',
          `fill="none" stroke="${shade('lining-colour', 20)}" stroke-width="7" stroke-linecap="round"`,
        ),
    },
    { id: 'shaping', svg: shaping },
    ...heelLayers,
    ...laceLayers,
  ],
}
