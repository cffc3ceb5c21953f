import type { Choices } from './choices.ts'
import type { Circuit } from './circuit.ts'
import { Valuation } from './valuation.ts'

/** More than any stamp: dead by a restriction that is in the conflict already. */
const NAMED = 2 ** 50

/**
 * Finds minimal sets of restrictions that exclude a slot.
 *
 * Think of the restrictions as added one by one, the latest first, until the slot is lost. Which one loses it needs no trying: a
 * literal is lost with the stamp of its variable's restriction, a joining gate with the latest of its inputs, a choice with the
 * earliest. The one found belongs to the conflict; with it in force from the start the next one is found, until those named
 * suffice. What is found is minimal, as each was needed on top of the later ones and of those named before.
 */
export class Conflicts {
  readonly #circuit: Circuit
  readonly #choices: Choices
  readonly #lostWith: Valuation
  readonly #isNamed: Uint8Array
  #askedSlot = -1
  #askedVariable = -1

  constructor(circuit: Circuit, choices: Choices) {
    this.#circuit = circuit
    this.#choices = choices
    this.#isNamed = new Uint8Array(choices.stamps.length)
    this.#lostWith = new Valuation(circuit, 'max', (literal) => this.#stampOf(literal))
  }

  touch(variable: number): void {
    this.#lostWith.touch(variable)
  }

  /** Restricted variables at fault, later restricted ones first; empty where there is no such solution at all, null where there is one. */
  find(variable: number, slot: number): number[] | null {
    this.#askedVariable = variable
    this.#askedSlot = slot
    this.#lostWith.touch(variable)
    const named = this.#name()
    this.#askedVariable = -1
    this.#lostWith.touch(variable)
    for (const each of named ?? []) {
      this.#isNamed[each] = 0
      this.#lostWith.touch(each)
    }
    return named
  }

  #name(): number[] | null {
    this.#lostWith.refresh()
    const first = this.#lostWith.atRoot
    if (first === 0) return null
    if (first === Infinity) return []
    const named: number[] = []
    for (let stamp = first; stamp < NAMED; stamp = this.#lostWith.atRoot) {
      const variable = this.#choices.stamps.indexOf(stamp)
      this.#isNamed[variable] = 1
      named.unshift(variable)
      this.#lostWith.touch(variable)
      this.#lostWith.refresh()
    }
    return named
  }

  #stampOf(literal: number): number {
    const { literalVariable, slots, slotStart } = this.#circuit
    const variable = literalVariable[literal] ?? 0
    if (variable === this.#askedVariable) {
      const end = slotStart[literal + 1] ?? 0
      for (let at = slotStart[literal] ?? 0; at < end; at++) if (slots[at] === this.#askedSlot) return 0
      return Infinity
    }
    if (this.#choices.admits(literal)) return 0
    return this.#isNamed[variable] === 1 ? NAMED : (this.#choices.stamps[variable] ?? 0)
  }
}
