/** White point a CIELAB measurement refers to: D50 in graphic arts, D65 on most skin colorimeters. */
type Illuminant = 'D50' | 'D65'

/** A CIELAB measurement: `l` 0..100, `a` and `b` roughly -128..127. */
interface Lab {
  readonly l: number
  readonly a: number
  readonly b: number
}

type Triple = readonly [number, number, number]

/** Shown where a value names no colour or one we cannot read: a neutral grey. */
export const NEUTRAL = '#9a9a9e'

/** A colour made lighter (towards white) or darker (towards black) by -100..100 per cent, as `#rrggbb`. Unreadable colours become NEUTRAL first. */
export function shade(colour: string, percent: number): string {
  const rgb = parseHex(colour) ?? parseHex(NEUTRAL) ?? [0, 0, 0]
  const share = clamp(Math.abs(percent), 0, 100) / 100
  const target = percent < 0 ? 0 : 255
  return toHex(map(rgb, (channel) => channel + (target - channel) * share))
}

/** The colour itself when it is `#rgb` or `#rrggbb`, else NEUTRAL: a swatch must never carry markup into a picture. */
export function safeColour(colour: string | undefined): string {
  const rgb = colour === undefined ? null : parseHex(colour)
  return rgb ? toHex(rgb) : NEUTRAL
}

/** sRGB `#rrggbb` nearest to a CIELAB measurement; what the screen cannot show is clamped channel by channel. Source: CIE 15, IEC 61966-2-1. */
export function labToHex({ l, a, b }: Lab, illuminant: Illuminant = 'D65'): string {
  const y = (clamp(l, 0, 100) + 16) / 116
  const xyz = scale([inverseF(y + a / 500), inverseF(y), inverseF(y - b / 200)], WHITE[illuminant])
  const linear = multiply(XYZ_TO_SRGB[illuminant], xyz)
  return toHex(map(linear, (channel) => 255 * encodeGamma(clamp(channel, 0, 1))))
}

const WHITE: Readonly<Record<Illuminant, Triple>> = {
  D50: [0.96422, 1, 0.82521],
  D65: [0.95047, 1, 1.08883],
}

/** The D50 matrix includes the Bradford adaptation to sRGB's own D65. */
const XYZ_TO_SRGB: Readonly<Record<Illuminant, readonly [Triple, Triple, Triple]>> = {
  D50: [
    [3.1338561, -1.6168667, -0.4906146],
    [-0.9787684, 1.9161415, 0.033454],
    [0.0719453, -0.2289914, 1.4052427],
  ],
  D65: [
    [3.2404542, -1.5371385, -0.4985314],
    [-0.969266, 1.8760108, 0.041556],
    [0.0556434, -0.2040259, 1.0572252],
  ],
}

function inverseF(t: number): number {
  const delta = 6 / 29
  return t > delta ? t ** 3 : 3 * delta ** 2 * (t - 4 / 29)
}

function encodeGamma(linear: number): number {
  return linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055
}

function parseHex(colour: string): Triple | null {
  const digits = /^#([0-9a-f]{6}|[0-9a-f]{3})$/i.exec(colour)?.[1]
  if (digits === undefined) return null
  const long = digits.length === 3 ? digits.replace(/./g, '$&$&') : digits
  const at = (start: number) => Number.parseInt(long.slice(start, start + 2), 16)
  return [at(0), at(2), at(4)]
}

function toHex(rgb: Triple): string {
  return `#${map(rgb, (channel) => Math.round(clamp(channel, 0, 255)))
    .map((channel) => channel.toString(16).padStart(2, '0'))
    .join('')}`
}

function map([r, g, b]: Triple, change: (channel: number) => number): [number, number, number] {
  return [change(r), change(g), change(b)]
}

function scale([x, y, z]: Triple, [sx, sy, sz]: Triple): Triple {
  return [x * sx, y * sy, z * sz]
}

function multiply(rows: readonly [Triple, Triple, Triple], [x, y, z]: Triple): Triple {
  const dot = ([p, q, r]: Triple) => p * x + q * y + r * z
  return [dot(rows[0]), dot(rows[1]), dot(rows[2])]
}

function clamp(value: number, low: number, high: number): number {
  return Number.isFinite(value) ? Math.min(high, Math.max(low, value)) : low
}
