import type { Formula, Literal, Rule } from '@dangol/domain/solver/problem.ts'

/** A formula while it is read, or a constant when it says nothing. */
type Side = Formula | boolean

/** A formula beside its denial, so that a 'not' costs nothing and no reader has to go down a deep one. */
export interface Sentence {
  readonly holds: Side
  readonly fails: Side
}

/** The variable takes one of the values, or, when there is no literal, always. */
export function literalSentence(literal: Literal | null, size: number): Sentence {
  if (literal === null || literal.values.length === size) return constant(true)
  if (literal.values.length === 0) return constant(false)
  const { variable } = literal
  const others = Array.from({ length: size }, (_, at) => at).filter((at) => !literal.values.includes(at))
  return { holds: { is: 'literal', ...literal }, fails: { is: 'literal', variable, values: others } }
}

export const constant = (value: boolean): Sentence => ({ holds: value, fails: !value })
export const not = ({ holds, fails }: Sentence): Sentence => ({ holds: fails, fails: holds })
export const and = (a: Sentence, b: Sentence): Sentence => ({
  holds: join('and', a.holds, b.holds),
  fails: join('or', a.fails, b.fails),
})
export const or = (a: Sentence, b: Sentence): Sentence => not(and(not(a), not(b)))
export const implies = (a: Sentence, b: Sentence): Sentence => or(not(a), b)
export const iff = (a: Sentence, b: Sentence): Sentence => ({ holds: same(a, b), fails: same(a, not(b)) })

/** Between `min` and `max` of them hold, both included. */
export function count(all: readonly Sentence[], min: number, max: number): Sentence {
  const of = all.flatMap(({ holds }) => (typeof holds === 'boolean' ? [] : [holds]))
  const sure = all.filter(({ holds }) => holds === true).length
  const [least, most] = [min - sure, Math.min(max - sure, of.length)]
  if (least > of.length || most < 0 || least > most) return constant(false)
  if (least <= 0 && most === of.length) return constant(true)
  const within = (from: number, to: number): Side =>
    from > to || to < 0 ? false : { is: 'count', of, min: Math.max(0, from), max: to }
  const below = least > 0 ? within(0, least - 1) : false
  return { holds: within(least, most), fails: join('or', below, within(most + 1, of.length)) }
}

/** A sentence as rules, clauses where possible: one per part of a conjunction. Null when it can never hold. */
export function sentenceRules(name: string, { holds }: Sentence): Rule[] | null {
  if (holds === false) return null
  if (holds === true) return []
  const conjuncts = holds.is === 'and' ? holds.of : [holds]
  return conjuncts.map((each) => asClause(name, each) ?? { kind: 'formula', name, formula: each })
}

function asClause(name: string, formula: Formula): Rule | null {
  const parts = formula.is === 'or' ? formula.of : [formula]
  const literals = parts.flatMap((each) =>
    each.is === 'literal' ? [{ variable: each.variable, values: each.values }] : [],
  )
  return literals.length === parts.length ? { kind: 'clause', name, literals: merged(literals) } : null
}

/** Literals over one variable are one literal with the values of all. */
function merged(literals: readonly Literal[]): Literal[] {
  const valuesOf = new Map<number, Set<number>>()
  for (const { variable, values } of literals) {
    const all = valuesOf.get(variable) ?? new Set()
    for (const value of values) all.add(value)
    valuesOf.set(variable, all)
  }
  return [...valuesOf].map(([variable, values]) => ({ variable, values: [...values].sort((a, b) => a - b) }))
}

function join(is: 'and' | 'or', a: Side, b: Side): Side {
  const decisive = is === 'or'
  if (a === decisive || b === decisive) return decisive
  if (typeof a === 'boolean') return b
  if (typeof b === 'boolean') return a
  return { is, of: [...(a.is === is ? a.of : [a]), ...(b.is === is ? b.of : [b])] }
}

function same(a: Sentence, b: Sentence): Side {
  if (typeof a.holds === 'boolean') return a.holds ? b.holds : b.fails
  if (typeof b.holds === 'boolean') return b.holds ? a.holds : a.fails
  return { is: 'iff', of: [a.holds, b.holds] }
}
