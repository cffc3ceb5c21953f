import type { ShopAnswer } from '../shop-port.ts'
import type { Outcome } from './connector.ts'

/** How a write ended, from what our own shop said: what may change by itself is tried again. */
export function outcomeOf<T>(answer: ShopAnswer<T>): Outcome<T> {
  if (answer.kind === 'answered') return { kind: 'done', value: answer.value }
  return answer.kind === 'unreachable' ? { kind: 'retry', why: answer.why } : { kind: 'rejected', why: answer.why }
}
