import { irreducible } from './conflict.ts'
import { Gates, not } from './gates.ts'
import { minimum } from './minimum.ts'
import { Sat } from './sat/sat.ts'

/** Rounds of looking for fewer; then the best irreducible set so far will do. */
const roundsMax = 60

/** Which parts contradict each other, as far as a solver can say. */
export interface Quarrel {
  /** Some of these parts that contradict, or null when they can hold together. */
  contradiction(parts: readonly number[]): readonly number[] | null
  /** Parts that do not hold in the solution that showed that there is no contradiction. */
  broken(): readonly number[]
}

/**
 * The fewest parts that contradict, or an irreducible set where that takes too long; null when all can hold together. Whatever
 * contradicts must take in one of the parts that a solution breaks; so the smallest set that meets all those seen so far is
 * tried, until it contradicts (implicit hitting sets: Ignatiev, Previti, Liffiton, Marques-Silva, Smallest MUS extraction, 2015).
 */
export function fewest(parts: readonly number[], quarrel: Quarrel): readonly number[] | null {
  const asSet = (some: readonly number[]) => {
    const core = quarrel.contradiction(some)
    return core === null ? null : new Set(core)
  }
  const known = irreducible(parts, asSet)
  if (known === null || known.length < 2) return known
  const meeting = new Meeting(parts)
  for (let round = 0; round < roundsMax; round++) {
    const tried = meeting.smallest()
    if (tried.length >= known.length) return known
    const core = quarrel.contradiction(tried)
    if (core !== null) return core
    meeting.mustMeet(quarrel.broken())
  }
  return known
}

/** Smallest sets that have something in common with each of some sets. */
class Meeting {
  readonly #gates = new Gates(new Sat())
  readonly #literals: ReadonlyMap<number, number>
  readonly #out: ReadonlyMap<number, number>

  constructor(parts: readonly number[]) {
    this.#literals = new Map(parts.map((part) => [part, this.#gates.sat.boolean(true)]))
    this.#out = new Map([...this.#literals.values()].map((literal) => [not(literal), 1]))
  }

  mustMeet(parts: readonly number[]): void {
    this.#gates.sat.add(parts.map((part) => this.#literals.get(part) ?? 0))
  }

  smallest(): readonly number[] {
    const { sat } = this.#gates
    const mark = sat.mark()
    const read = () => [...this.#literals].filter(([, literal]) => sat.value(literal) === 1).map(([part]) => part)
    const found = minimum({ gates: this.#gates, read }, [], this.#out)
    sat.rewind(mark)
    if (found === null) throw new Error('parts that contradict can all be taken in')
    return found.solution
  }
}
