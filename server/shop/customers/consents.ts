import type { Consents, ConsentState, Purpose } from '@dangol/domain/customers/consent.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Db } from '../../src/db/open.ts'
import type { ShopChanges } from '../changes/changes.ts'
import { prepareCustomers } from './customers.sql.ts'
import type { ConsentChannel, MemberId } from './customers.sql.ts'

export type ConsentBook = ReturnType<typeof createConsents>

/** What members agreed to: an append-only list of events, and the state in force. `onSet` hears whose changed, in that
 * transaction. Writes belong into a transaction of the caller. */
export function createConsents(
  db: Db,
  clock: Clock,
  changes: ShopChanges,
  onSet: (id: MemberId) => void = () => undefined,
) {
  const sql = prepareCustomers(db)

  function record(id: MemberId, purpose: Purpose, state: ConsentState, channel: ConsentChannel): void {
    sql.putConsent.run(id, purpose, state)
    sql.addConsentEvent.run(id, purpose, state, channel, clock.nowMs())
  }

  /** Writes a consent, and brings the store what it now may see or takes away what it no longer may. */
  function set(id: MemberId, purpose: Purpose, state: ConsentState, channel: ConsentChannel): void {
    const before = sql.consents(id)[purpose]
    if (before === state) return
    record(id, purpose, state, channel)
    onSet(id)
    changes.append('customer', id)
    if ((before === 'granted') === (state === 'granted')) return
    if (purpose === 'config.sync.store') {
      changes.allConfigurations(id, state === 'granted' ? 'configuration' : 'configuration-gone')
    }
    if (purpose === 'history.view') {
      if (state === 'granted') changes.allOrders(id)
      else changes.append('history-gone', id)
    }
  }

  return {
    set,
    /** The first consents of a new account. */
    begin(id: MemberId, consents: Consents, channel: ConsentChannel): void {
      for (const [purpose, state] of entries(consents)) record(id, purpose, state, channel)
    },
    /** Applies consents given in the store, once; what the shopper said later than the command was made stands. */
    takeFromStore(commandId: string, id: MemberId, consents: Consents): void {
      if (!sql.firstTime(commandId, clock.nowMs())) return
      for (const [purpose, state] of entries(consents)) {
        if (sql.lastConsentAt(id, purpose) <= madeAtMs(commandId)) set(id, purpose, state, 'store')
      }
    },
  }
}

/** A UUIDv7 begins with its Unix milliseconds, 48 bits. */
const madeAtMs = (uuid7: string): number => Number.parseInt(uuid7.replaceAll('-', '').slice(0, 12), 16)

/** Object.entries forgets that the keys are purposes. */
const entries = (consents: Consents): [Purpose, ConsentState][] => Object.entries(consents) as [Purpose, ConsentState][]
