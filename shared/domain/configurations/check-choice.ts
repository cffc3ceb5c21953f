import type {
  Characteristic,
  Choice,
  ChoiceCharacteristic,
  NumberCharacteristic,
  TextCharacteristic,
} from '../catalogue/model.ts'
import { ok, refuse } from '../result/result.ts'
import type { Result } from '../result/result.ts'
import { letters } from '../text/letters.ts'

/** Why a choice does not fit its characteristic. */
export interface ChoiceRefusal {
  code: 'wrong-kind' | 'unknown-value' | 'empty' | 'too-long' | 'not-in-pattern' | 'out-of-range' | 'off-step'
}

/**
 * The choice in its one spelling (text in NFC, no negative zero) when it fits the characteristic by itself: a known value, a
 * text of the pattern and of at most `lengthMax` letters, a number within bounds and on a step from `min`.
 */
export function checkChoice(characteristic: Characteristic, choice: Choice): Result<Choice, ChoiceRefusal> {
  switch (characteristic.kind) {
    case 'choice':
      return checkValue(characteristic, choice)
    case 'text':
      return checkText(characteristic, choice)
    case 'number':
      return checkNumber(characteristic, choice)
  }
}

function checkValue(characteristic: ChoiceCharacteristic, choice: Choice): Result<Choice, ChoiceRefusal> {
  return characteristic.values.some((value) => value.id === choice) ? ok(choice) : refuse('unknown-value')
}

function checkText(characteristic: TextCharacteristic, choice: Choice): Result<Choice, ChoiceRefusal> {
  if (typeof choice !== 'string') return refuse('wrong-kind')
  const text = choice.normalize('NFC')
  if (text === '') return refuse('empty')
  // Length first: a pattern never runs over a long text.
  if (letters(text).length > characteristic.lengthMax) return refuse('too-long')
  return patternOf(characteristic.pattern).test(text) ? ok(text) : refuse('not-in-pattern')
}

function checkNumber(characteristic: NumberCharacteristic, choice: Choice): Result<Choice, ChoiceRefusal> {
  if (typeof choice !== 'number') return refuse('wrong-kind')
  const { min, max, step } = characteristic
  if (!(choice >= min && choice <= max)) return refuse('out-of-range')
  if (step > 0) {
    const steps = (choice - min) / step
    // Steps such as 0.1 have no exact binary form; a millionth of a step is not a choice anybody makes.
    if (Math.abs(steps - Math.round(steps)) > 1e-6) return refuse('off-step')
  }
  return ok(choice === 0 ? 0 : choice)
}

const patterns = new Map<string, RegExp>()

function patternOf(source: string): RegExp {
  const known = patterns.get(source)
  if (known !== undefined) return known
  const pattern = new RegExp(`^(?:${source})$`, 'u')
  patterns.set(source, pattern)
  return pattern
}
