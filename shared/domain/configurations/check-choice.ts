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
import { numberAt, stepOf } from './steps.ts'

/** Why a choice does not fit its characteristic. */
export interface ChoiceRefusal {
  code: 'wrong-kind' | 'unknown-value' | 'empty' | 'too-long' | 'not-in-pattern' | 'out-of-range' | 'off-step'
}

/**
 * The choice in its one spelling (text in NFC, numbers in the decimals of their steps) when it fits the characteristic by itself: a known value, a
 * text of the pattern and of at most `lengthMax` letters, a number within bounds and on a step from `min`, the name of a picture.
 */
export function checkChoice(characteristic: Characteristic, choice: Choice): Result<Choice, ChoiceRefusal> {
  switch (characteristic.kind) {
    case 'choice':
      return checkValue(characteristic, choice)
    case 'text':
      return checkText(characteristic, choice)
    case 'number':
      return checkNumber(characteristic, choice)
    case 'picture':
      return checkPicture(choice)
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
  if (!(choice >= characteristic.min && choice <= characteristic.max)) return refuse('out-of-range')
  const step = stepOf(characteristic, choice)
  if (step === null) return refuse('off-step')
  const spelled = characteristic.step > 0 ? numberAt(characteristic, step) : choice
  return ok(spelled === 0 ? 0 : spelled)
}

/** Whether there is such a picture, and what is in it, only its keeper knows; here it is a name. */
function checkPicture(choice: Choice): Result<Choice, ChoiceRefusal> {
  if (typeof choice !== 'string') return refuse('wrong-kind')
  return PICTURE_NAME.test(choice) ? ok(choice) : refuse('not-in-pattern')
}

const PICTURE_NAME = /^picture:[0-9a-f]{64}$/

const patterns = new Map<string, RegExp>()

function patternOf(source: string): RegExp {
  const known = patterns.get(source)
  if (known !== undefined) return known
  const pattern = new RegExp(`^(?:${source})$`, 'u')
  patterns.set(source, pattern)
  return pattern
}
