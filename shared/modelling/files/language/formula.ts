import type { RuleFormula } from '@dangol/domain/catalogue/model.ts'
import { LIMITS } from '../limits.ts'
import { characteristicOf } from './known.ts'
import type { Known } from './known.ts'
import { openSentence, takeName, takeNumber, takeValues } from './sentence.ts'
import type { Sentence } from './sentence.ts'
import { Misread } from './words.ts'

/**
 * A rule as text: `engine = v4 and not exhaust in [long, short] implies cooling = oil`, `sleeve within 50..70`,
 * `at most 2 of (a = x, b = y, c is chosen)`. Loosest first: implies, or, and, not. Throws Misread.
 */
export function parseFormula(known: Known, text: string): RuleFormula {
  const sentence = openSentence(known, text)
  const formula = implication(sentence, 0)
  const { kind, text: rest, at } = sentence.peek()
  if (kind === 'end') return formula
  throw new Misread(`"${rest}" has no place here; "and", "or" or "implies" joins two parts.`, at)
}

function implication(sentence: Sentence, depth: number): RuleFormula {
  if (depth > LIMITS.formulaDepthMax) throw new Misread('The parentheses are nested too deeply.', sentence.peek().at)
  const first = joined(sentence, depth, 'or')
  return sentence.skip('implies') ? { is: 'implies', if: first, then: implication(sentence, depth + 1) } : first
}

function joined(sentence: Sentence, depth: number, by: 'or' | 'and'): RuleFormula {
  const part = () => (by === 'or' ? joined(sentence, depth, 'and') : negation(sentence, depth))
  const parts = [part()]
  while (sentence.skip(by)) parts.push(part())
  const [only] = parts
  return parts.length === 1 && only ? only : { is: by === 'or' ? 'any' : 'all', of: parts }
}

function negation(sentence: Sentence, depth: number): RuleFormula {
  if (depth > LIMITS.formulaDepthMax) throw new Misread('Too many times "not".', sentence.peek().at)
  if (sentence.skip('not')) return { is: 'not', of: negation(sentence, depth + 1) }
  if (sentence.skip('(')) {
    const formula = implication(sentence, depth + 1)
    sentence.need(')', 'to close the parenthesis')
    return formula
  }
  return counted(sentence, depth) ?? comparison(sentence)
}

/** `at most 2 of (...)` and its kind; null when none comes next. */
function counted(sentence: Sentence, depth: number): RuleFormula | null {
  if (sentence.skip('all', 'or', 'none')) return { is: 'same', of: listed(sentence, depth) }
  if (sentence.skip('all')) return { is: 'all', of: listed(sentence, depth) }
  if (sentence.skip('any')) return { is: 'any', of: listed(sentence, depth) }
  if (sentence.skip('at', 'most')) return count(sentence, depth, 0, whole(sentence))
  if (sentence.skip('at', 'least')) return count(sentence, depth, whole(sentence), null)
  if (sentence.skip('exactly')) {
    const exactly = whole(sentence)
    return count(sentence, depth, exactly, exactly)
  }
  if (!sentence.skip('between')) return null
  const min = whole(sentence)
  if (!sentence.skip('and')) throw new Misread('Write it as "between 1 and 3 of (...)".', sentence.peek().at)
  return count(sentence, depth, min, whole(sentence))
}

function count(sentence: Sentence, depth: number, min: number, max: number | null): RuleFormula {
  const { at } = sentence.peek()
  const of = listed(sentence, depth)
  const most = max ?? of.length
  if (min <= most && min <= of.length) return { is: 'count', of, min, max: most }
  throw new Misread(`Of ${of.length} parts, ${min} to ${most} can never hold.`, at)
}

function whole(sentence: Sentence): number {
  const { at } = sentence.peek()
  const number = takeNumber(sentence)
  if (Number.isSafeInteger(number) && number >= 0) return number
  throw new Misread('A whole number from 0 on belongs here.', at)
}

function listed(sentence: Sentence, depth: number): RuleFormula[] {
  if (!sentence.skip('of')) throw new Misread('"of (...)" is missing here.', sentence.peek().at)
  sentence.need('(', 'behind "of"')
  const parts: RuleFormula[] = []
  if (sentence.skip(')')) return parts
  do parts.push(implication(sentence, depth + 1))
  while (sentence.skip(','))
  sentence.need(')', 'to close the list')
  return parts
}

function comparison(sentence: Sentence): RuleFormula {
  const word = takeName(sentence, 'A characteristic')
  const of = characteristicOf(sentence.known, word)
  const { id } = of
  if (sentence.skip('is')) {
    if (sentence.skip('chosen')) return { is: 'chosen', id }
    throw new Misread('"is" is followed by "chosen"; for a value write "=".', sentence.peek().at)
  }
  if (of.kind === 'choice') {
    const values = takeValues(sentence, of)
    if (values) return { is: 'one-of', id, values }
    throw new Misread(`"${id}" has values: "=", "!=", "in", "not in" or "is chosen" belongs here.`, sentence.peek().at)
  }
  if (of.kind === 'number') return bounds(sentence, id)
  throw new Misread(`Of the ${of.kind} "${id}" a rule can only say "is chosen".`, sentence.peek().at)
}

function bounds(sentence: Sentence, id: string): RuleFormula {
  const { at } = sentence.peek()
  if (sentence.skip('>=')) return { is: 'within', id, min: takeNumber(sentence) }
  if (sentence.skip('<=')) return { is: 'within', id, max: takeNumber(sentence) }
  if (sentence.skip('=')) {
    const exactly = takeNumber(sentence)
    return { is: 'within', id, min: exactly, max: exactly }
  }
  if (!sentence.skip('within')) throw new Misread(`"${id}" is a number: write "within 50..70", ">=", "<=" or "=".`, at)
  const min = sentence.skip('..') ? null : takeNumber(sentence)
  if (min !== null) sentence.need('..', 'between the bounds')
  const max = sentence.peek().kind === 'word' && !isJoint(sentence) ? takeNumber(sentence) : null
  if (min !== null && max !== null && min > max) throw new Misread(`Nothing lies within ${min}..${max}.`, at)
  return { is: 'within', id, ...(min !== null && { min }), ...(max !== null && { max }) }
}

const isJoint = (sentence: Sentence) => ['and', 'or', 'implies'].includes(sentence.peek().text)
