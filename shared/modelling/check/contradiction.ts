import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { problemOf } from '@dangol/domain/configurations/problem-of.ts'
import type { Problem } from '@dangol/domain/solver/problem.ts'
import { openReasons } from '@dangol/domain/solver/search/why.ts'
import { ruleNames } from './compiled-model.ts'
import type { ModelFault } from './report.ts'

/** The fault of a model without any product: rules that cannot all hold, as few as can be found. */
export function contradiction(model: ConfigModel): ModelFault {
  const written = problemOf(model)
  const rules = ruleNames(written, contradicting(written.problem))
  const [first = 'rules', ...more] = rules
  const sentence =
    more.length === 0
      ? 'This rule leaves no product at all.'
      : `These rules leave no product at all: ${rules.join(', ')}. Any of them could be dropped.`
  return { name: first, sentence, rules }
}

/** Places of rules that contradict each other; null when the problem has a solution. */
export function contradicting(problem: Problem): readonly number[] | null {
  // Asked why not even a variable with a single value has it, the engine names what excludes everything.
  const variables = [...problem.variables, { name: '(anything)', values: ['at all'] }]
  const slot = { variable: problem.variables.length, value: 0 }
  return openReasons({ variables, rules: problem.rules }).excluding([], slot)
}
