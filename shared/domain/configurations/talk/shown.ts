import type { Characteristic, Choice, ValueId } from '../../catalogue/model.ts'
import type { ModelProblem } from '../problem-of.ts'
import type { CharacteristicView, ExcludedValue, ValueState } from '../view.ts'
import type { Explainer } from './explain.ts'
import type { Parts } from './parts.ts'
import { noWish } from './wish.ts'
import type { Wish } from './wish.ts'

const OPEN: ValueState = { kind: 'open' }
const CHOSEN: ValueState = { kind: 'chosen' }
const NO_VALUES: ReadonlyMap<ValueId, ValueState> = new Map()

/** A value that is ruled out. A screen shows many of them and explains the one that is touched. */
class Excluded implements ExcludedValue {
  readonly kind = 'excluded'
  readonly #explain: () => Pick<ExcludedValue, 'because' | 'conflictsWith'>
  #known: Pick<ExcludedValue, 'because' | 'conflictsWith'> | null = null

  constructor(explain: () => Pick<ExcludedValue, 'because' | 'conflictsWith'>) {
    this.#explain = explain
  }

  get because() {
    return (this.#known ??= this.#explain()).because
  }

  get conflictsWith() {
    return (this.#known ??= this.#explain()).conflictsWith
  }
}

interface Shown {
  readonly view: CharacteristicView
  readonly hasExcluded: boolean
}

/** The values of one characteristic, in the model's order. */
interface Row {
  readonly characteristic: Characteristic
  /** Its variable, or -1. */
  readonly at: number
  readonly part: number
  readonly ids: readonly ValueId[]
  readonly slots: Int32Array
}

/** Makes views of characteristics, and makes them anew only where something changed. */
export class Showing {
  readonly #rows: readonly Row[]
  readonly #starts: Int32Array
  readonly #explainer: Explainer
  #wish: Wish
  #slots: Uint8Array
  #shown: readonly Shown[] = []

  constructor(characteristics: readonly Characteristic[], written: ModelProblem, parts: Parts, explainer: Explainer) {
    this.#starts = written.starts
    this.#wish = noWish(written)
    this.#explainer = explainer
    this.#slots = new Uint8Array(written.starts.at(-1) ?? 0)
    this.#rows = characteristics.map((characteristic) => {
      const known = written.byId.get(characteristic.id)
      const ids = characteristic.kind === 'choice' ? characteristic.values.map(({ id }) => id) : []
      const from = written.starts[known?.at ?? 0] ?? 0
      return {
        characteristic,
        at: known?.at ?? -1,
        part: known === undefined ? -1 : (parts.of[known.at] ?? -1),
        ids,
        slots: Int32Array.from(ids, (id) => from + (known?.stateOf(id) ?? 0)),
      }
    })
  }

  /** What was shown last. */
  get wish(): Wish {
    return this.#wish
  }

  /** One view per characteristic, in order; `of` says of each whether it applies and what is chosen. */
  show(
    wish: Wish,
    slots: Uint8Array,
    of: (characteristic: Characteristic) => { applies: boolean; chosen: Choice | null },
  ): CharacteristicView[] {
    const changed = this.#changedParts(wish)
    this.#shown = this.#rows.map((row, at) => {
      const before = this.#shown[at]
      const now = of(row.characteristic)
      if (before !== undefined && this.#isStill(row, before, now, slots, changed)) return before
      return this.#make(row, now, wish, slots)
    })
    this.#wish = wish
    this.#slots = slots.slice()
    return this.#shown.map(({ view }) => view)
  }

  #changedParts(wish: Wish): ReadonlySet<number> {
    const before = this.#wish
    return new Set(this.#rows.flatMap(({ at, part }) => (at >= 0 && before[at] !== wish[at] ? [part] : [])))
  }

  #isStill(
    row: Row,
    { view, hasExcluded }: Shown,
    now: { applies: boolean; chosen: Choice | null },
    slots: Uint8Array,
    changed: ReadonlySet<number>,
  ): boolean {
    if (view.applies !== now.applies || view.chosen !== now.chosen) return false
    // What excludes a value is told from the choices of its part.
    if (hasExcluded && changed.has(row.part)) return false
    for (const slot of row.slots) if (slots[slot] !== this.#slots[slot]) return false
    return true
  }

  #make(row: Row, now: { applies: boolean; chosen: Choice | null }, wish: Wish, slots: Uint8Array): Shown {
    if (row.ids.length === 0) return { view: { ...now, values: NO_VALUES }, hasExcluded: false }
    const values = new Map<ValueId, ValueState>()
    const from = this.#starts[row.at] ?? 0
    let hasExcluded = false
    row.ids.forEach((id, index) => {
      const slot = row.slots[index] ?? 0
      if (id === now.chosen) values.set(id, CHOSEN)
      else if (slots[slot] === 1) values.set(id, OPEN)
      else {
        hasExcluded = true
        values.set(id, new Excluded(() => this.#explainer.explain(wish, row.at, slot - from)))
      }
    })
    return { view: { ...now, values }, hasExcluded }
  }
}
