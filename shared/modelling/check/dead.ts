import type { StateVariable } from '@dangol/domain/configurations/problem/states.ts'
import { ruleNames } from './compiled-model.ts'
import type { CompiledModel } from './compiled-model.ts'
import type { Finding } from './report.ts'

/** Reasons worked out for so many values; the others are named without. */
const REASONS_MAX = 200

/** Values that no product has, characteristics that never apply, and choices that leave nothing to choose. */
export function deadFindings(compiled: CompiledModel): Finding[] {
  const possible = compiled.session.possible().slice()
  const explained = { count: 0 }
  return compiled.written.variables.flatMap((variable) => findingsOf(compiled, variable, possible, explained))
}

function findingsOf(
  compiled: CompiledModel,
  variable: StateVariable,
  possible: Uint8Array,
  explained: { count: number },
): Finding[] {
  const { characteristic, at, states, lapsed } = variable
  const start = compiled.written.starts[at] ?? 0
  const isOpen = (state: number) => possible[start + state] === 1
  const why = (value: number) => {
    if (explained.count++ >= REASONS_MAX) return []
    return ruleNames(compiled.written, compiled.reasons.excluding([], { variable: at, value }))
  }
  const { id, title } = characteristic
  if (lapsed >= 0 && states.every((_, state) => state === lapsed || !isOpen(state)))
    return [{ kind: 'never-applies', name: id, title, rules: why(states.findIndex((_, state) => state !== lapsed)) }]
  const choosable = states.flatMap((state, value) => (state.is === 'value' || state.is === 'range' ? [value] : []))
  const dead = choosable.filter((value) => !isOpen(value))
  const alive = choosable.filter(isOpen)
  const [only] = alive
  const named = (kind: Finding['kind'], value: number, rules: readonly string[]): Finding => ({
    kind,
    name: `${id}=${compiled.written.problem.variables[at]?.values[value] ?? ''}`,
    title: titleOf(variable, value),
    rules,
  })
  return [
    ...dead.map((value) => named('dead-value', value, why(value))),
    ...(dead.length > 0 && alive.length === 1 && only !== undefined ? [named('forced-value', only, [])] : []),
  ]
}

function titleOf({ characteristic, states }: StateVariable, value: number): Finding['title'] {
  const state = states[value]
  const values = characteristic.kind === 'choice' ? characteristic.values : []
  return values.find(({ id }) => state?.is === 'value' && state.id === id)?.title ?? characteristic.title
}
