/** Small vocabulary of SVG for the demonstration's pictures. All lengths are in units of the picture's viewBox. */

export const swatch = (id: string) => `{{swatch:${id}}}`
export const shade = (id: string, percent: number) => `{{shade:${id}:${percent}}}`

type Stop = readonly [offset: number, colour: string, opacity?: number]

const stops = (list: readonly Stop[]) =>
  list
    .map(([at, colour, opacity]) => {
      const see = opacity === undefined ? '' : ` stop-opacity="${opacity}"`
      return `<stop offset="${at}" stop-color="${colour}"${see}/>`
    })
    .join('')

/** A linear gradient across the shape it fills: downwards unless `along` says otherwise ('x1 y1 x2 y2', 0..1). */
export function linear(id: string, list: readonly Stop[], along = '0 0 0 1'): string {
  const [x1, y1, x2, y2] = along.split(' ')
  return `<linearGradient id="${id}" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}">${stops(list)}</linearGradient>`
}

export function radial(id: string, list: readonly Stop[], at = '.5 .5 .5'): string {
  const [cx, cy, r] = at.split(' ')
  return `<radialGradient id="${id}" cx="${cx}" cy="${cy}" r="${r}">${stops(list)}</radialGradient>`
}

/** Light rolling over a round metal part whose finish is the characteristic `of`. */
export function metal(id: string, of: string, along?: string): string {
  return linear(
    id,
    [
      [0, shade(of, -30)],
      [0.14, shade(of, 25)],
      [0.26, shade(of, 75)],
      [0.36, shade(of, 15)],
      [0.56, shade(of, -45)],
      [0.66, shade(of, -20)],
      [0.84, shade(of, 10)],
      [1, shade(of, -55)],
    ],
    along,
  )
}

/** Light on a flat or slightly domed part. */
export function sheen(id: string, of: string, along?: string): string {
  return linear(
    id,
    [
      [0, shade(of, 45)],
      [0.4, swatch(of)],
      [1, shade(of, -45)],
    ],
    along,
  )
}

/** A bent tube, lit from the upper left: one path stroked four times, three where it is thin. */
export function tube(d: string, width: number, of: string): string {
  return strokes((rest) => `<path d="${d}" ${rest}/>`, width, of)
}

/** The same along a path that another layer defines: `<path id="...">`. */
export function tubeAlong(id: string, width: number, of: string): string {
  return strokes((rest) => `<use href="#${id}" ${rest}/>`, width, of)
}

function strokes(draw: (rest: string) => string, width: number, of: string): string {
  const stroke = (colour: string, share: number, shift: number) =>
    draw(
      `stroke="${colour}" stroke-width="${round(width * share)}"${
        shift ? ` transform="translate(${round(-shift * width)} ${round(-shift * width * 1.3)})"` : ''
      }`,
    )
  const light =
    width < 10
      ? stroke(shade(of, 55), 0.3, 0.12)
      : stroke(shade(of, 38), 0.36, 0.11) + stroke(shade(of, 82), 0.12, 0.15)
  return `<g fill="none" stroke-linecap="round" stroke-linejoin="round">${stroke(shade(of, -62), 1, 0)}${stroke(swatch(of), 0.74, 0.04)}${light}</g>`
}

/** Part of a ring around (cx, cy) between two radii, from angle to angle clockwise in degrees (270 is up). */
export function arcBand(cx: number, cy: number, inner: number, outer: number, from: number, to: number): string {
  const at = (r: number, degrees: number) => {
    const t = (degrees * Math.PI) / 180
    return `${round(cx + r * Math.cos(t))} ${round(cy + r * Math.sin(t))}`
  }
  const large = to - from > 180 ? 1 : 0
  return `M${at(outer, from)}A${outer} ${outer} 0 ${large} 1 ${at(outer, to)}L${at(inner, to)}A${inner} ${inner} 0 ${large} 0 ${at(inner, from)}Z`
}

export function circle(cx: number, cy: number, r: number, rest: string): string {
  return `<circle cx="${cx}" cy="${cy}" r="${r}" ${rest}/>`
}

export function path(d: string, rest: string): string {
  return `<path d="${d}" ${rest}/>`
}

export function round(value: number): number {
  return Math.round(value * 10) / 10
}
