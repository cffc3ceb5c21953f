import type { Characteristic, CharacteristicId, ChoiceCharacteristic, ValueId } from '@dangol/domain/catalogue/model.ts'
import { didYouMean } from '../did-you-mean.ts'
import { Misread } from './words.ts'
import type { Word } from './words.ts'

/** What the rest of a file may speak of. */
export interface Known {
  readonly characteristics: ReadonlyMap<CharacteristicId, Characteristic>
  /** Values of each shared list. */
  readonly lists: ReadonlyMap<string, readonly ValueId[]>
}

/** The characteristic a word names. Throws Misread when there is none. */
export function characteristicOf(known: Known, word: Word): Characteristic {
  const found = known.characteristics.get(word.text)
  if (found) return found
  throw new Misread(noCharacteristic(known, word.text), word.at)
}

export const noCharacteristic = (known: Known, id: string): string =>
  `There is no characteristic "${id}".${didYouMean(id, known.characteristics.keys())}`

/** The same, and it has values to name. */
export function choiceOf(known: Known, word: Word): ChoiceCharacteristic {
  const found = characteristicOf(known, word)
  if (found.kind === 'choice') return found
  throw new Misread(`"${found.id}" is a ${found.kind} and has no values. An "always" rule can speak of it.`, word.at)
}

/** The values that a word means: one by its id, or all that fit a pattern such as `candy-*`. Throws Misread when none does. */
export function valuesNamed(of: ChoiceCharacteristic, word: Word): ValueId[] {
  const { id } = of
  const ids = idsOf(of)
  if (word.kind === 'word' && word.text.includes('*')) {
    const found = [...ids].filter((each) => fits(each, word.text))
    if (found.length > 0) return found
    throw new Misread(`No value of "${id}" fits ${word.text}.`, word.at)
  }
  if (ids.has(word.text)) return [word.text]
  throw new Misread(`There is no value "${word.text}" of "${id}".${didYouMean(word.text, ids)}`, word.at)
}

const idSets = new WeakMap<ChoiceCharacteristic, ReadonlySet<ValueId>>()

/** Kept, since a table names the values of its columns in every line. */
function idsOf(of: ChoiceCharacteristic): ReadonlySet<ValueId> {
  const known = idSets.get(of) ?? new Set(of.values.map(({ id }) => id))
  idSets.set(of, known)
  return known
}

/** The values of a shared list that the characteristic has. Throws Misread when there is no such list or none in common. */
export function valuesOfList(known: Known, { id, values }: ChoiceCharacteristic, list: Word): ValueId[] {
  const listed = known.lists.get(list.text)
  if (!listed)
    throw new Misread(`There is no list "${list.text}".${didYouMean(list.text, known.lists.keys())}`, list.at)
  const members = new Set(listed)
  const found = values.flatMap((value) => (members.has(value.id) ? [value.id] : []))
  if (found.length > 0) return found
  throw new Misread(`"${id}" has no value of the list "${list.text}".`, list.at)
}

/** All values but these, in the characteristic's order. */
export const allBut = ({ values }: ChoiceCharacteristic, without: readonly ValueId[]): ValueId[] =>
  values.flatMap(({ id }) => (without.includes(id) ? [] : [id]))

function fits(id: string, pattern: string): boolean {
  const parts = pattern.split('*')
  const first = parts[0] ?? ''
  const last = parts.at(-1) ?? ''
  if (!id.startsWith(first) || !id.endsWith(last) || id.length < first.length + last.length) return false
  let at = first.length
  for (const part of parts.slice(1, -1)) {
    const found = id.indexOf(part, at)
    if (found < 0 || found + part.length > id.length - last.length) return false
    at = found + part.length
  }
  return true
}
