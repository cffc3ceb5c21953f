import type { Result } from '@dangol/domain/result/result.ts'
import type { ShopRefusal } from '../shop-client.ts'

/** How a list stands. 'shop-away': the pages are there, and the retailer's own shop behind them does not answer. */
export type Load = 'loading' | 'ready' | 'offline' | 'shop-away'

export function loadOf(answer: Result<unknown, ShopRefusal>): Load {
  if (answer.ok) return 'ready'
  return answer.error.code === 'shop-unreachable' ? 'shop-away' : 'offline'
}
