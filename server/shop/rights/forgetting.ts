import type { Purpose } from '@dangol/domain/customers/consent.ts'
import type { ShopChanges } from '../changes/changes.ts'
import type { ConsentBook } from '../customers/consents.ts'
import type { Credentials } from '../customers/credentials.ts'
import type { Customers } from '../customers/customers.ts'
import type { MemberId } from '../customers/customers.sql.ts'

/** What a store does with a person; letters have nothing to do with the store. */
const IN_THE_STORE = ['recog.kiosk', 'assist.notify', 'config.sync.store', 'history.view'] as const satisfies Purpose[]

export interface ForgettingDeps {
  readonly changes: ShopChanges
  readonly consents: ConsentBook
  readonly credentials: Pick<Credentials, 'revokeAll' | 'tellAgain'>
  readonly customers: Customers
}

/** Stores forget a member, and know them again. Every write belongs into a transaction of the caller. */
export function createForgetting({ changes, consents, credentials, customers }: ForgettingDeps) {
  /** What was agreed to in the store goes, the keys go, and every store erases the member. Account and orders stay. */
  function forgetMe(memberId: MemberId): void {
    credentials.revokeAll(memberId)
    for (const purpose of IN_THE_STORE) consents.set(memberId, purpose, 'withdrawn', 'web')
    customers.forget(memberId, 'member')
    changes.append('customer', memberId)
  }

  /** The store has erased the member: it is told nothing more, whatever else is agreed to. Consents and keys stay the member's. */
  function forgottenByStore(memberId: MemberId): void {
    if (customers.forget(memberId, 'store')) changes.append('customer', memberId)
  }

  /** The member wants to be known again: the store hears everything that it may. False when it knew the member all along. */
  function rememberMe(memberId: MemberId): boolean {
    if (!customers.remember(memberId)) return false
    consents.set(memberId, 'recog.kiosk', 'granted', 'web')
    changes.append('customer', memberId)
    credentials.tellAgain(memberId)
    if (customers.granted(memberId, 'config.sync.store')) changes.allConfigurations(memberId, 'configuration')
    if (customers.granted(memberId, 'history.view')) changes.allOrders(memberId)
    return true
  }

  return { forgetMe, forgottenByStore, rememberMe }
}
