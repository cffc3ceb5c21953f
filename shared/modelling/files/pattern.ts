import { LIMITS } from './limits.ts'

/**
 * What is wrong with the pattern of a text, as a sentence; null when nothing is. It has to be a regular expression that a kiosk
 * can try at every key: no look-around or back references, and no repetition without end within another.
 */
export function checkPattern(pattern: string): string | null {
  if (pattern === '') return 'A pattern says what may be typed, such as [A-Z]{1,12}.'
  if (pattern.length > LIMITS.patternLengthMax) return `A pattern has at most ${LIMITS.patternLengthMax} characters.`
  try {
    new RegExp(`^(?:${pattern})$`, 'u')
  } catch {
    return `${pattern} is no regular expression.`
  }
  if (/\(\?(?:[=!]|<[=!])/.test(pattern)) return 'A pattern does not look ahead or behind.'
  if (/\\[1-9]|\\k</.test(pattern)) return 'A pattern does not refer back to its groups.'
  return repeatsRepetition(pattern)
    ? 'A repetition without end stands within another; a hostile text would keep it busy for ever.'
    : null
}

const ENDLESS = /^(?:[*+]|\{\d*,\})/

/** Whether a group that holds an endless repetition is itself repeated without end. */
function repeatsRepetition(pattern: string): boolean {
  const open: boolean[] = [false]
  let inClass = false
  for (let at = 0; at < pattern.length; at++) {
    const sign = pattern[at]
    if (sign === '\\') at++
    else if (inClass) inClass = sign !== ']'
    else if (sign === '[') inClass = true
    else if (sign === '(') open.push(false)
    else if (sign === ')') {
      const held = open.pop() ?? false
      if (held && ENDLESS.test(pattern.slice(at + 1))) return true
      if (held) open[open.length - 1] = true
    } else if (ENDLESS.test(pattern.slice(at))) open[open.length - 1] = true
  }
  return false
}
