import type { ArtLayer } from '@dangol/domain/catalogue/model.ts'
import { linear, path, shade, swatch } from '../drawing.ts'

const FOAM = 'fill="url(#foam)"'
const line = (d: string, width = 3) =>
  path(d, `fill="none" stroke="${shade('midsole-colour', -30)}" stroke-width="${width}" stroke-linecap="round"`)

const MIDSOLES: Readonly<Record<string, string>> = {
  daily:
    path(
      'M170 500C160 540 156 590 180 622C196 640 230 642 262 642H930C1000 638 1062 600 1072 548C1074 528 1058 508 1040 512C900 548 640 560 430 540C330 530 232 528 170 500Z',
      FOAM,
    ) +
    line('M178 560C300 590 520 604 760 596C900 590 1010 572 1062 552') +
    line('M196 604C330 620 480 624 560 620', 2.4),
  plush:
    path(
      'M156 492C132 540 134 604 168 634C186 648 226 648 262 648H920C1010 644 1082 596 1086 542C1086 520 1064 504 1042 510C900 546 640 556 430 536C330 526 228 524 156 492Z',
      FOAM,
    ) +
    line(
      'M150 566C200 592 240 560 300 584C360 608 400 572 460 592C520 612 560 580 620 596C690 612 720 582 790 592C860 602 910 574 980 576',
    ) +
    path(
      'M172 540C300 570 520 580 760 574C900 568 1010 552 1060 534',
      'fill="none" stroke="#fff" stroke-width="10" opacity=".35" stroke-linecap="round"',
    ),
  plated:
    path(
      'M148 486C120 536 118 590 150 622C166 640 196 642 240 642H880C980 634 1072 584 1090 520C1092 500 1064 502 1042 512C900 550 640 560 430 538C330 528 224 522 148 486Z',
      FOAM,
    ) +
    path(
      'M150 560C300 600 560 590 720 570C860 552 980 556 1086 520L1082 536C980 574 860 570 724 588C560 608 300 620 148 576Z',
      'fill="#17181b"',
    ) +
    path(
      'M154 566C300 604 560 596 720 577C860 559 980 562 1082 528',
      'fill="none" stroke="#5c6066" stroke-width="2.4"',
    ) +
    path('M120 590L96 600Q90 606 100 612L150 622Z', FOAM),
}

const RUBBER = 'fill="url(#tread)"'
const lugs = (count: number, from: number, step: number, y: (x: number) => number, d: string) =>
  Array.from({ length: count }, (_, i) => {
    const x = from + i * step
    return `<path transform="translate(${x} ${Math.round(y(x))})" d="${d}"/>`
  }).join('')
const curl = (x: number) => (x > 880 ? 640 - ((x - 880) / 190) ** 2 * 74 : 640)

const band =
  'M186 626C210 646 236 644 262 644H920C990 640 1046 608 1070 566C1072 596 1030 650 930 660H250C216 660 194 648 186 626Z'
const OUTSOLES: Readonly<Record<string, string>> = {
  road: `${path(band, RUBBER)}<g fill="${shade('outsole-colour', -40)}">${lugs(15, 240, 46, () => 652, 'M0 0H32V9H3Z')}</g>`,
  trail: `${path(band, RUBBER)}<g fill="${swatch('outsole-colour')}" stroke="${shade('outsole-colour', -45)}" stroke-width="1.4">${lugs(21, 214, 38, (x) => curl(x) + 12, 'M0 0H27L22 19H6Z')}</g>`,
  gum: `${path(band, 'fill="url(#gum)"')}<path d="M240 652H930" stroke="#7d4f25" stroke-width="3" stroke-dasharray="14 7"/>`,
}

/** Midsole and outsole, behind the upper. */
export const soleLayers: readonly ArtLayer[] = [
  {
    id: 'sole-defs',
    svg: `<defs>${linear('foam', [
      [0, shade('midsole-colour', 18)],
      [0.5, swatch('midsole-colour')],
      [1, shade('midsole-colour', -26)],
    ])}${linear('tread', [
      [0, shade('outsole-colour', 24)],
      [0.5, swatch('outsole-colour')],
      [1, shade('outsole-colour', -40)],
    ])}${linear('gum', [
      [0, '#cf9a5c'],
      [0.6, '#b07a3f'],
      [1, '#8a5b2b'],
    ])}</defs>`,
  },
  ...Object.entries(OUTSOLES).map(([id, svg]): ArtLayer => ({ id: `outsole-${id}`, when: { outsole: [id] }, svg })),
  ...Object.entries(MIDSOLES).map(([id, svg]): ArtLayer => ({ id: `midsole-${id}`, when: { midsole: [id] }, svg })),
]
