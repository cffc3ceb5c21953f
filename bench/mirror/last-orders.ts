import { Random } from '@dangol/domain/chance/random.ts'
import { preparePastOrders } from '@dangol/server/src/features/customers/past-orders.sql.ts'
import type { WiredStore } from '@dangol/server/src/testing/wired-store.ts'
import { quantiles } from '../report.ts'
import { prepareOwners } from './owners.sql.ts'

const LAST = 20

/**
 * Asks the store's own database for the newest 20 orders of so many customers, with their lines and how many there are: what
 * `customers:card` reads, by the feature's own statements. Milliseconds.
 */
export function lastOrders({ db }: WiredStore, o: { rounds: number; seed: number }): ReturnType<typeof quantiles> {
  const random = new Random(o.seed)
  const owners = prepareOwners(db).withAtLeast(LAST)
  const pastOrders = preparePastOrders(db)
  const sample = Array.from({ length: o.rounds }, () => {
    const customerId = random.pick(owners)
    const beganAt = performance.now()
    pastOrders.span(customerId)
    const orders = pastOrders.newest(customerId, LAST)
    const tookMs = performance.now() - beganAt
    if (orders.length < LAST) throw new Error('a customer has fewer orders than they should')
    return tookMs
  })
  return quantiles(sample)
}
