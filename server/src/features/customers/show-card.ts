import { maskName } from '@dangol/domain/customers/mask.ts'
import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import { shownOrder } from '@dangol/domain/orders/past-order.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import { mayLeave } from '@dangol/domain/trust/fields.ts'
import type { Circumstances } from '@dangol/domain/trust/fields.ts'
import type { CustomerCard } from '@dangol/protocol/customers.ts'
import type { Transact } from '../../db/transact.ts'
import type { KeptConfigurations } from '../../ports/configurations.ts'
import type { AccessLog, Identities } from '../../ports/people.ts'
import type { OpenVisit, VisitReceipts } from '../../ports/visits.ts'
import type { Caller, Handler } from '../../transport/handler.ts'
import type { ConsentLedger } from './consent-ledger.ts'
import type { Member, prepareCustomers } from './customers.sql.ts'
import type { preparePastOrders } from './past-orders.sql.ts'

/** As many as fit on a tablet held in one hand, and a year of most customers. */
const HISTORY_MAX = 20

export interface CardDeps {
  readonly clock: Clock
  readonly members: ReturnType<typeof prepareCustomers>
  readonly pastOrders: ReturnType<typeof preparePastOrders>
  readonly ledger: ConsentLedger
  readonly identities: Identities
  readonly access: AccessLog
  readonly transact: Transact
  readonly configurations: KeptConfigurations
  /** The member's open visit, whose own consents count as long as it lasts. */
  readonly visitOf: (customerId: CustomerId) => OpenVisit | null
  readonly receipts: Pick<VisitReceipts, 'used'>
  /** Calendar date of an instant in the store's zone. */
  readonly dateOf: (atMs: number) => string
}

/** The shopper's card, cut by device, level, consents and who serves them (`FIELDS`); every look is written down. Refuses: 'unknown-customer'. */
export function createShowCard(deps: CardDeps): Handler<'customers:card'> {
  const { members, access, transact } = deps
  return (caller, { customerId }) =>
    transact(() => {
      const member = members.find(customerId)
      const result = member === null ? 'unknown' : 'shown'
      access.record({ caller, what: 'customers.card', subject: customerId, result, purpose: 'card' })
      return member === null ? refuse('unknown-customer') : ok(cardOf(deps, caller, member))
    })
}

function cardOf(deps: CardDeps, caller: Caller, { id, name, lang, personas }: Member): CustomerCard {
  const visit = openVisitOf(deps, id)
  const now = circumstances(deps, caller, id)
  const profiles = deps.identities.profilesOf(id)
  const shown = CARD_FIELDS.filter((field) => mayLeave(field, now))
  const history = shown.includes('card.history') ? historyOf(deps, profiles, shown.includes('card.parcels')) : null
  if (visit !== null) {
    const used = shown.filter((field) => field !== 'card.parcels' || hasTracking(history))
    deps.receipts.used({ id: visit.id, customerId: id }, used)
  }
  return {
    customerId: id,
    maskedName: maskName(name),
    lang,
    consents: now.consents,
    personas: [...personas],
    configurations: shown.includes('card.configurations')
      ? profiles.flatMap((profile) => deps.configurations.keptOf(profile))
      : [],
    history,
  }
}

const CARD_FIELDS = ['card.name', 'card.configurations', 'card.history', 'card.parcels'] as const

/** The shopper reads afterwards what was seen: nobody saw a number that is not there. */
const hasTracking = (history: CustomerCard['history']): boolean =>
  history?.orders.some(({ parcels }) => parcels?.some(({ tracking }) => (tracking ?? null) !== null)) ?? false

/** What is so, where fields of a member are asked for. */
export function circumstances(
  deps: Pick<CardDeps, 'ledger' | 'clock' | 'identities' | 'visitOf'>,
  caller: Caller,
  customerId: CustomerId,
): Circumstances {
  const visit = openVisitOf(deps, customerId)
  return {
    device: caller.kind,
    level: visit?.level ?? null,
    consents: deps.ledger.inForce(customerId, visit?.id ?? null, deps.clock.nowMs()),
    serves: visit !== null && visit.servedBy !== null && visit.servedBy === caller.associate,
  }
}

/** A visit of any profile of the person. */
function openVisitOf(
  { identities, visitOf }: Pick<CardDeps, 'identities' | 'visitOf'>,
  customerId: CustomerId,
): OpenVisit | null {
  for (const profile of identities.profilesOf(customerId)) {
    const visit = visitOf(profile)
    if (visit !== null) return visit
  }
  return null
}

/** Of all profiles of the person, newest first; with carriers and tracking numbers only where these may be seen. */
function historyOf(
  { pastOrders, dateOf }: CardDeps,
  profiles: readonly CustomerId[],
  withTracking: boolean,
): CustomerCard['history'] {
  const spans = profiles.map((profile) => pastOrders.span(profile))
  const instants = spans.flatMap(({ firstAt, lastAt }) => [firstAt, lastAt].filter((at) => at !== null))
  const orders = profiles.flatMap((profile) => pastOrders.newest(profile, HISTORY_MAX))
  return {
    orders: orders
      .toSorted((a, b) => b.placedAt - a.placedAt)
      .slice(0, HISTORY_MAX)
      .map((order) => shownOrder(order, withTracking)),
    orderCount: spans.reduce((sum, { orderCount }) => sum + orderCount, 0),
    firstOrder: instants.length === 0 ? null : dateOf(Math.min(...instants)),
    lastOrder: instants.length === 0 ? null : dateOf(Math.max(...instants)),
  }
}
