import { slotStarts } from '../problem.ts'
import type { Problem } from '../problem.ts'
import type { Gates } from './gates.ts'
import { not } from './gates.ts'

/** Adds a clause of the rule that is being written. */
export type Add = (clause: readonly number[]) => void

/** The slots of a problem as literals: exactly one per variable holds. Two values share one Boolean, a single value needs none. */
export class Slots {
  readonly starts: Int32Array
  readonly literals: Int32Array
  readonly gates: Gates
  readonly #sets = new Map<string, number>()

  constructor(problem: Problem, gates: Gates) {
    this.gates = gates
    this.starts = slotStarts(problem)
    this.literals = new Int32Array(this.starts.at(-1) ?? 0)
    problem.variables.forEach(({ values }, variable) => {
      const own = ownLiterals(values.length, gates)
      this.literals.set(own, this.starts[variable] ?? 0)
      if (values.length < 3) return
      gates.sat.add(own)
      gates.atMostOne(own)
    })
  }

  size(variable: number): number {
    return (this.starts[variable + 1] ?? 0) - (this.starts[variable] ?? 0)
  }

  literal(variable: number, value: number): number {
    return this.literals[(this.starts[variable] ?? 0) + value] ?? 0
  }

  /** Literals of which one holds exactly when the variable takes one of these values. */
  anyOf(variable: number, values: readonly number[]): number[] {
    const size = this.size(variable)
    const wanted = new Set(values)
    if (wanted.size === size) return [this.gates.always]
    if (wanted.size < size - 1 || size < 3) return [...wanted].map((value) => this.literal(variable, value))
    return this.#others(variable, wanted).map(not)
  }

  /** Literals that all hold exactly when the variable takes one of these values: what to assume. */
  keeping(variable: number, values: readonly number[]): number[] {
    const [only] = values
    return only !== undefined && values.length === 1
      ? [this.literal(variable, only)]
      : this.#others(variable, new Set(values)).map(not)
  }

  /** One literal that says the same. */
  isIn(variable: number, values: readonly number[]): number {
    const literals = this.anyOf(variable, values)
    if (literals.length === 1) return literals[0] ?? 0
    const key = `${variable}:${values.join()}`
    const known = this.#sets.get(key) ?? this.gates.any(literals)
    this.#sets.set(key, known)
    return known
  }

  /** Literals of the values that are not among these. */
  #others(variable: number, values: ReadonlySet<number>): number[] {
    const first = this.starts[variable] ?? 0
    return [...this.literals.subarray(first, this.starts[variable + 1])].filter((_, value) => !values.has(value))
  }
}

function ownLiterals(values: number, { sat, always }: Gates): number[] {
  if (values === 1) return [always]
  if (values > 2) return Array.from({ length: values }, () => sat.boolean(true))
  const second = sat.boolean(true)
  return [not(second), second]
}
