import { SURFACES } from '../e2e/walk-stop.ts'
import type { Surface } from '../e2e/walk-stop.ts'

/** One picture of the gallery. */
export interface Shot {
  readonly file: string
  readonly surface: Surface
  /** Name of the stop, the same in every variant. */
  readonly stop: string
  /** What differs from the same screen's other pictures, such as 'portrait ko'. */
  readonly variant: string
}

/** Names pictures by their place on a surface's way, so that a name stays with its screen from run to run. */
export function createNumbering(): (surface: Surface, stop: string, variant: readonly string[]) => Shot {
  const seen = new Map<Surface, string[]>(SURFACES.map((surface) => [surface, []]))
  return (surface, stop, variant) => {
    const stops = seen.get(surface) ?? []
    if (!stops.includes(stop)) stops.push(stop)
    const number = String(stops.indexOf(stop) + 1).padStart(2, '0')
    return {
      ...{ surface, stop },
      variant: variant.join(' '),
      file: `${[surface, ...variant, number, stop].join('-')}.png`,
    }
  }
}
