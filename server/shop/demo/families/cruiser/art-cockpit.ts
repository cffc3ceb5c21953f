import type { ArtLayer } from '@dangol/domain/catalogue/model.ts'
import { circle, path, radial, shade, swatch, tube, tubeAlong } from '../drawing.ts'

const SHELL = 'fill="url(#m-bar)" stroke="#000" stroke-opacity=".5" stroke-width="1.4"'
/** A lamp of radius 10 looking right. */
const LAMP =
  path('M-10 0C-10 -7.5 -4 -10 3.5 -10V10C-4 10 -10 7.5 -10 0Z', SHELL.replace('1.4', '.4')) +
  `<rect x="2.6" y="-10.6" width="2.6" height="21.2" rx=".8" ${SHELL.replace('1.4', '.4')}/>` +
  '<ellipse cx="5.4" rx="2.6" ry="9.6" fill="url(#lens)" stroke="#3a3d40" stroke-width=".4"/><ellipse cx="5.6" cy="-3.4" rx="1" ry="2.9" fill="#fff" opacity=".8"/>'
const lamp = (x: number, y: number, size: number) =>
  `<use href="#lamp" transform="translate(${x} ${y}) scale(${size / 10})"/>`

const bracket = '<path d="M788 308L816 304" stroke="#2b2d30" stroke-width="9"/>'
const LAMPS: Readonly<Record<string, string>> = {
  round: bracket + lamp(828, 304, 38),
  small: bracket + lamp(824, 306, 28),
  nacelle: `${path('M772 256C800 244 838 252 852 274L858 336C836 346 806 352 792 346Z', SHELL)}${lamp(838, 303, 35)}`,
  twin: bracket + lamp(826, 286, 24) + lamp(842, 330, 22),
  trio: `${bracket}${lamp(828, 300, 35)}<path d="M816 336L852 350" stroke="#2b2d30" stroke-width="6"/>${lamp(858, 350, 17)}`,
}

const front = (id: string, svg: string): ArtLayer => ({ id: `indicator-front-${id}`, when: { indicators: [id] }, svg })

/** Headlamp, turned with the fork. */
export const headlampLayers: readonly ArtLayer[] = [
  {
    id: 'lens',
    svg: `<defs>${radial('lens', [
      [0, '#fff'],
      [0.6, '#f3efdc'],
      [1, '#a9b4bd'],
    ])}<g id="lamp">${LAMP}</g></defs>`,
  },
  ...Object.entries(LAMPS).map(([id, svg]): ArtLayer => ({ id: `lamp-${id}`, when: { headlamp: [id] }, svg })),
  front(
    'bullet',
    '<g transform="translate(806 356)"><path d="M14 -8H-2A8 8 0 0 0 -2 8H14Z" fill="#c9ced2" stroke="#4a4d50"/><ellipse cx="14" rx="5" ry="8" fill="#f39a1f"/></g>',
  ),
  front(
    'mini',
    '<g transform="translate(806 356)"><rect x="-4" y="-4" width="16" height="8" rx="4" fill="#1d1e20"/><rect x="8" y="-3" width="5" height="6" rx="2.5" fill="#f39a1f"/></g>',
  ),
]

interface Bar {
  /** From the risers to where the grip begins, and on along the grip. */
  readonly tube: string
  readonly grip: readonly [x1: number, y1: number, x2: number, y2: number]
}
const BARS: Readonly<Record<string, Bar>> = {
  pullback: { tube: 'M760 258L748 214Q744 198 728 200L688 212', grip: [692, 211, 634, 230] },
  drag: { tube: 'M760 258L752 238Q748 230 738 232L712 236', grip: [716, 235, 656, 246] },
  beach: { tube: 'M760 258L754 226Q750 208 730 212L660 232', grip: [664, 231, 602, 252] },
  tracker: { tube: 'M760 258L752 222Q750 212 738 214L704 222', grip: [708, 221, 648, 236] },
  'mini-ape': { tube: 'M760 258L764 160Q762 140 744 142L706 150', grip: [710, 149, 652, 166] },
  ape: { tube: 'M760 258L772 104Q770 82 750 84L704 92', grip: [708, 91, 648, 108] },
  clubman: { tube: 'M760 258L790 252Q802 254 798 268Q792 284 762 288L736 292', grip: [742, 291, 684, 300] },
}

/** Seen from behind the bar: a stalk and a face, or a face hung below the end of the bar. */
const mirror = (face: string, stalk = 'M0 0L14 -44') =>
  path(stalk, `stroke="${shade('anodising', -20)}" stroke-width="4"`) +
  `<g fill="${swatch('anodising')}" stroke="${shade('anodising', -60)}" stroke-width="4">${face}</g>`
const MIRRORS: Readonly<Record<string, string>> = {
  round: `${mirror('<circle cx="16" cy="-62" r="20"/>')}<path d="M3 -68A15 15 0 0 1 22 -76" stroke="#fff" stroke-width="3" fill="none" opacity=".7"/>`,
  oval: `${mirror('<ellipse cx="16" cy="-58" rx="27" ry="16"/>')}<path d="M-4 -63Q8 -70 26 -68" stroke="#fff" stroke-width="3" fill="none" opacity=".7"/>`,
  teardrop: mirror('<path d="M44 -58C30 -78 -8 -76 -14 -58C-8 -42 28 -44 44 -58Z"/>'),
  'bar-end': mirror('<ellipse cx="-12" cy="32" rx="20" ry="14"/>', 'M0 0L-8 18'),
}
const LEVERS = { classic: 62, adjustable: 58, short: 42 }
const GRIP = 61

/** What hangs on any bar, drawn once: the grip lies along x from 0. */
const handLayers: readonly ArtLayer[] = [
  ...Object.entries(LEVERS).map(([id, reach]): ArtLayer => ({
    id: `lever-${id}`,
    when: { levers: [id] },
    svg: `<defs><g id="lever">${path(`M-8 -4Q4 16 ${reach - 8} 17Q${reach} 17 ${reach} 21Q10 26 -10 8Z`, `fill="${shade('anodising', 12)}" stroke="${shade('anodising', -55)}" stroke-width="1.2"`)}${id === 'adjustable' ? circle(2, 10, 4, 'fill="#b3202c"') : ''}</g></defs>`,
  })),
  ...Object.entries(MIRRORS).map(([id, svg]): ArtLayer => ({
    id: `mirror-${id}`,
    when: { mirrors: [id] },
    svg: `<defs><g id="${id === 'bar-end' ? 'end-mirror' : 'mirror'}">${svg}</g></defs>`,
  })),
  {
    id: 'indicator-bar-end',
    when: { indicators: ['bar-end'] },
    svg: `<defs>${circle(-2, 0, 8, 'id="end-lamp" fill="#f39a1f" stroke="#6d4408"')}</defs>`,
  },
  {
    id: 'hand',
    svg: `<defs><g id="bar-tube">${tubeAlong('bar', 12, 'bar-finish')}</g><g id="hand"><use href="#lever"/><rect x="-2" y="-9" width="${GRIP}" height="18" rx="8" fill="url(#grip)" stroke="#000" stroke-opacity=".5"/><path d="M8 -8v16m8 -16v16m8 -16v16m8 -16v16m8 -16v16m8 -16v16" stroke="#000" stroke-opacity=".3" stroke-width="2"/><rect x="-12" y="-11" width="14" height="22" rx="4" fill="#1c1d1f"/><rect x="${GRIP - 5}" y="-8" width="7" height="16" rx="3" fill="${swatch('anodising')}"/></g></defs>`,
  },
]

function bar(id: string, { tube: d, grip: [x1, y1, x2, y2] }: Bar): ArtLayer {
  const angle = Math.round((Math.atan2(y2 - y1, x2 - x1) * 1800) / Math.PI) / 10
  const end = `transform="translate(${x2} ${y2})"`
  return {
    id: `bar-${id}`,
    when: { handlebar: [id] },
    svg: `<defs><path id="bar" d="${d}"/></defs><use href="#mirror" transform="translate(${x1} ${y1})"/><use href="#bar-tube"/><use href="#hand" transform="translate(${x1} ${y1}) rotate(${angle + 180}) scale(-1 1)"/><use href="#end-lamp" ${end}/><use href="#end-mirror" ${end}/>`,
  }
}

const CABLES: Readonly<Record<string, string>> = {
  short: 'M744 236C790 232 812 268 800 330',
  standard: 'M738 220C800 206 826 262 804 340',
  long: 'M742 160C812 140 850 250 806 350',
  'extra-long': 'M748 104C830 92 868 240 808 356',
}

const GAUGES: Readonly<Record<string, string>> = {
  single: `<g transform="translate(784 250) rotate(-24)"><rect x="-19" y="-13" width="38" height="24" rx="9" ${SHELL}/><ellipse cy="-13" rx="17" ry="5" fill="#f4f1e6" stroke="#2b2d30"/></g>`,
  twin: `<g transform="translate(780 248) rotate(-24)"><rect x="-30" y="-11" width="29" height="22" rx="8" ${SHELL}/><rect x="1" y="-11" width="29" height="22" rx="8" ${SHELL}/><ellipse cx="-15" cy="-11" rx="13" ry="4" fill="#f4f1e6" stroke="#2b2d30"/><ellipse cx="16" cy="-11" rx="13" ry="4" fill="#f4f1e6" stroke="#2b2d30"/></g>`,
  digital: `<g transform="translate(784 250) rotate(-24)"><rect x="-19" y="-12" width="38" height="22" rx="9" fill="#17181a"/><ellipse cy="-12" rx="17" ry="5" fill="#4fd0c0" stroke="#17181a"/></g>`,
  tank: `<g transform="translate(640 264) rotate(-16)"><rect x="-26" y="-8" width="52" height="14" rx="7" ${SHELL}/><ellipse cy="-8" rx="20" ry="4.5" fill="#f4f1e6" stroke="#2b2d30"/></g>`,
}

const TINT = `fill="${swatch('tint')}" fill-opacity=".42" stroke="${shade('tint', -35)}" stroke-width="2"`
const SHIELDS: Readonly<Record<string, string>> = {
  none: '',
  fly: path(
    'M792 246C808 214 828 212 842 224L872 280C880 306 868 330 860 336C858 300 832 264 792 246Z',
    `fill="${swatch('tint')}" fill-opacity=".6" stroke="${shade('tint', -40)}" stroke-width="2"`,
  ),
  mid:
    path(
      'M766 138C776 134 786 138 790 148L872 320C872 330 864 336 856 332C836 270 796 204 762 152C758 146 760 140 766 138Z',
      TINT,
    ) + path('M776 150C806 196 842 262 860 318', 'stroke="#fff" stroke-width="3" fill="none" opacity=".6"'),
  tall:
    path(
      'M742 66C754 60 766 66 770 78L880 342C880 356 870 362 860 356C834 270 784 168 738 82C734 74 736 68 742 66Z',
      TINT,
    ) +
    path('M754 82C796 152 842 252 864 340', 'stroke="#fff" stroke-width="3.4" fill="none" opacity=".6"') +
    tube('M826 262L790 300', 5, 'bar-finish'),
}

/** Everything at the rider's hands. */
export const cockpitLayers: readonly ArtLayer[] = [
  {
    id: 'cockpit-defs',
    svg: `<defs><linearGradient id="grip" x2="0" y2="1"><stop stop-color="${shade('grip-leather', 35)}"/><stop offset=".5" stop-color="${swatch('grip-leather')}"/><stop offset="1" stop-color="${shade('grip-leather', -50)}"/></linearGradient></defs>`,
  },
  ...Object.entries(CABLES).map(([id, d]): ArtLayer => ({
    id: `cables-${id}`,
    when: { cables: [id] },
    svg:
      path(d, 'fill="none" stroke="#17181a" stroke-width="4.4"') +
      path(d, 'fill="none" stroke="#6a6e72" stroke-width="1"'),
  })),
  ...Object.entries(GAUGES).map(([id, svg]): ArtLayer => ({ id: `gauge-${id}`, when: { instruments: [id] }, svg })),
  ...handLayers,
  ...Object.entries(BARS).map(([id, shape]) => bar(id, shape)),
  {
    id: 'heated',
    when: { 'rider-aids': ['heated', 'both'] },
    svg: path('M744 246l8 6l-6 4l8 6', 'fill="none" stroke="#d9432a" stroke-width="2.4"'),
  },
  ...Object.entries(SHIELDS).map(([id, svg]): ArtLayer => ({ id: `shield-${id}`, when: { windshield: [id] }, svg })),
]
