import type { Condition, ValueId } from '@dangol/domain/catalogue/model.ts'
import { choiceOf } from './known.ts'
import type { Known } from './known.ts'
import { openSentence, takeName, takeValues } from './sentence.ts'
import type { Sentence } from './sentence.ts'
import { Misread } from './words.ts'

/**
 * A condition as text: `clear = deep and scheme != single and bags in [hard, classic]`. Each characteristic stands once; `!=` and
 * `not in` mean any other of its values, `always` is the condition without parts. Throws Misread.
 */
export function parseCondition(known: Known, text: string): Condition {
  const sentence = openSentence(known, text)
  const condition: Record<string, readonly ValueId[]> = {}
  if (sentence.skip('always')) return ended(sentence, condition)
  do {
    const word = takeName(sentence, 'A characteristic')
    const of = choiceOf(known, word)
    if (Object.hasOwn(condition, of.id))
      throw new Misread(`"${of.id}" stands twice in one condition; list its values once, with "in [...]".`, word.at)
    const values = takeValues(sentence, of)
    if (values === null) throw new Misread('"=", "!=", "in" or "not in" is missing here.', sentence.peek().at)
    condition[of.id] = values
  } while (sentence.skip('and'))
  return ended(sentence, condition)
}

function ended(sentence: Sentence, condition: Condition): Condition {
  const { kind, text, at } = sentence.peek()
  if (kind === 'end') return condition
  throw new Misread(`A condition joins its parts by "and"; "${text}" has no place in it.`, at)
}
