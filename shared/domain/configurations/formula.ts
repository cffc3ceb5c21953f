import type { CharacteristicId, Choice, RuleFormula } from '../catalogue/model.ts'

/** Null while it depends on what is not decided yet. */
export type Truth = boolean | null

/** What a characteristic has: its choice, certainly none, or nothing decided yet. */
export type Held = { readonly choice: Choice } | 'none' | 'open'

/** Whether a formula holds as far as it is decided: strong Kleene logic. */
export function judge(formula: RuleFormula, heldBy: (id: CharacteristicId) => Held): Truth {
  const truthOf = (each: RuleFormula): Truth => judge(each, heldBy)
  switch (formula.is) {
    case 'one-of':
    case 'within':
    case 'chosen': {
      const held = heldBy(formula.id)
      return held === 'open' ? null : held !== 'none' && fits(formula, held.choice)
    }
    case 'not':
      return negated(truthOf(formula.of))
    case 'implies':
      return anyOf([negated(truthOf(formula.if)), truthOf(formula.then)])
    case 'any':
      return anyOf(formula.of.map(truthOf))
    case 'all':
      return negated(anyOf(formula.of.map((each) => negated(truthOf(each)))))
    case 'same':
      return allSame(formula.of.map(truthOf))
    case 'count':
      return counted(formula.of.map(truthOf), formula)
  }
}

/** The undecided characteristics that an undecided formula depends on. */
export function waitsFor(formula: RuleFormula, heldBy: (id: CharacteristicId) => Held): CharacteristicId[] {
  if (judge(formula, heldBy) !== null) return []
  switch (formula.is) {
    case 'one-of':
    case 'within':
    case 'chosen':
      return [formula.id]
    case 'not':
      return waitsFor(formula.of, heldBy)
    case 'implies':
      return [...waitsFor(formula.if, heldBy), ...waitsFor(formula.then, heldBy)]
    default:
      return formula.of.flatMap((each) => waitsFor(each, heldBy))
  }
}

type Atom = Extract<RuleFormula, { is: 'one-of' | 'within' | 'chosen' }>

function fits(atom: Atom, choice: Choice): boolean {
  if (atom.is === 'chosen') return true
  if (atom.is === 'one-of') return (atom.values as readonly Choice[]).includes(choice)
  return typeof choice === 'number' && choice >= (atom.min ?? -Infinity) && choice <= (atom.max ?? Infinity)
}

const negated = (truth: Truth): Truth => (truth === null ? null : !truth)

const anyOf = (truths: readonly Truth[]): Truth => (truths.includes(true) ? true : truths.includes(null) ? null : false)

function allSame(truths: readonly Truth[]): Truth {
  if (truths.includes(true) && truths.includes(false)) return false
  return truths.length > 1 && truths.includes(null) ? null : true
}

function counted(truths: readonly Truth[], { min, max }: { min: number; max: number }): Truth {
  const sure = truths.filter((truth) => truth === true).length
  const atMost = sure + truths.filter((truth) => truth === null).length
  if (sure > max || atMost < min) return false
  return sure >= min && atMost <= max ? true : null
}
