import type {
  Characteristic,
  ChoiceCharacteristic,
  Condition,
  RuleFormula,
  ValueId,
} from '@dangol/domain/catalogue/model.ts'
import { allBut } from '../language/known.ts'
import { writtenId } from '../language/words.ts'

type Characteristics = ReadonlyMap<string, Characteristic>

/** A condition as the text that reads back as it. */
export function conditionText(condition: Condition, of: Characteristics): string {
  const parts = Object.entries(condition).map(([id, values]) => comparisonText(id, values, of))
  return parts.length === 0 ? 'always' : parts.join(' and ')
}

function comparisonText(id: string, values: readonly ValueId[], of: Characteristics): string {
  const name = writtenId(id)
  const characteristic = of.get(id)
  if (values.length === 1) return `${name} = ${valuesText(values)}`
  if (characteristic?.kind !== 'choice') return `${name} in [${valuesText(values)}]`
  const others = characteristic.values.map((value) => value.id).filter((value) => !values.includes(value))
  const [other] = others
  if (others.length === 1 && other !== undefined && same(allBut(characteristic, others), values))
    return `${name} != ${writtenId(other)}`
  const pattern = patternOf(characteristic, values)
  return pattern === null ? `${name} in [${valuesText(values)}]` : `${name} in ${pattern}`
}

/** `candy-*` where exactly these values start alike and no others do; null otherwise. */
export function patternOf({ values: all }: ChoiceCharacteristic, values: readonly ValueId[]): string | null {
  const start = /^[\p{L}\p{N}_]+(?:-[\p{L}\p{N}_]+)*?-/u.exec(values[0] ?? '')?.[0]
  if (start === undefined || values.length < 3) return null
  const alike = all.flatMap(({ id }) => (id.startsWith(start) ? [id] : []))
  return same(alike, values) ? `${start}*` : null
}

export const valuesText = (values: readonly ValueId[]): string => values.map(writtenId).join(', ')

export const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((each, at) => each === b[at])

/** A formula as the text that reads back as it. */
export function formulaText(formula: RuleFormula, of: Characteristics): string {
  return write(formula, of, 0)
}

/** How tightly each form binds; what binds looser than its place asks for stands in parentheses. */
const BINDS = { implies: 0, any: 1, all: 2, not: 3, other: 4 } as const

function write(formula: RuleFormula, of: Characteristics, place: number): string {
  const part = (each: RuleFormula, at: number) => write(each, of, at)
  const listed = (parts: readonly RuleFormula[]) => `of (${parts.map((each) => part(each, BINDS.implies)).join(', ')})`
  const bound = (binds: number, text: string) => (binds < place ? `(${text})` : text)
  switch (formula.is) {
    case 'implies':
      return bound(BINDS.implies, `${part(formula.if, BINDS.any)} implies ${part(formula.then, BINDS.implies)}`)
    case 'any':
    case 'all': {
      const [binds, word] = formula.is === 'any' ? [BINDS.any, ' or '] : [BINDS.all, ' and ']
      // A chain of one is no chain, and parts of the same kind would run into it.
      if (formula.of.length < 2) return `${formula.is} ${listed(formula.of)}`
      return bound(binds, formula.of.map((each) => part(each, binds + 1)).join(word))
    }
    case 'same':
      return `all or none ${listed(formula.of)}`
    case 'not':
      return bound(BINDS.not, `not ${part(formula.of, BINDS.not)}`)
    case 'count':
      return `${countText(formula)} ${listed(formula.of)}`
    case 'chosen':
      return `${writtenId(formula.id)} is chosen`
    case 'one-of':
      return comparisonText(formula.id, formula.values, of)
    case 'within':
      return `${writtenId(formula.id)} ${boundsText(formula)}`
  }
}

function countText({ min, max, of }: RuleFormula & { is: 'count' }): string {
  if (min === max) return `exactly ${min}`
  if (min === 0) return `at most ${max}`
  return max === of.length ? `at least ${min}` : `between ${min} and ${max}`
}

function boundsText({ min, max }: RuleFormula & { is: 'within' }): string {
  if (min !== undefined && min === max) return `= ${min}`
  if (min !== undefined && max === undefined) return `>= ${min}`
  if (min === undefined && max !== undefined) return `<= ${max}`
  return `within ${min ?? ''}..${max ?? ''}`
}
