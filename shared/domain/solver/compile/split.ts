import { partProblem, variablesOf } from '../part-problem.ts'
import type { Problem, Rule } from '../problem.ts'

/** A part of a problem that shares no rule with the rest; its problem speaks of the variables by their index here. */
export interface Part {
  /** Variables of the whole problem, ascending. */
  readonly variables: Int32Array
  readonly problem: Problem
}

/** Parts by their first variables; all variables without any rule make one part together, the last. */
export function partsOf(problem: Problem): Part[] {
  const groups = new Groups(problem.variables.length)
  for (const rule of problem.rules) groups.unite(variablesOf(rule))
  const members = new Map<number, { variables: number[]; rules: Rule[] }>()
  const put = (variable: number, leader: number): void => {
    const part = members.get(leader)
    if (part === undefined) members.set(leader, { variables: [variable], rules: [] })
    else part.variables.push(variable)
  }
  const unruled: number[] = []
  problem.variables.forEach((_, variable) => {
    if (groups.isUnited(variable)) put(variable, groups.leaderOf(variable))
    else unruled.push(variable)
  })
  for (const variable of unruled) put(variable, -1)
  for (const rule of problem.rules) {
    // A rule over no variable at all goes with variable 0, as partProblem has it.
    const [first = 0] = variablesOf(rule)
    members.get(groups.isUnited(first) ? groups.leaderOf(first) : -1)?.rules.push(rule)
  }
  return [...members.values()].map(({ variables, rules }) => ({
    variables: Int32Array.from(variables),
    problem: partProblem({ variables: problem.variables, rules }, variables),
  }))
}

/** Union-find; the smallest variable leads its group. */
class Groups {
  readonly #leader: Int32Array
  readonly #isUnited: Uint8Array

  constructor(count: number) {
    this.#leader = Int32Array.from({ length: count }, (_, at) => at)
    this.#isUnited = new Uint8Array(count)
  }

  isUnited(variable: number): boolean {
    return this.#isUnited[variable] === 1
  }

  leaderOf(variable: number): number {
    let at = variable
    for (let up = this.#leader[at] ?? at; up !== at; up = this.#leader[at] ?? at) {
      this.#leader[at] = this.#leader[up] ?? up
      at = up
    }
    return at
  }

  unite(variables: Iterable<number>): void {
    let first = -1
    for (const variable of variables) {
      this.#isUnited[variable] = 1
      const other = this.leaderOf(variable)
      const least = first < 0 ? other : Math.min(first, other)
      if (first >= 0) this.#leader[Math.max(first, other)] = least
      first = least
    }
  }
}
