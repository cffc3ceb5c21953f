import type { Problem, Rule } from '../problem.ts'
import { variablesOf } from '../part-problem.ts'
import { encode } from './encode.ts'
import type { Encoded } from './encode.ts'
import { excerpt } from './excerpt.ts'
import { fewest } from './fewest.ts'
import type { Slots } from './slots.ts'

/** A variable held to some of its values. */
export interface Choice {
  readonly variable: number
  readonly values: readonly number[]
}

/** Answers questions about the rules of one problem. */
export interface Reasons {
  /**
   * Indexes, ascending, of rules that together with the choices exclude the slot, none of them superfluous and as few as can be
   * found; empty when the choices exclude it by themselves, null when it is not excluded.
   */
  excluding(choices: readonly Choice[], slot: Slot): readonly number[] | null
}

interface Slot {
  readonly variable: number
  readonly value: number
}

/** One question; who asks several should keep `openReasons`. */
export function rulesExcluding(problem: Problem, choices: readonly Choice[], slot: Slot): readonly number[] | null {
  return openReasons(problem).excluding(choices, slot)
}

/** Opens at once; what a hard question needs is built when the first one comes. */
export function openReasons(problem: Problem): Reasons {
  const rulesOf: readonly (readonly number[])[] = rulesByVariable(problem)
  let whole: Encoded | null = null
  return {
    excluding(choices, slot) {
      const held = [...choices, { variable: slot.variable, values: [slot.value] }]
      if (among([], problem, held) !== null) return []
      // Most reasons are one rule, and one that speaks of the slot; those are small enough to be asked one by one.
      const single = rulesOf[slot.variable]?.find((rule) => among([rule], problem, held) !== null)
      if (single !== undefined) return [single]
      whole ??= encode(problem, 'switchable')
      const suspects = contradiction(whole, held)
      return suspects === null ? null : among(suspects, problem, held)
    },
  }
}

function rulesByVariable({ variables, rules }: Problem): number[][] {
  const rulesOf = variables.map((): number[] => [])
  rules.forEach((rule: Rule, at) => {
    for (const variable of new Set(variablesOf(rule))) rulesOf[variable]?.push(at)
  })
  return rulesOf
}

/** Some rules that contradict the choices, by all rules at once. Their trail stays, so the next question costs only its choices. */
function contradiction({ sat, slots, selectors }: Encoded, held: readonly Choice[]): readonly number[] | null {
  if (sat.solve([...selectors, ...literalsOf(held, slots)]) !== false) return null
  const core = new Set(sat.core)
  return [...selectors.keys()].filter((rule) => core.has(selectors[rule] ?? 0))
}

/** The fewest of these rules that contradict the choices, in a solver of their own; null when they do not. */
function among(rules: readonly number[], problem: Problem, held: readonly Choice[]): readonly number[] | null {
  const { sat, slots, selectors } = encode(excerpt(problem, rules, held), 'switchable')
  for (const literal of literalsOf(held, slots)) sat.add([literal])
  const selectorOf = new Map(rules.map((rule, at) => [rule, selectors[at] ?? 0]))
  const all = [...selectorOf.values()]
  return fewest(rules, {
    contradiction(parts) {
      // Wishing for the other rules as well, a solution breaks few of them, and those say most about what is to blame.
      if (
        sat.solve(
          parts.map((rule) => selectorOf.get(rule) ?? 0),
          { wishes: all },
        ) !== false
      )
        return null
      const core = new Set(sat.core)
      return parts.filter((rule) => core.has(selectorOf.get(rule) ?? 0))
    },
    broken: () => rules.filter((rule) => sat.value(selectorOf.get(rule) ?? 0) === -1),
  })
}

function literalsOf(held: readonly Choice[], slots: Slots): number[] {
  return held.flatMap(({ variable, values }) => slots.keeping(variable, values))
}
