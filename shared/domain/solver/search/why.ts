import { variablesOf } from '../part-problem.ts'
import type { Problem, TableRule } from '../problem.ts'
import type { Boxes } from './boxes.ts'
import { encode, packed } from './encode.ts'
import type { Choice, Encoded, Pack } from './encode.ts'
import { excerpt } from './excerpt.ts'
import { fewest } from './fewest.ts'
import { isRefuted } from './refuted.ts'

export type { Choice } from './encode.ts'

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
  const pack = packedOnce()
  let whole: Encoded | null = null
  return {
    excluding(choices, slot) {
      const held = [...choices, { variable: slot.variable, values: [slot.value] }]
      if (contradict(held)) return []
      // Many reasons are one rule, and one that speaks of the slot; to see that takes no search.
      const single = rulesOf[slot.variable]?.find((at) => isRefutedAt(problem, at, held))
      if (single !== undefined) return [single]
      whole ??= encode(problem, { isSwitchable: true, pack })
      const suspects = contradiction(whole, held)
      return suspects === null ? null : among(suspects, problem, held, pack)
    },
  }
}

/** Packing a large table takes longer than any question about it. */
function packedOnce(): Pack {
  const known = new Map<TableRule, Boxes>()
  return (table) => {
    const boxes = known.get(table) ?? packed(table)
    known.set(table, boxes)
    return boxes
  }
}

/** Whether the choices leave a variable no value. */
function contradict(held: readonly Choice[]): boolean {
  return held.some((one) =>
    held.some(
      ({ variable, values }) => variable === one.variable && !values.some((value) => one.values.includes(value)),
    ),
  )
}

function isRefutedAt(problem: Problem, at: number, held: readonly Choice[]): boolean {
  const rule = problem.rules[at]
  return rule !== undefined && isRefuted(rule, problem, held)
}

function rulesByVariable({ variables, rules }: Problem): number[][] {
  const rulesOf = variables.map((): number[] => [])
  rules.forEach((rule, at) => {
    for (const variable of new Set(variablesOf(rule))) rulesOf[variable]?.push(at)
  })
  return rulesOf
}

/** Some rules that contradict the choices, by all rules at once. Their trail stays, so the next question costs only its choices. */
function contradiction({ sat, slots, selectors }: Encoded, held: readonly Choice[]): readonly number[] | null {
  if (sat.solve([...selectors, ...held.flatMap(({ variable, values }) => slots.keeping(variable, values))]) !== false)
    return null
  const core = new Set(sat.core)
  return [...selectors.keys()].filter((rule) => core.has(selectors[rule] ?? 0))
}

/** The fewest of these rules that contradict the choices, in a solver of their own. */
function among(
  rules: readonly number[],
  problem: Problem,
  held: readonly Choice[],
  pack: Pack,
): readonly number[] | null {
  const { sat, selectors } = encode(excerpt(problem, rules, held), { isSwitchable: true, held, pack })
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
