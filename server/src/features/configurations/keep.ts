import type { Members } from '../../ports/people.ts'
import type { OpenVisit } from '../../ports/visits.ts'
import type { Outbox } from '../../shop-port.ts'
import type { ConfigurationsSql, StoredConfiguration } from './configurations.sql.ts'
import type { Touches } from './touches.sql.ts'

/** Writes a configuration where it belongs, inside the current transaction. */
export interface Keep {
  /** An edit made in a visit. */
  saved(configuration: StoredConfiguration, visit: OpenVisit): void
  /** A change that is no edit of its content: discarded, or given a code. */
  changed(configuration: StoredConfiguration, visit: OpenVisit): void
}

/**
 * A member's configuration goes to the online shop, and stays here only with the consent 'config.sync.store'; without it,
 * and for whoever is not recognised, it belongs to the visit and goes with it.
 */
export function createKeep(deps: { sql: ConfigurationsSql; touches: Touches; members: Members; outbox: Outbox }): Keep {
  const { sql, touches, members, outbox } = deps
  const write = (configuration: StoredConfiguration, visit: OpenVisit) => {
    const { customerId } = configuration
    const stays = customerId !== null && members.mayKeepConfigurations(customerId)
    sql.put({ ...configuration, visitId: stays ? null : visit.id })
    const { visitId: _ofTheStoreOnly, ...body } = configuration
    if (customerId !== null || configuration.code !== null)
      outbox.enqueue({ kind: 'configuration', key: body.id, body })
  }
  return {
    saved(configuration, visit) {
      write(configuration, visit)
      touches.touch(visit.id, configuration.id, 'edited')
      // Ordered before and changed since: it is unfinished again.
      touches.untouch(visit.id, configuration.id, 'ordered')
    },
    changed: write,
  }
}
