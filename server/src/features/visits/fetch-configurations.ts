import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import type { ShopConfiguration } from '@dangol/protocol/shop.ts'
import type { Transact } from '../../db/transact.ts'
import type { OpenVisit } from '../../ports/visits.ts'
import type { VisitCopies } from '../../shop-port.ts'
import type { VisitPublisher } from './visit-publisher.ts'
import type { VisitsSql } from './visits.sql.ts'

/** A shopper waits this long for saved configurations before the kiosk says that they cannot be reached. */
const FETCH_DEADLINE_MS = 1_500

/** Asks the online shop for the configurations of a member who does not let the store keep them; null when out of reach. */
export type LiveConfigurations = (customerId: CustomerId, deadlineMs: number) => Promise<ShopConfiguration[] | null>

export interface FetchDeps {
  readonly sql: VisitsSql
  readonly transact: Transact
  readonly publisher: VisitPublisher
  readonly copies: VisitCopies
  readonly ask: LiveConfigurations
}

/** Fetches for one visit and publishes what came, or that nothing came. An answer after the visit's end is dropped. */
export function createFetch({ sql, transact, publisher, copies, ask }: FetchDeps) {
  return async (visit: OpenVisit): Promise<void> => {
    const { customerId } = visit
    if (customerId === null) return
    const configurations = await ask(customerId, FETCH_DEADLINE_MS)
    transact(() => {
      const now = sql.find(visit.id)
      if (now?.configurationsState !== 'fetching' || now.customerId !== customerId) return
      if (configurations !== null) copies.adoptForVisit(visit.id, configurations)
      const state = configurations === null ? 'unavailable' : 'ready'
      sql.setConfigurationsState.run(state, visit.id)
      publisher.changed({ ...now, configurationsState: state }, 'visit.configurations-fetched', null)
    })
  }
}
