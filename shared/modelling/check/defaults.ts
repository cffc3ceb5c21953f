import type { StateVariable } from '@dangol/domain/configurations/problem/states.ts'
import { ruleNames } from './compiled-model.ts'
import type { CompiledModel } from './compiled-model.ts'
import type { Finding } from './report.ts'

/** Where a shopper cannot simply start: a default that the ones before it exclude, and needs that no default meets. */
export function defaultFindings(compiled: CompiledModel): Finding[] {
  const { model, written } = compiled
  const without = model.characteristics.filter(
    (of) => of.required && (of.kind === 'picture' || of.default === undefined),
  )
  const clash = [...written.variables].reduce<Finding | null>((found, of) => found ?? preset(compiled, of), null)
  compiled.session.clear()
  return [
    ...(clash ? [clash] : []),
    ...without.map(({ id, title }): Finding => ({ kind: 'no-default', name: id, title, rules: [] })),
  ]
}

/** Holds the characteristic to its default, or to not applying; a finding when the defaults so far do not let it. */
function preset({ written, session, reasons }: CompiledModel, variable: StateVariable): Finding | null {
  const { characteristic: of, at, lapsed } = variable
  if (of.kind === 'picture' || of.default === undefined) return null
  const value = variable.stateOf(of.default)
  if (value < 0) return null
  const before = session.conflict(at, value)
  session.restrict(at, lapsed < 0 ? [value] : [value, lapsed])
  if (session.isPossible()) return null
  session.restrict(at, null)
  const held = (before ?? []).map((variable) => ({ variable, values: presetOf(written.variables[variable]) }))
  const rules = ruleNames(written, reasons.excluding(held, { variable: at, value }))
  return { kind: 'clashing-default', name: `${of.id}=${of.default}`, title: of.title, rules }
}

function presetOf(of: StateVariable | undefined): number[] {
  if (of === undefined || of.characteristic.kind === 'picture' || of.characteristic.default === undefined) return []
  const value = of.stateOf(of.characteristic.default)
  return of.lapsed < 0 ? [value] : [value, of.lapsed]
}
