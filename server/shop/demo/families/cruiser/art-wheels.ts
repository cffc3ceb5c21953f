import type { ArtLayer } from '@dangol/domain/catalogue/model.ts'
import { arcBand, around, circle, metal, path, round, shade, swatch } from '../drawing.ts'

const REAR = { x: 262, y: 564, tyre: 136 }
const FRONT = { x: 945, y: 562, tyre: 138 }

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

const BLADE_5 = 'M-9 -18L-17 -97Q0 -102 17 -97L9 -18Z'
const BLADE_9 = 'M-4.5 -18L-8 -97L8 -97L4.5 -18Z'
const TWIN = 'M-11 -16L-16 -97L-7 -98L-5 -18ZM11 -16L16 -97L7 -98L5 -18Z'
const TURBINE = 'M-5 -22C-26 -48 -20 -80 2 -98L18 -96C2 -76 -2 -52 8 -20Z'

const cast = (count: number, blade: string) =>
  around(count, () => path(blade, FACE) + path(blade, EDGE)) + circle(0, 0, 26, FACE)

const DESIGNS: Readonly<Record<string, string>> = {
  'spoke-40': laced(40, 38),
  'spoke-72': laced(72, 52),
  'cast-5': cast(5, BLADE_5),
  'cast-9': cast(9, BLADE_9),
  'twin-6': cast(6, TWIN),
  turbine: cast(12, TURBINE),
  disc:
    circle(0, 0, 98, FACE) +
    circle(0, 0, 80, EDGE) +
    circle(0, 0, 44, EDGE) +
    around(5, () => circle(0, -62, 5.5, `fill="${shade('spoke-finish', -65)}"`)) +
    path('M-70 -62A94 94 0 0 1 20 -91L8 -40A42 42 0 0 0 -30 -28Z', 'fill="#fff" opacity=".22"'),
}

const faces = `<defs>${metal('m-face', 'spoke-finish', '0 0 1 1')}${metal('m-rim-f', 'front-rim', '.1 0 .8 1')}${metal('m-rim-r', 'rear-rim', '.1 0 .8 1')}${Object.entries(
  DESIGNS,
)
  .map(([id, svg]) => `<g id="d-${id}">${svg}</g>`)
  .join('')}</defs>`

function tyre({ x, y, tyre: r }: typeof REAR, rim: number): string {
  return (
    circle(x, y, r, 'fill="url(#rubber)"') +
    `<circle cx="${x}" cy="${y}" r="${r - 1.5}" fill="none" stroke="#0a0a0b" stroke-width="3" stroke-dasharray="7 3"/>` +
    circle(x, y, round((r + rim) / 2 + 4), 'fill="none" stroke="#4a4c4f" stroke-width="1" opacity=".7"') +
    path(arcBand(x, y, r - 13, r - 7, 205, 275), 'fill="#fff" opacity=".13"')
  )
}

function rim(x: number, y: number, r: number, gradient: string): string {
  return (
    circle(x, y, r + 2, 'fill="#0d0d0e"') +
    `<circle cx="${x}" cy="${y}" r="${r - 5}" fill="none" stroke="url(#${gradient})" stroke-width="12"/>` +
    circle(x, y, r - 11, 'fill="none" stroke="#000" stroke-width="1.4" opacity=".5"') +
    circle(x, y, r - 1.5, 'fill="none" stroke="#fff" stroke-width="1" opacity=".35"')
  )
}

function sidewalls(id: string, { x, y, tyre: r }: typeof REAR, inner: number, when: ArtLayer['when'] = {}): ArtLayer[] {
  const middle = round((r + inner) / 2)
  const lettered = `<path id="${id}-path" d="M${x - middle} ${y}A${middle} ${middle} 0 1 1 ${x + middle} ${y}A${middle} ${middle} 0 1 1 ${x - middle} ${y}" fill="none"/><text font-family="Arial,sans-serif" font-weight="700" font-size="${round((r - inner) * 0.42)}" letter-spacing="5" fill="#e9e8e2"><textPath href="#${id}-path">GORAE · SEONGSU · GORAE · SEONGSU · GORAE · SEONGSU ·</textPath></text>`
  const ring = (at: number, width: number) =>
    `<circle cx="${x}" cy="${y}" r="${round(at)}" fill="none" stroke="#eceae2" stroke-width="${round(width)}"/><circle cx="${x}" cy="${y}" r="${round(at)}" fill="none" stroke="url(#shadow)" stroke-width="${round(width)}" opacity=".5"/>`
  return [
    { id: `${id}-white`, when: { ...when, sidewall: ['white'] }, svg: ring(middle - 3, (r - inner) * 0.62) },
    { id: `${id}-stripe`, when: { ...when, sidewall: ['stripe'] }, svg: ring(middle, 3) },
    { id: `${id}-letters`, when: { ...when, sidewall: ['letters'] }, svg: lettered },
  ]
}

const FRONT_RIMS = { '16': 90, '19': 104, '21': 117 }
const REAR_RIMS = { '150': 100, '180': 96, '200': 92, '240': 86 }

const placed = (id: string, x: number, y: number, r: number) =>
  `<use href="#${id}" transform="translate(${x} ${y}) scale(${round((r - 8) / 1) / 100})"/>`

const frontTyres = Object.entries(FRONT_RIMS).flatMap(([size, r]): ArtLayer[] => [
  { id: `front-tyre-${size}`, when: { 'front-size': [size] }, svg: tyre(FRONT, r) },
  ...sidewalls(`front-wall-${size}`, FRONT, r, { 'front-size': [size] }),
  {
    id: `front-rim-${size}`,
    when: { 'front-size': [size] },
    svg: rim(FRONT.x, FRONT.y, r, 'm-rim-f') + placed('front-design', FRONT.x, FRONT.y, r),
  },
])

const rearTyres = Object.entries(REAR_RIMS).flatMap(([width, r]): ArtLayer[] => [
  { id: `rear-tyre-${width}`, when: { 'rear-tyre': [width] }, svg: tyre(REAR, r) },
  ...sidewalls(`rear-wall-${width}`, REAR, r, { 'rear-tyre': [width] }),
  {
    id: `rear-rim-${width}`,
    when: { 'rear-tyre': [width] },
    svg: rim(REAR.x, REAR.y, r, 'm-rim-r') + placed('rear-design', REAR.x, REAR.y, r),
  },
])

const designs = Object.keys(DESIGNS).flatMap((id): ArtLayer[] => [
  { id: `front-${id}`, when: { 'front-wheel': [id] }, svg: `<defs><use id="front-design" href="#d-${id}"/></defs>` },
  { id: `rear-${id}`, when: { 'rear-wheel': [id] }, svg: `<defs><use id="rear-design" href="#d-${id}"/></defs>` },
])

const disc = (x: number, y: number, r: number) =>
  `<circle cx="${x}" cy="${y}" r="${r - 9}" fill="none" stroke="#8f9498" stroke-width="18"/><circle cx="${x}" cy="${y}" r="${r - 9}" fill="none" stroke="#5d6165" stroke-width="9" stroke-dasharray="3 8.5"/><circle cx="${x}" cy="${y}" r="${r}" fill="none" stroke="#d8dcdf" stroke-width="1.2"/><circle cx="${x}" cy="${y}" r="${r - 18}" fill="none" stroke="#45484b" stroke-width="1.6"/>`

const hub = (x: number, y: number) =>
  circle(x, y, 20, 'fill="#2b2d30"') +
  circle(x, y, 15, FACE) +
  circle(x, y, 6.5, 'fill="#3a3d40"') +
  circle(x, y, 6.5, 'fill="none" stroke="#c9ced2" stroke-width="1.4"')

const caliper = (x: number, y: number, angle: number, length: number) =>
  `<g transform="translate(${x} ${y}) rotate(${angle})"><rect x="${-length / 2}" y="-13" width="${length}" height="26" rx="9" fill="${shade('caliper', -35)}"/><rect x="${-length / 2 + 2}" y="-12" width="${length - 4}" height="20" rx="8" fill="${swatch('caliper')}"/><rect x="${-length / 2 + 6}" y="-10" width="${length - 12}" height="6" rx="3" fill="${shade('caliper', 50)}" opacity=".8"/><circle cx="${-length / 4}" cy="3" r="4" fill="${shade('caliper', -55)}"/><circle cx="${length / 4}" cy="3" r="4" fill="${shade('caliper', -55)}"/></g>`

/** Both wheels with tyres, discs and calipers. */
export const wheelLayers: readonly ArtLayer[] = [
  { id: 'wheel-faces', svg: faces },
  ...designs,
  ...rearTyres,
  {
    id: 'rear-disc',
    svg: disc(REAR.x, REAR.y, 54) + hub(REAR.x, REAR.y) + caliper(REAR.x + 34, REAR.y - 34, 45, 42),
  },
  ...frontTyres,
  {
    id: 'front-disc-single',
    when: { brakes: ['single'] },
    svg: disc(FRONT.x, FRONT.y, 56) + hub(FRONT.x, FRONT.y) + caliper(FRONT.x - 46, FRONT.y - 20, -66, 42),
  },
  {
    id: 'front-disc-dual',
    when: { brakes: ['dual'] },
    svg: `<g opacity=".75">${disc(FRONT.x + 5, FRONT.y - 2, 64)}</g>${disc(FRONT.x, FRONT.y, 64)}${hub(FRONT.x, FRONT.y)}${caliper(FRONT.x - 52, FRONT.y - 24, -66, 50)}`,
  },
  {
    id: 'front-disc-radial',
    when: { brakes: ['radial'] },
    svg: `<g opacity=".75">${disc(FRONT.x + 5, FRONT.y - 2, 70)}</g>${disc(FRONT.x, FRONT.y, 70)}${hub(FRONT.x, FRONT.y)}${caliper(FRONT.x - 58, FRONT.y - 28, -66, 64)}`,
  },
]
