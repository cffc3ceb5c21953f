import { isMap, isScalar, isSeq } from 'yaml'
import type { Node, Scalar } from 'yaml'
import { didYouMean } from './did-you-mean.ts'
import { LIMITS } from './limits.ts'
import type { Reading } from './reading.ts'

/** The known keys of a mapping; keys that are not there are undefined. */
export type Fields<K extends string> = Readonly<Partial<Record<K, Node>>>

export interface Entry {
  readonly id: string
  readonly key: Scalar
  readonly node: Node
}

/** The fields of a mapping. Unknown, repeated and missing ones are refused; null when it is no mapping. */
export function readFields<K extends string>(
  reading: Reading,
  node: Node | null | undefined,
  name: string,
  keys: readonly K[],
  required: readonly K[] = [],
): Fields<K> | null {
  const entries = pairsOf(reading, node, name)
  if (entries === null) return null
  const fields: Partial<Record<K, Node>> = {}
  for (const { id, key, node: value } of entries) {
    if ((keys as readonly string[]).includes(id)) fields[id as K] = value
    else reading.refuse(key, name, `"${id}" has no meaning here.${afterComma(key, node) ?? didYouMean(id, keys)}`)
  }
  const missing = required.filter((key) => fields[key] === undefined)
  if (missing.length > 0) reading.refuse(node, name, `${missing.map((key) => `"${key}"`).join(', ')} is missing.`)
  return fields
}

/** Within braces a comma ends a text or an amount, and what stands behind it looks like a key without a value. */
function afterComma(key: Scalar, map: Node | null | undefined): string | null {
  if (!isMap(map) || map.flow !== true) return null
  const value = map.get(key, true)
  return isScalar(value) && value.value !== '' && value.value !== null
    ? null
    : ' Within { } a text with a comma needs quotes.'
}

/** The entries of a mapping whose keys are ids, in the order in which they stand. Nothing there is no entries. */
export function readEntries(reading: Reading, node: Node | null | undefined, name: string, max: number): Entry[] {
  if (node === undefined || node === null) return []
  const entries = pairsOf(reading, node, name) ?? []
  if (entries.length > max) {
    reading.refuse(node, name, `At most ${max} entries can stand here; there are ${entries.length}.`)
    return []
  }
  return entries.filter(({ id, key }) => isId(reading, key, id, name))
}

/** The items of a list written as [a, b] or as lines; a single text is a list of one. */
export function readItems(reading: Reading, node: Node, name: string): Scalar[] {
  const items: unknown[] = isSeq(node) ? node.items : [node]
  return items.filter((item): item is Scalar => {
    if (!isScalar(item)) reading.refuse(node, name, 'A list of names belongs here.')
    return isScalar(item)
  })
}

/** The text of a scalar; an error and '' for anything else. */
export function textIn(reading: Reading, node: Node, name: string): string {
  if (isScalar(node) && typeof node.value === 'string') return node.value
  reading.refuse(node, name, 'One text or number belongs here, not a list.')
  return ''
}

function pairsOf(reading: Reading, node: Node | null | undefined, name: string): Entry[] | null {
  if (!isMap(node)) {
    // `art:` with nothing behind it is an empty text.
    if (isScalar(node) && node.value === '') return []
    reading.refuse(node, name, 'Entries of the form "name: ..." belong here.')
    return null
  }
  const seen = new Set<string>()
  const entries: Entry[] = []
  for (const { key, value } of node.items) {
    if (!isScalar(key)) {
      reading.refuse(node, name, 'Every entry has the form "name: ...".')
      continue
    }
    const id = String(key.value)
    if (seen.has(id)) reading.refuse(key, name, `"${id}" stands here twice.`)
    else entries.push({ id, key, node: (value ?? key) as Node })
    seen.add(id)
  }
  return entries
}

function isId(reading: Reading, key: Scalar, id: string, name: string): boolean {
  const fits =
    id !== '' && id.length <= LIMITS.idLengthMax && id === id.trim() && !/\p{Cc}/u.test(id) && id !== '__proto__'
  if (!fits)
    reading.refuse(key, name, `"${id}" cannot be a name: 1 to ${LIMITS.idLengthMax} characters, no spaces around.`)
  return fits
}
