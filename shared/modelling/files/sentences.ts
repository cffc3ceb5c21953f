import type { Condition } from '@dangol/domain/catalogue/model.ts'
import type { Node } from 'yaml'
import { textIn } from './entries.ts'
import { parseCondition } from './language/condition.ts'
import type { Known } from './language/known.ts'
import { Misread } from './language/words.ts'
import type { Reading } from './reading.ts'

/** Reads the text at a node with a parser of the language; what it cannot read becomes an error at its character. */
export function readSentence<T>(reading: Reading, node: Node, name: string, parse: (text: string) => T): T | null {
  const text = textIn(reading, node, name)
  try {
    return parse(text)
  } catch (error) {
    if (!(error instanceof Misread)) throw error
    reading.refuse(node, name, error.message, error.at)
    return null
  }
}

/** A condition; one that cannot be read is an error and stands for always. */
export function readCondition(reading: Reading, node: Node | undefined, name: string, known: Known): Condition {
  return (node && readSentence(reading, node, name, (text) => parseCondition(known, text))) ?? {}
}
