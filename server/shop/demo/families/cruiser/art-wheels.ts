import type { ArtLayer } from '@dangol/domain/catalogue/model.ts'
import { arcBand, circle, metal, path, radial, round, shade, swatch } from '../drawing.ts'

const REAR = { x: 262, y: 564 }
const FRONT = { x: 945, y: 562 }

/** Wheel faces, drawn once for a rim of radius 100 around the origin and placed by size. */
const SPOKE = `stroke="${shade('spoke-finish', 22)}" stroke-width="1.7"`
const DARK_SPOKE = `stroke="${shade('spoke-finish', -38)}" stroke-width="1.7"`
const FACE = 'fill="url(#m-face)"'
const EDGE = `fill="none" stroke="${shade('spoke-finish', 70)}" stroke-width="1.6" opacity=".8"`

function laced(count: number, lean: number): string {
  const at = (r: number, degrees: number) => {
    const t = (degrees * Math.PI) / 180
    return `${round(r * Math.cos(t))} ${round(r * Math.sin(t))}`
  }
  const line = (index: number, side: number) => {
    const angle = (index * 360) / count
    return `M${at(20, angle + side * lean)}L${at(97, angle)}`
  }
  const half = (start: number, side: number) =>
    Array.from({ length: count / 2 }, (_, i) => line(i * 2 + start, side)).join('')
  return path(half(0, 1), DARK_SPOKE) + path(half(1, -1), SPOKE)
}

const blades = (count: number, id: string) =>
  Array.from({ length: count }, (_, i) => `<use href="#${id}" transform="rotate(${round((i * 360) / count)})"/>`).join(
    '',
  )
const cast = (id: string, count: number, d: string) =>
  `<g id="b-${id}">${path(d, FACE)}${path(d, EDGE)}</g>${blades(count, `b-${id}`)}${circle(0, 0, 26, FACE)}`
/** Blades are drawn in `defs` with the face that uses them; the first blade stands upright. */
const DESIGNS: Readonly<Record<string, string>> = {
  'spoke-40': laced(40, 38),
  'spoke-72': laced(72, 52),
  'cast-5': cast('5', 5, 'M-10 -18L-18 -97Q0 -102 18 -97L10 -18Z'),
  'cast-9': cast('9', 9, 'M-4.5 -18L-8 -97L8 -97L4.5 -18Z'),
  'twin-6': cast('6', 6, 'M-11 -16L-16 -97L-7 -98L-5 -18ZM11 -16L16 -97L7 -98L5 -18Z'),
  turbine: cast('t', 12, 'M-5 -22C-26 -48 -20 -80 2 -98L18 -96C2 -76 -2 -52 8 -20Z'),
  disc:
    circle(0, 0, 98, FACE) +
    circle(0, 0, 80, EDGE) +
    circle(0, 0, 44, EDGE) +
    `<circle r="62" fill="none" stroke="${shade('spoke-finish', -60)}" stroke-width="9" stroke-linecap="round" stroke-dasharray=".1 77.8"/>` +
    path('M-70 -62A94 94 0 0 1 20 -91L8 -40A42 42 0 0 0 -30 -28Z', 'fill="#fff" opacity=".22"'),
}

const ring = (outer: number, inner: number) =>
  [outer, inner].map((r) => `M${-r} 0A${r} ${r} 0 1 0 ${r} 0A${r} ${r} 0 1 0 ${-r} 0Z`).join('')
const TYRE = 137
const TREAD = `<circle r="${TYRE - 1.5}" fill="none" stroke="#0a0a0b" stroke-width="3" stroke-dasharray="7 3"/><circle r="124" fill="none" stroke="#55585b" opacity=".6"/>${path(arcBand(0, 0, 124, 131, 205, 275), 'fill="#fff" opacity=".14"')}`

/** A brake disc of radius 60, drawn around the origin. */
const DISC =
  '<g fill="none"><circle r="51" stroke="#979ca0" stroke-width="18"/><circle r="51" stroke="#5d6165" stroke-width="9" stroke-dasharray="3 8.5"/><circle r="60" stroke="#e3e6e8" stroke-width="1.2"/><circle r="42" stroke="#45484b" stroke-width="1.6"/></g>'

const faces = `<defs>${metal('m-face', 'spoke-finish', '0 0 1 1')}${metal('m-rim-f', 'front-rim', '.1 0 .8 1')}${metal('m-rim-r', 'rear-rim', '.1 0 .8 1')}${radial(
  'well',
  [
    [0, '#17181a', 0.4],
    [0.8, '#17181a', 0.2],
    [1, '#000', 0.75],
  ],
)}<g id="tread">${TREAD}</g><g id="disc">${DISC}</g></defs>`

const wheel = (end: 'front' | 'rear', r: number) =>
  `<g transform="translate(${(end === 'front' ? FRONT : REAR).x} ${(end === 'front' ? FRONT : REAR).y})">${path(ring(TYRE, r - 2), 'fill="url(#rubber)" fill-rule="evenodd"')}<use href="#tread"/><use href="#${end}-wall"/><circle r="${r - 4}" fill="url(#well)"/><use href="#${end}-design" transform="scale(${round(r - 8) / 100})"/>` +
  `<circle r="${r - 5}" fill="none" stroke="url(#m-rim-${end.charAt(0)})" stroke-width="12"/><circle r="${r - 11}" fill="none" stroke="#000" stroke-width="1.4" opacity=".5"/><circle r="${r - 1.5}" fill="none" stroke="#fff" opacity=".4"/></g>`

const band = (r: number, width: number) => `<circle r="${r}" fill="none" stroke="#eceae2" stroke-width="${width}"/>`
const LETTERED =
  '<path id="around" d="M-120 0A120 120 0 1 1 120 0A120 120 0 1 1 -120 0"/><text font-family="Arial,sans-serif" font-weight="700" font-size="13" letter-spacing="6" fill="#e9e8e2"><textPath href="#around">GORAE · SEONGSU · SEOUL · GORAE · SEONGSU · SEOUL ·</textPath></text>'
const WALLS: Readonly<Record<string, string>> = {
  white: band(116.5, 18),
  stripe: band(122, 3),
  letters: LETTERED.replace('<path', '<path fill="none"'),
}
const walls = Object.entries(WALLS).map(([id, svg]): ArtLayer => ({
  id: `wall-${id}`,
  when: { sidewall: [id] },
  svg: `<defs><g id="front-wall">${svg}</g><use id="rear-wall" href="#front-wall"/></defs>`,
}))

const FRONT_RIMS = { '16': 92, '19': 104, '21': 116 }
const REAR_RIMS = { '150': 104, '180': 98, '200': 93, '240': 86 }
const sized = (end: 'front' | 'rear', by: string, rims: Readonly<Record<string, number>>) =>
  Object.entries(rims).map(([size, r]): ArtLayer => ({
    id: `${end}-wheel-${size}`,
    when: { [by]: [size] },
    svg: wheel(end, r),
  }))

/** The same face twice would repeat its ids, so it is drawn once for either wheel. */
const designs = Object.entries(DESIGNS).flatMap(([id, svg]): ArtLayer[] => [
  { id: `face-${id}`, svg: `<defs><g id="d-${id}">${svg}</g></defs>` },
  { id: `front-${id}`, when: { 'front-wheel': [id] }, svg: `<defs><use id="front-design" href="#d-${id}"/></defs>` },
  { id: `rear-${id}`, when: { 'rear-wheel': [id] }, svg: `<defs><use id="rear-design" href="#d-${id}"/></defs>` },
])

const disc = (x: number, y: number, r: number) =>
  `<use href="#disc" transform="translate(${x} ${y}) scale(${round((r / 60) * 10) / 10})"/>`

const hub = (x: number, y: number) =>
  circle(x, y, 20, 'fill="#2b2d30"') +
  circle(x, y, 15, FACE) +
  circle(x, y, 6.5, 'fill="#3a3d40" stroke="#c9ced2" stroke-width="1.4"')

/** A caliper of length 50 lying along x. */
const CALIPER = `<g id="caliper"><rect x="-25" y="-13" width="50" height="26" rx="9" fill="${shade('caliper', -35)}"/><rect x="-23" y="-12" width="46" height="20" rx="8" fill="${swatch('caliper')}"/><rect x="-19" y="-10" width="38" height="6" rx="3" fill="${shade('caliper', 50)}" opacity=".8"/><g fill="${shade('caliper', -55)}"><circle cx="-12" cy="3" r="4"/><circle cx="12" cy="3" r="4"/></g></g>`
const caliper = (x: number, y: number, angle: number, length: number) =>
  `<use href="#caliper" transform="translate(${round(x)} ${round(y)}) rotate(${angle}) scale(${length / 50})"/>`

const frontDisc = (id: string, r: number, length: number, twin: boolean): ArtLayer => ({
  id: `front-brake-${id}`,
  when: { brakes: [id] },
  svg:
    (twin ? `<g opacity=".7">${disc(FRONT.x + 6, FRONT.y - 3, r)}</g>` : '') +
    disc(FRONT.x, FRONT.y, r) +
    hub(FRONT.x, FRONT.y) +
    caliper(FRONT.x - r * 0.82, FRONT.y - r * 0.36, -66, length),
})

/** Both wheels with tyres, discs and calipers. */
export const wheelLayers: readonly ArtLayer[] = [
  { id: 'wheel-faces', svg: faces },
  { id: 'caliper', svg: `<defs>${CALIPER}</defs>` },
  ...designs,
  ...walls,
  ...sized('rear', 'rear-tyre', REAR_RIMS),
  { id: 'rear-brake', svg: disc(REAR.x, REAR.y, 54) + hub(REAR.x, REAR.y) + caliper(REAR.x + 34, REAR.y - 34, 45, 42) },
  ...sized('front', 'front-size', FRONT_RIMS),
  frontDisc('single', 56, 42, false),
  frontDisc('dual', 64, 50, true),
  frontDisc('radial', 70, 64, true),
]
