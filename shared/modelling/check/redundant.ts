import { variablesOf } from '@dangol/domain/solver/part-problem.ts'
import type { Formula, Problem, Rule } from '@dangol/domain/solver/problem.ts'
import { encode } from '@dangol/domain/solver/search/encode.ts'
import type { CompiledModel } from './compiled-model.ts'
import { contradicting } from './contradiction.ts'
import type { Finding } from './report.ts'

/** Values in all tables together, beyond which nobody wants to wait. */
const SIZE_MAX = 3_000_000

/** Rules that exclude nothing the others allow, each with those that say the same. Null when the model is too large to tell. */
export function redundantFindings({ model, written }: CompiledModel): Finding[] | null {
  const rules = written.problem.rules.slice(0, written.limits)
  if (rules.reduce((sum, rule) => sum + sizeOf(rule), 0) > SIZE_MAX) return null
  const problem = { variables: written.problem.variables, rules }
  const isImplied = implications(problem)
  return model.constraints.flatMap(({ id, why }) => {
    const parts = rules.flatMap((rule, at) => (rule.name === id ? [at] : []))
    // A table too large to be written out stands in variables of its own, whose meaning must not be denied with it.
    const isPlain = parts.every((at) => scopeOf(rules[at]).every((variable) => variable < written.variables.length))
    if (!isPlain || !parts.every(isImplied)) return []
    return [{ kind: 'redundant-rule' as const, name: id, title: why, rules: impliedBy(problem, id, parts) }]
  })
}

/** Whether a rule follows from those of other names: all rules and their denials in one solver, each with a switch. */
function implications({ variables, rules }: Problem): (at: number) => boolean {
  const both = { variables, rules: [...rules, ...rules.map((rule) => denied(rule, variables))] }
  const { sat, selectors } = encode(both, { isSwitchable: true })
  return (at) => {
    const others = rules.flatMap((rule, other) => (rule.name === rules[at]?.name ? [] : [selectors[other] ?? 0]))
    return sat.solve([...others, selectors[rules.length + at] ?? 0]) === false
  }
}

/** Names of the rules that imply these, as few as can be found. */
function impliedBy({ variables, rules }: Problem, id: string, parts: readonly number[]): string[] {
  const others = rules.filter((rule) => rule.name !== id)
  const by = new Set<string>()
  for (const part of parts) {
    const against = near({
      variables,
      rules: [...others, ...rules.slice(part, part + 1).map((rule) => denied(rule, variables))],
    })
    for (const at of contradicting(against) ?? []) by.add(against.rules[at]?.name ?? '')
  }
  by.delete(id)
  return [...by]
}

const scopeOf = (rule: Rule | undefined): number[] => (rule ? [...variablesOf(rule)] : [])

/** Only the rules that are tied to the last one through shared variables: others cannot take part in a contradiction with it. */
function near({ variables, rules }: Problem): Problem {
  const reached = new Set<number>(scopeOf(rules.at(-1)))
  const taken = new Set<Rule>(rules.slice(-1))
  for (let before = -1; before !== taken.size;) {
    before = taken.size
    for (const rule of rules) {
      const scope = scopeOf(rule)
      if (taken.has(rule) || !scope.some((variable) => reached.has(variable))) continue
      taken.add(rule)
      for (const variable of scope) reached.add(variable)
    }
  }
  return { variables, rules: rules.filter((rule) => taken.has(rule)) }
}

/** Holds exactly where the rule does not. */
function denied(rule: Rule, variables: Problem['variables']): Rule {
  const { name } = rule
  switch (rule.kind) {
    case 'allow':
    case 'forbid':
      return { ...rule, kind: rule.kind === 'allow' ? 'forbid' : 'allow' }
    case 'formula':
      return { kind: 'formula', name, formula: { is: 'not', of: rule.formula } }
    case 'clause': {
      const others = rule.literals.map(({ variable, values }): Formula => {
        const size = variables[variable]?.values.length ?? 0
        const rest = [...Array(size).keys()].filter((value) => !values.includes(value))
        return { is: 'literal', variable, values: rest }
      })
      return { kind: 'formula', name, formula: { is: 'and', of: others } }
    }
  }
}

function sizeOf(rule: Rule): number {
  if (rule.kind === 'allow' || rule.kind === 'forbid') return rule.rows.length
  return scopeOf(rule).length
}
