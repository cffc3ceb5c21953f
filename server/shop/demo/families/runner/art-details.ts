import type { ArtLayer } from '@dangol/domain/catalogue/model.ts'
import { path, shade, swatch } from '../drawing.ts'

/** Eyelets climb from the vamp to the ankle. */
const EYELETS = [
  [724, 378],
  [682, 356],
  [642, 328],
  [606, 298],
  [572, 266],
] as const

const LACE = swatch('lace-colour')
const strap = (x: number, y: number, width: number) =>
  `<path d="M${x} ${y}L${x - 58} ${y + 62}" stroke="${shade('lace-colour', -55)}" stroke-width="${width + 3}"/><path d="M${x} ${y}L${x - 58} ${y + 62}" stroke="${LACE}" stroke-width="${width}"/><path d="M${x - 3} ${y - 1}L${x - 60} ${y + 60}" stroke="${shade('lace-colour', 45)}" stroke-width="${width / 4}"/>`
const row = (width: number) => EYELETS.map(([x, y]) => strap(x, y, width)).join('')
const holes = EYELETS.map(
  ([x, y]) =>
    `<circle cx="${x - 58}" cy="${y + 63}" r="7.5" fill="${shade('upper-colour', -30)}" stroke="${shade('upper-colour', -55)}" stroke-width="2"/>`,
).join('')
const bow = (width: number) =>
  `<g transform="translate(22 -14)" fill="none" stroke-linecap="round" stroke-linejoin="round">${[
    [shade('lace-colour', -55), width + 3],
    [LACE, width],
  ]
    .map(
      ([colour, w]) =>
        `<path d="M540 262C570 226 626 222 632 246C634 266 584 272 540 262C506 228 452 226 444 250C440 272 494 280 540 262M540 262C560 290 584 300 606 302M540 262C526 290 506 304 484 312" stroke="${colour ?? ''}" stroke-width="${w ?? 0}"/>`,
    )
    .join(
      '',
    )}</g><ellipse cx="562" cy="248" rx="12" ry="9" fill="${shade('lace-colour', -12)}" stroke="${shade('lace-colour', -55)}"/>`

const LACES: Readonly<Record<string, string>> = {
  flat: `<g fill="none" stroke-linecap="butt">${row(15)}</g>${bow(11)}`,
  round: `<g fill="none" stroke-linecap="round">${row(8)}</g>${bow(7)}`,
  pull: `<g fill="none" stroke-linecap="round">${row(5)}</g><g transform="translate(556 224) rotate(-28)"><rect x="-13" y="-22" width="26" height="36" rx="8" fill="#26282b"/><rect x="-9" y="-18" width="6" height="26" rx="3" fill="#fff" opacity=".25"/><path d="M-5 14C-8 40 -20 56 -34 66M5 14C6 40 -2 60 -20 74" stroke="${LACE}" stroke-width="5"/></g>`,
}

/** Laces over the tongue. */
export const laceLayers: readonly ArtLayer[] = [
  { id: 'eyelets', svg: holes },
  ...Object.entries(LACES).map(([id, svg]): ArtLayer => ({ id: `laces-${id}`, when: { laces: [id] }, svg })),
]

const TAB =
  'M158 336C150 290 140 240 154 214C168 194 200 200 203 222C206 244 196 262 199 292C203 336 208 376 201 404C184 388 166 366 158 336Z'
/** Moulded cup around the heel, rising out of the foam. */
const CUP = 'M120 512C136 478 148 436 156 402C196 430 232 484 246 548C200 544 150 530 120 512Z'

/** Heel tab with its embroidery, and what shines at night. */
export const heelLayers: readonly ArtLayer[] = [
  {
    id: 'heel-tab',
    svg:
      path(CUP, `fill="${shade('heel-colour', -12)}" stroke="${shade('heel-colour', -50)}"`) +
      path(
        'M146 490C156 462 162 436 166 418',
        `fill="none" stroke="${shade('heel-colour', 45)}" stroke-width="5" stroke-linecap="round" opacity=".6"`,
      ) +
      path(TAB, `fill="${swatch('heel-colour')}" stroke="${shade('heel-colour', -50)}" stroke-width="1.6"`) +
      path(
        'M164 330C156 290 152 250 164 224',
        `fill="none" stroke="${shade('heel-colour', 45)}" stroke-width="4" stroke-linecap="round" opacity=".7"`,
      ) +
      path(
        'M192 296C196 336 200 366 196 388',
        `fill="none" stroke="${shade('heel-colour', 30)}" stroke-width="1.6" stroke-dasharray="5 3"`,
      ),
  },
  {
    id: 'heel-text',
    svg: `<text x="256" y="492" font-family="'Noto Sans KR','Apple SD Gothic Neo',Arial,sans-serif" font-weight="800" font-size="34" letter-spacing="1" fill="${swatch('heel-colour')}" stroke="${shade('heel-colour', -45)}" stroke-width=".8">{{text:heel-text}}</text>`,
  },
  {
    id: 'reflective-trim',
    when: { reflective: ['trim'] },
    svg: '<g fill="none" stroke-linecap="round"><path d="M720 396C800 420 880 426 960 448M250 520C340 546 440 556 540 554" stroke="#7f8890" stroke-width="11"/><path d="M720 396C800 420 880 426 960 448M250 520C340 546 440 556 540 554" stroke="#eef3f6" stroke-width="6" stroke-dasharray="2 4"/></g>',
  },
]
