import { maskName } from '@dangol/domain/customers/mask.ts'
import { mayUse } from '@dangol/domain/customers/may-use.ts'
import type { CustomerId, VisitId } from '@dangol/domain/ids/ids.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { CustomerCard } from '@dangol/protocol/customers.ts'
import type { Transact } from '../../db/transact.ts'
import type { AccessLog, KeptConfigurations } from '../../ports.ts'
import type { Handler } from '../../transport/handler.ts'
import type { ConsentLedger } from './consent-ledger.ts'
import type { prepareCustomers } from './customers.sql.ts'
import type { preparePastOrders } from './past-orders.sql.ts'

/** As many as fit on a tablet held in one hand, and a year of most customers. */
const HISTORY_MAX = 20

export interface CardDeps {
  readonly members: ReturnType<typeof prepareCustomers>
  readonly pastOrders: ReturnType<typeof preparePastOrders>
  readonly ledger: ConsentLedger
  readonly access: AccessLog
  readonly transact: Transact
  readonly configurations: KeptConfigurations
  /** The member's open visit, whose own consents count as long as it lasts. */
  readonly visitOf: (customerId: CustomerId) => VisitId | null
  /** Calendar date of an instant in the store's zone. */
  readonly dateOf: (atMs: number) => string
}

/** The shopper's card, cut by the consents in force; every look is written down. Refuses: 'unknown-customer'. */
export function createShowCard(deps: CardDeps): Handler<'customers:card'> {
  const { members, ledger, access, transact, configurations, visitOf } = deps
  return (caller, { customerId }) =>
    transact(() => {
      const member = members.find(customerId)
      const result = member === null ? 'unknown' : 'shown'
      access.record({ caller, what: 'customers.card', subject: customerId, result })
      if (member === null) return refuse('unknown-customer')
      const consents = ledger.inForce(customerId, visitOf(customerId))
      return ok({
        customerId,
        maskedName: maskName(member.name),
        lang: member.lang,
        consents,
        personas: [...member.personas],
        configurations: mayUse(consents, 'config.sync.store') ? configurations.keptOf(customerId) : [],
        history: mayUse(consents, 'history.view') ? historyOf(deps, customerId) : null,
      })
    })
}

function historyOf({ pastOrders, dateOf }: CardDeps, customerId: CustomerId): CustomerCard['history'] {
  const { orderCount, firstAt, lastAt } = pastOrders.span(customerId)
  return {
    orders: pastOrders.newest(customerId, HISTORY_MAX),
    orderCount,
    firstOrder: firstAt === null ? null : dateOf(firstAt),
    lastOrder: lastAt === null ? null : dateOf(lastAt),
  }
}
