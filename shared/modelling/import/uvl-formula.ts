import { ImportFault } from './imported.ts'
import { and, constant, iff, implies, not, or } from './sentence.ts'
import type { Sentence } from './sentence.ts'
import type { Token } from './uvl-lines.ts'

interface Operator {
  readonly rank: number
  readonly apply: (a: Sentence, b: Sentence) => Sentence
}

/** Tighter operators have higher ranks; those of one rank group from the left, as in UVL's grammar. */
const OPERATORS: Readonly<Record<string, Operator>> = {
  '<=>': { rank: 1, apply: iff },
  '=>': { rank: 2, apply: implies },
  '|': { rank: 3, apply: or },
  '&': { rank: 4, apply: and },
}
const NOT = { rank: 5 }
const BRACKET = { rank: 0 }
const ARITHMETIC = new Set(['==', '!=', '<', '>', '<=', '>=', '+', '*', '/', '=', ','])

type Waiting = Operator | typeof NOT | typeof BRACKET

/**
 * Reads one constraint over features, with a stack of its own instead of recursion. `feature` answers undefined for a name that
 * is none. Refuses: arithmetic, unknown features, operators without operands.
 */
export function uvlFormula(tokens: readonly Token[], feature: (name: string) => Sentence | undefined): Sentence {
  const foreign = tokens.find(({ kind, text }) => kind === 'symbol' && ARITHMETIC.has(text))
  if (foreign !== undefined) throw arithmetic(foreign)
  const reader = new FormulaReader(feature)
  for (const token of tokens) reader.take(token)
  return reader.close(tokens.at(-1)?.line ?? null)
}

class FormulaReader {
  readonly #feature: (name: string) => Sentence | undefined
  readonly #done: Sentence[] = []
  readonly #waiting: Waiting[] = []
  #wantsOperand = true

  constructor(feature: (name: string) => Sentence | undefined) {
    this.#feature = feature
  }

  take(token: Token): void {
    const symbol = token.kind === 'symbol' ? token.text : ''
    const operator = OPERATORS[symbol]
    if (this.#wantsOperand !== (operator === undefined && symbol !== ')')) {
      throw new ImportFault('malformed', token.line, `'${token.text}' is not expected here`)
    }
    if (symbol === '!' || symbol === '(') this.#waiting.push(symbol === '!' ? NOT : BRACKET)
    else if (operator !== undefined) {
      this.#reduce(operator.rank)
      this.#waiting.push(operator)
      this.#wantsOperand = true
    } else {
      if (symbol === ')') this.#closeBracket(token)
      else this.#done.push(operand(token, this.#feature))
      this.#wantsOperand = false
    }
  }

  close(line: number | null): Sentence {
    if (this.#wantsOperand) throw new ImportFault('malformed', line, 'the constraint ends too early')
    this.#reduce(BRACKET.rank + 1)
    const [sentence] = this.#done
    if (sentence === undefined || this.#waiting.length > 0)
      throw new ImportFault('malformed', line, "'(' is never closed")
    return sentence
  }

  #closeBracket({ line }: Token): void {
    this.#reduce(BRACKET.rank + 1)
    if (this.#waiting.pop() !== BRACKET) throw new ImportFault('malformed', line, "')' closes nothing")
  }

  /** Applies the operators that wait and bind at least as tightly. */
  #reduce(rank: number): void {
    for (let top = this.#waiting.at(-1); top !== undefined && top.rank >= rank; top = this.#waiting.at(-1)) {
      this.#waiting.pop()
      const right = this.#done.pop() ?? constant(true)
      if (!('apply' in top)) this.#done.push(not(right))
      else this.#done.push(top.apply(this.#done.pop() ?? constant(true), right))
    }
  }
}

function operand(token: Token, feature: (name: string) => Sentence | undefined): Sentence {
  const found = feature(token.text)
  if (found !== undefined) return found
  if (token.kind === 'word' && (token.text === 'true' || token.text === 'false')) return constant(token.text === 'true')
  // 'bike.price' is an attribute, as `imports` are refused before.
  if (token.kind === 'text' || /^[-\d.]+$|\./.test(token.text)) throw arithmetic(token)
  throw new ImportFault('malformed', token.line, `the constraint speaks of '${token.text}', which is no feature`)
}

const arithmetic = (token: Token) =>
  new ImportFault('unsupported', token.line, `'${token.text}': constraints over numbers and texts are not read`)
