import type { RepairWish, Remedy } from '../session.ts'
import type { Choices } from './choices.ts'
import type { Circuit } from './circuit.ts'
import { Effort } from './effort.ts'
import { descend } from './solution.ts'

/** Each costs a sweep. Beyond this only what was found is listed, and that is the nearest there is. */
const BRANCHES_MAX = 2_000

interface Branch {
  readonly kept: readonly number[]
  readonly weight: number
  readonly cost: number
  readonly remedy: Remedy
}

/**
 * Finds the nearest ways to a slot. The best remedy is read off one sweep. Any other one that does not ask at least the same
 * variables to give way keeps one of them, so the next best is the best over the branches "this one is kept", and so on.
 */
export class Repairs {
  readonly #circuit: Circuit
  readonly #choices: Choices
  #effort: { readonly sweep: Effort; readonly reluctance: Float64Array; readonly thenBy: Float64Array } | null = null

  constructor(circuit: Circuit, choices: Choices) {
    this.#circuit = circuit
    this.#choices = choices
  }

  touch(variable: number): void {
    this.#effort?.sweep.touch(variable)
  }

  find(variable: number, slot: number, wish: RepairWish): readonly Remedy[] {
    const effort = this.#effortFor(wish)
    effort.askFor(variable, slot)
    const listed: Remedy[] = []
    const seen = new Set<string>()
    const branches = this.#branch(effort, variable, [])
    while (listed.length < wish.limit && seen.size < BRANCHES_MAX) {
      const next = takeBest(branches)
      if (next === null) break
      const covered = listed.find(({ gaveWay }) => gaveWay.every((each) => next.remedy.gaveWay.includes(each)))
      if (covered === undefined) listed.push(next.remedy)
      if (listed.length === wish.limit) break
      for (const each of (covered ?? next.remedy).gaveWay) {
        const kept = [...next.kept, each].sort((a, b) => a - b)
        const key = kept.join()
        if (seen.has(key)) continue
        seen.add(key)
        branches.push(...this.#branch(effort, variable, kept))
      }
    }
    effort.askFor(-1, -1)
    return listed
  }

  /** The best remedy that keeps these restrictions, where there is one. */
  #branch(effort: Effort, asked: number, kept: readonly number[]): Branch[] {
    for (const each of kept) effort.keep(each, true)
    effort.refresh()
    const { root, starts } = this.#circuit
    const weight = effort.weights[root] ?? Infinity
    const found: Branch[] = []
    if (weight < Infinity) {
      const solution = descend(this.#circuit, {
        compare: (gate, other) => effort.compare(gate, other),
        slotOf: (literal) => effort.slotOf(literal),
      })
      const gaveWay: number[] = []
      for (let variable = 0; variable < solution.length; variable++) {
        const slot = (starts[variable] ?? 0) + (solution[variable] ?? 0)
        if (variable !== asked && this.#choices.allowed[slot] === 0) gaveWay.push(variable)
      }
      found.push({ kept, weight, cost: effort.costs[root] ?? 0, remedy: { solution, gaveWay } })
    }
    for (const each of kept) effort.keep(each, false)
    return found
  }

  #effortFor({ reluctance: asked, thenBy: cost }: RepairWish): Effort {
    const kept = this.#effort
    if (kept !== null && isSame(kept.reluctance, asked, 1) && isSame(kept.thenBy, cost?.of, 0)) return kept.sweep
    const reluctance = asked?.slice() ?? new Float64Array(this.#choices.stamps.length).fill(1)
    const thenBy = cost?.of.slice() ?? new Float64Array(this.#choices.allowed.length)
    const sweep = new Effort(this.#circuit, this.#choices, reluctance, thenBy)
    this.#effort = { sweep, reluctance, thenBy }
    return sweep
  }
}

function takeBest(branches: Branch[]): Branch | null {
  let best = 0
  for (let at = 1; at < branches.length; at++) {
    const one = branches[at]
    const other = branches[best]
    if (one === undefined || other === undefined) continue
    if (one.weight < other.weight || (one.weight === other.weight && one.cost < other.cost)) best = at
  }
  return branches.splice(best, 1)[0] ?? null
}

/** Whether what is kept says the same as what is asked for, which when absent is the same number everywhere. */
function isSame(kept: Float64Array, asked: Float64Array | undefined, otherwise: number): boolean {
  for (let at = 0; at < kept.length; at++) if (kept[at] !== (asked === undefined ? otherwise : asked[at])) return false
  return true
}
