import type { Constraint } from '@dangol/domain/catalogue/model.ts'
import { variablesOf } from '@dangol/domain/solver/part-problem.ts'
import type { Formula, Problem, Rule } from '@dangol/domain/solver/problem.ts'
import type { CompiledModel } from './compiled-model.ts'
import { contradicting } from './contradiction.ts'
import type { Finding } from './report.ts'

/** Rules times the size of all rules together, beyond which nobody wants to wait. */
const WORK_MAX = 20_000_000

/** Rules that exclude nothing the others allow, each with those that say the same. Null when the model is too large to tell. */
export function redundantFindings({ model, written }: CompiledModel): Finding[] | null {
  const rules = written.problem.rules.slice(0, written.limits)
  const size = rules.reduce((sum, rule) => sum + sizeOf(rule), 0) + written.problem.variables.length
  if (size * model.constraints.length > WORK_MAX) return null
  const problem = { variables: written.problem.variables, rules }
  return model.constraints.flatMap((constraint) => {
    const by = impliedBy(problem, constraint, written.variables.length)
    return by ? [{ kind: 'redundant-rule' as const, name: constraint.id, title: constraint.why, rules: by }] : []
  })
}

/** Names of other rules that imply the constraint; null when they do not, or it is of a form that is not looked into. */
function impliedBy({ variables, rules }: Problem, { id }: Constraint, own: number): string[] | null {
  const parts = rules.filter((rule) => rule.name === id)
  // A table too large to be written out stands in variables of its own, whose meaning must not be denied with it.
  if (parts.some((rule) => [...variablesOf(rule)].some((variable) => variable >= own))) return null
  const others = rules.filter((rule) => rule.name !== id)
  const by = new Set<string>()
  for (const part of parts) {
    const against = near({ variables, rules: [...others, denied(part, variables)] })
    const core = contradicting(against)
    if (core === null) return null
    for (const at of core) by.add(against.rules[at]?.name ?? '')
  }
  by.delete(id)
  return [...by]
}

/** Only the rules that are tied to the last one through shared variables: others cannot take part in a contradiction with it. */
function near({ variables, rules }: Problem): Problem {
  const reached = new Set<number>(variablesOf(rules.at(-1) ?? { kind: 'clause', name: '', literals: [] }))
  const taken = new Set<Rule>(rules.slice(-1))
  for (let before = -1; before !== taken.size;) {
    before = taken.size
    for (const rule of rules) {
      const scope = [...variablesOf(rule)]
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
  return [...variablesOf(rule)].length
}
