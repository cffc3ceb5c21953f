import type { ArtLayer } from '@dangol/domain/catalogue/model.ts'
import { linear, path, shade, swatch } from '../drawing.ts'

const FOAM = 'fill="url(#foam)"'
const line = (d: string, width = 3) =>
  path(d, `fill="none" stroke="${shade('midsole-colour', -30)}" stroke-width="${width}" stroke-linecap="round"`)

/** Light along the upper edge of the foam. */
const light = (d: string) =>
  path(d, `fill="none" stroke="${shade('midsole-colour', 70)}" stroke-width="4" opacity=".75" stroke-linecap="round"`)

const MIDSOLES: Readonly<Record<string, string>> = {
  daily:
    path(
      'M118 500C104 542 118 590 160 624C178 640 214 644 260 644H760C900 642 1030 610 1096 542C1102 526 1092 510 1074 510C1010 522 960 522 890 524C760 528 620 556 500 556C380 556 250 534 190 504C166 490 130 482 118 500Z',
      FOAM,
    ) +
    line('M122 558C250 606 420 618 580 608C760 596 960 574 1088 540') +
    line('M168 610C300 634 430 636 520 630', 2.2) +
    light('M140 502C250 556 400 572 520 570C640 566 780 540 900 536C980 534 1040 528 1080 522'),
  plush:
    path(
      'M108 486C84 536 98 594 142 630C162 646 204 650 258 650H770C910 646 1050 608 1106 540C1114 522 1100 504 1078 506C1010 518 960 516 890 516C760 520 620 544 500 544C380 544 250 520 190 492C160 476 122 466 108 486Z',
      FOAM,
    ) +
    line(
      'M98 552C150 540 180 590 236 592C300 594 320 560 384 570C450 580 470 610 540 604C610 596 630 560 700 566C770 572 790 596 850 586C910 574 940 548 1010 556',
    ) +
    line('M120 606C240 636 380 642 480 638', 2.2) +
    light('M130 492C250 544 400 562 520 558C640 554 780 530 900 528C980 526 1040 522 1084 518'),
  plated:
    path(
      'M92 470C84 520 100 580 146 620C166 640 206 648 258 648H750C900 646 1046 612 1112 528C1118 504 1100 496 1080 504C1010 522 960 518 890 522C760 526 620 552 500 552C380 552 250 528 184 496C156 478 104 452 92 470Z',
      FOAM,
    ) +
    path(
      'M94 520C200 596 420 606 580 592C740 578 880 544 1108 520L1094 536C900 560 744 594 582 608C420 622 190 614 98 544Z',
      'fill="#17181b"',
    ) +
    path(
      'M102 530C200 600 420 612 580 598C740 584 880 552 1092 530',
      'fill="none" stroke="#6a6f76" stroke-width="2.2"',
    ) +
    light('M120 480C250 546 400 568 520 564C640 560 780 534 900 532C980 530 1040 524 1084 514'),
}

const RUBBER = 'fill="url(#tread)"'
const lugs = (count: number, from: number, step: number, y: (x: number) => number, d: string) =>
  Array.from({ length: count }, (_, i) => {
    const x = from + i * step
    return `<path transform="translate(${x} ${Math.round(y(x))})" d="${d}"/>`
  }).join('')
/** The tread rises towards the toe. */
const curl = (x: number) => (x > 760 ? ((x - 760) / 310) ** 2 * 70 : 0)

const BAND =
  'M160 622C180 642 214 644 260 644H760C900 642 1030 610 1096 542C1106 556 1090 578 1070 594C1000 642 900 664 760 664H256C210 664 176 650 160 622Z'
const OUTSOLES: Readonly<Record<string, string>> = {
  road: `${path(BAND, RUBBER)}<g fill="${shade('outsole-colour', -45)}">${lugs(18, 220, 46, (x) => 652 - curl(x), 'M0 0H32V12H3Z')}</g>`,
  trail: `${path(BAND, RUBBER)}<g fill="${swatch('outsole-colour')}" stroke="${shade('outsole-colour', -50)}" stroke-width="1.4">${lugs(22, 206, 38, (x) => 654 - curl(x), 'M0 0H28L22 21H6Z')}</g>`,
  gum: `${path(BAND, 'fill="url(#gum)"')}<path d="M230 656H760C880 654 980 632 1052 586" fill="none" stroke="#7d4f25" stroke-width="3" stroke-dasharray="14 7"/>`,
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
