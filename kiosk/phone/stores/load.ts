import type { Result } from '@dangol/domain/result/result.ts'
import type { ShopRefusal } from '../shop-client.ts'

/** How a list stands. 'shop-away': the pages are there, and the retailer's own shop behind them does not answer. */
export type Load = 'loading' | 'ready' | 'offline' | 'shop-away'

export function loadOf(answer: Result<unknown, ShopRefusal>): Load {
  if (answer.ok) return 'ready'
  return answer.error.code === 'shop-unreachable' ? 'shop-away' : 'offline'
}

/**
 * Questions that are asked again and again. Call it with each, and the result with its answer: false for an answer that a later
 * question's has overtaken on the way, which would put the page back to how things were.
 */
export function answersInOrder(): () => () => boolean {
  let asked = 0
  let taken = 0
  return () => {
    const mine = ++asked
    return () => {
      if (mine < taken) return false
      taken = mine
      return true
    }
  }
}
