import type { Art, ArtLayer } from '@dangol/domain/catalogue/model.ts'
import { linear, path, radial, shade, swatch } from '../drawing.ts'
import { heelLayers, laceLayers } from './art-details.ts'
import { soleLayers } from './art-sole.ts'

/** Silhouette of the upper, from the heel over the collar and tongue to the toe. */
const UPPER =
  'M150 500C138 452 150 400 158 352C162 310 150 268 162 236C172 214 206 214 226 236C254 270 286 330 356 344C418 354 452 322 484 268C500 240 528 232 548 248C580 280 620 318 670 350C748 396 850 404 936 420C1022 438 1084 470 1090 528C1090 538 1076 544 1060 544C880 576 500 584 320 560C230 548 168 534 150 500Z'
const COLLAR =
  'M178 266C190 246 214 248 232 270C262 308 298 358 362 366C428 374 468 338 502 284L484 268C452 322 418 354 356 344C286 330 254 270 226 236C206 214 172 214 162 236L160 284C164 274 172 268 178 266Z'
const TONGUE =
  'M470 296C450 248 454 198 476 178C500 162 536 172 550 198C568 232 584 272 648 332C604 316 542 270 516 258C494 252 482 270 470 296Z'
const TOE = 'M1094 530C1084 470 1022 438 934 420C884 440 852 494 848 572H1060Z'
const HEEL = 'M148 500C138 452 150 400 157 350C208 378 250 440 264 570H190Z'

const OVERLAYS: Readonly<Record<string, string>> = {
  none: '',
  wave: path(
    'M286 566C360 540 420 470 496 446C562 428 596 462 668 446C730 432 772 400 838 408C776 440 742 482 664 488C606 492 572 466 514 490C452 516 424 550 396 566ZM440 566C486 520 530 508 578 514C624 520 660 524 716 504C672 542 620 550 578 544C542 538 520 548 500 566Z',
    'fill="url(#overlay)"',
  ),
  twin: path('M430 580L572 330L616 362L494 580ZM536 580L654 378L700 402L600 580Z', 'fill="url(#overlay)"'),
  panel: path(
    'M262 580C262 490 300 408 366 372C430 366 482 332 516 296C566 352 632 394 706 414C738 462 744 520 740 580Z',
    'fill="url(#overlay)"',
  ),
  toe: path(TOE, 'fill="url(#overlay)"') + path(HEEL, 'fill="url(#overlay)"'),
}

const DOTS = (size: number, gap: number, colour: string) =>
  `<pattern id="texture" width="${gap}" height="${gap}" patternUnits="userSpaceOnUse" patternTransform="rotate(24)"><circle cx="${gap / 2}" cy="${gap / 2}" r="${size}" fill="${colour}"/></pattern>`
const TEXTURES: Readonly<Record<string, string>> = {
  mesh: DOTS(1.9, 8, shade('upper-colour', -34)),
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
    [0.5, swatch('upper-colour')],
    [1, shade('upper-colour', -20)],
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
      [0, '#000', 0.26],
      [0.14, '#000', 0],
      [0.72, '#fff', 0.12],
      [0.93, '#000', 0],
      [1, '#000', 0.24],
    ],
    '0 0 1 0',
  ),
  '<filter id="soft" x="-20%" y="-20%" width="140%" height="140%"><feGaussianBlur stdDeviation="12"/></filter>',
].join(
  '',
)}<clipPath id="upper-clip"><path id="upper-shape" d="${UPPER}"/></clipPath></defs><ellipse cx="610" cy="668" rx="500" ry="34" fill="url(#ground)"/>`

const upper =
  path(
    'M176 250C230 226 280 312 350 316C408 320 450 288 476 254L492 280C456 332 420 354 356 346C286 332 254 272 226 238Z',
    'fill="url(#lining)"',
  ) +
  path(TONGUE, `fill="url(#tongue)" stroke="${shade('upper-colour', -45)}" stroke-width="1.5"`) +
  path(
    'M474 184C496 166 532 176 546 200',
    `fill="none" stroke="${swatch('lining-colour')}" stroke-width="11" stroke-linecap="round"`,
  ) +
  '<use href="#upper-shape" fill="url(#upper)"/><use href="#upper-shape" fill="url(#texture)" opacity=".8"/>'

const soft = (d: string, colour: string, width: number, opacity: number) =>
  path(d, `fill="none" stroke="${colour}" stroke-width="${width}" opacity="${opacity}" filter="url(#soft)"`)
const shaping = `<g clip-path="url(#upper-clip)"><use href="#upper-shape" fill="url(#round)"/>${
  soft('M690 372C790 416 900 426 1010 476', '#fff', 30, 0.34) +
  soft('M186 330C190 400 186 450 206 510', '#fff', 24, 0.22) +
  soft('M320 392C420 410 500 380 560 330', '#fff', 26, 0.2) +
  soft('M140 500C250 556 400 574 520 570C700 566 860 536 1090 528', '#000', 30, 0.36) +
  soft('M300 372C380 400 460 376 512 306', '#000', 12, 0.2)
}</g>`

const stitched = (d: string) =>
  path(d, `fill="none" stroke="${shade('upper-colour', -42)}" stroke-width="2" stroke-dasharray="6 4"`)

/** A running shoe from its outer side, toe to the right; ground at y = 662. */
export const runnerArt: Art = {
  viewBox: '60 120 1090 590',
  layers: [
    { id: 'defs', svg: defs },
    ...textures,
    { id: 'upper', svg: upper },
    ...Object.entries(OVERLAYS).map(([id, svg]): ArtLayer => ({
      id: `overlay-${id}`,
      when: { overlay: [id] },
      svg: svg ? `<g clip-path="url(#upper-clip)">${svg}</g>` : '',
    })),
    {
      id: 'seams',
      svg:
        stitched('M934 422C888 444 858 500 854 570') +
        stitched('M522 304C568 354 642 396 716 416C792 428 864 418 934 422') +
        path(COLLAR, `fill="${shade('upper-colour', 12)}" stroke="${shade('upper-colour', -34)}" stroke-width="1.4"`) +
        path(
          'M180 272C194 252 214 256 232 280C262 320 300 364 362 370C424 376 464 344 496 292',
          `fill="none" stroke="${shade('lining-colour', 20)}" stroke-width="7" stroke-linecap="round"`,
        ),
    },
    { id: 'shaping', svg: shaping },
    ...heelLayers,
    ...soleLayers,
    ...laceLayers,
  ],
}
