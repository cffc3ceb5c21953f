import { isMap, isScalar } from 'yaml'
import { openReading } from './reading.ts'

/** Where something stands in a file; lines and columns count from 1. */
export interface Place {
  readonly line: number
  readonly column: number
}

const SECTIONS = ['characteristics', 'rules', 'price rules', 'lead times', 'components']

/**
 * Where a model file speaks of the rules and characteristics that a check names by id: `tyre-fender`, `paint=ink`,
 * `applies:tint`. A rule wins over a characteristic of the same id. Empty for a text that is no YAML.
 */
export function placesIn(text: string): ReadonlyMap<string, Place> {
  const { reading, root } = openReading('', text)
  const places = new Map<string, Place>()
  for (const section of isMap(root) ? root.items : []) {
    if (!isScalar(section.key) || !SECTIONS.includes(String(section.key.value)) || !isMap(section.value)) continue
    for (const { key } of section.value.items) {
      if (!isScalar(key)) continue
      reading.refuse(key, '', '')
      const { line = 1, column = 1 } = reading.errors.pop() ?? {}
      places.set(String(key.value), { line, column })
    }
  }
  return places
}

/** The place of a name as a check gives it: the id in front of `=value` or ` (row)`, or behind `applies:`. */
export function placeOf(places: ReadonlyMap<string, Place>, name: string): Place | undefined {
  const id = name.replace(/^applies:/, '')
  return places.get(id) ?? places.get(id.replace(/=.*$/s, '')) ?? places.get(id.replace(/ \(.*$/s, ''))
}
