import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { ShopChange } from '@dangol/protocol/shop.ts'
import type { Db } from '../../db/open.ts'
import type { Tombstones } from '../../shop-port.ts'
import type { ShopSink } from '../../shop-port.ts'
import { prepareTombstones } from './tombstones.sql.ts'

type Personal = 'customer' | 'profile' | 'credential' | 'history' | 'configuration' | 'cart'

export interface TombstoneBook extends Tombstones {
  /** They were erased, and the member service has not told of them anew: the retailer's shop may still tell of them as if nothing were. */
  readonly isErased: (customerId: CustomerId) => boolean
  /** The customer was erased here; the shop has yet to hear of it. */
  erasedHere(customerId: CustomerId): void
  /** A sink that hears nothing of those who were erased here while the shop does not know it yet. */
  guard<F extends Personal>(sink: ShopSink<F>): ShopSink<F>
  /** The shop tells that a member is gone: of an account, or as its word that it heard of ours. */
  readonly deleted: ShopSink<'deleted'>
}

/**
 * Keeps an old copy from bringing back whom the store erased. The shop's feed has an order: until it says itself that the member is
 * gone, whatever it tells of them is older than the erasure and is refused; what comes after that is a new beginning, which only
 * the member can have made. A store restored from a backup hears the same word and erases again.
 */
export function createTombstones({ db, clock }: { db: Db; clock: Clock }): TombstoneBook {
  const sql = prepareTombstones(db)
  const refuses = (customerId: CustomerId): boolean => sql.find.get(customerId)?.confirmed === 0
  return {
    refuses,
    isErased: (customerId) => sql.find.get(customerId) !== undefined,
    erasedHere: (customerId) => void sql.renew.run(customerId, clock.nowMs()),
    guard<F extends Personal>(sink: ShopSink<F>): ShopSink<F> {
      return (change) => {
        // The compiler cannot follow the feed of a change that is still open.
        const told: Extract<ShopChange, { feed: Personal }> = change
        const customerId = told.feed === 'customer' || told.feed === 'profile' ? told.value.id : told.value.customerId
        if (customerId !== null && refuses(customerId)) return
        if (told.feed === 'customer') sql.lift.run(told.value.id)
        sink(change)
      }
    },
    deleted({ value: { feed, id } }) {
      // The alias comes as plain text; a stone for nobody does no harm.
      if (feed === 'customer') sql.put.run(id as CustomerId, clock.nowMs(), 1)
    },
  }
}
