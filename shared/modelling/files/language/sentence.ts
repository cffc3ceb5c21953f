import type { ValueId, ChoiceCharacteristic } from '@dangol/domain/catalogue/model.ts'
import { NUMBER } from '../plain.ts'
import { allBut, valuesNamed, valuesOfList } from './known.ts'
import type { Known } from './known.ts'
import { Misread, RESERVED, wordsOf } from './words.ts'
import type { Word } from './words.ts'

/** The words of one sentence, taken one after the other. Everything throws Misread on words that do not belong. */
export interface Sentence {
  readonly known: Known
  peek(ahead?: number): Word
  take(): Word
  /** Whether these words come next, bare; takes them if so. */
  skip(...words: string[]): boolean
  need(sign: string, where: string): void
}

export function openSentence(known: Known, text: string): Sentence {
  const words = wordsOf(text)
  const end = words.at(-1) ?? { kind: 'end', text: '', at: 0 }
  let at = 0
  const peek = (ahead = 0) => words[at + ahead] ?? end
  return {
    known,
    peek,
    take: () => words[at++] ?? end,
    skip: (...wanted) => {
      const there = wanted.every((word, ahead) => peek(ahead).kind !== 'quoted' && peek(ahead).text === word)
      if (there) at += wanted.length
      return there
    },
    need(sign, where) {
      const word = peek()
      if (word.kind !== 'sign' || word.text !== sign) throw new Misread(`"${sign}" is missing ${where}.`, word.at)
      at++
    },
  }
}

/** A name: a quoted one, or a bare word that means nothing else. */
export function takeName(sentence: Sentence, what: string): Word {
  const word = sentence.take()
  if (word.kind === 'quoted') return word
  if (word.kind === 'word' && !RESERVED.has(word.text)) return word
  const found = word.kind === 'end' ? 'the text ends' : `"${word.text}" stands`
  throw new Misread(`${what} is missing here: ${found}.`, word.at)
}

export function takeNumber(sentence: Sentence): number {
  const word = sentence.take()
  if (word.kind === 'word' && NUMBER.test(word.text)) return Number(word.text) === 0 ? 0 : Number(word.text)
  throw new Misread(`A number is missing here${word.text ? `, not "${word.text}"` : ''}.`, word.at)
}

/** `= blue`, `!= blue`, `in [blue, red]`, `not in list greens`: the values meant, or null when something else comes next. */
export function takeValues(sentence: Sentence, of: ChoiceCharacteristic): ValueId[] | null {
  if (sentence.skip('=')) return valuesNamed(of, takeName(sentence, 'A value'))
  if (sentence.skip('!=')) return others(of, valuesNamed(of, takeName(sentence, 'A value')), sentence)
  if (sentence.skip('in')) return takeSet(sentence, of)
  if (sentence.skip('not', 'in')) return others(of, takeSet(sentence, of), sentence)
  return null
}

function others(of: ChoiceCharacteristic, without: readonly ValueId[], sentence: Sentence): ValueId[] {
  const rest = allBut(of, without)
  if (rest.length === 0) throw new Misread(`No other value of "${of.id}" is left.`, sentence.peek().at)
  return rest
}

function takeSet(sentence: Sentence, of: ChoiceCharacteristic): ValueId[] {
  if (!sentence.skip('[')) return takeMember(sentence, of)
  const values = takeMembers(sentence, of)
  sentence.need(']', 'behind the values')
  return values
}

/** `blue, candy-*, list greens`: the values meant, each once. */
export function takeMembers(sentence: Sentence, of: ChoiceCharacteristic): ValueId[] {
  const values = new Set<ValueId>()
  do for (const value of takeMember(sentence, of)) values.add(value)
  while (sentence.skip(','))
  return [...values]
}

function takeMember(sentence: Sentence, of: ChoiceCharacteristic): ValueId[] {
  if (sentence.skip('list')) return valuesOfList(sentence.known, of, takeName(sentence, 'The name of a list'))
  return valuesNamed(of, takeName(sentence, 'A value'))
}
