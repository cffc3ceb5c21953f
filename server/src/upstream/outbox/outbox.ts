import type { Clock, Timers } from '@dangol/domain/time/clock.ts'
import type { Db } from '../../db/open.ts'
import type { Commits } from '../../db/transact.ts'
import type { Logger } from '../../platform/log.ts'
import type { RandomBytes } from '../../platform/system-ids.ts'
import type { CustomerMemory } from '../../ports/people.ts'
import type { DeliveredOrders, Outbox, OutboxMessage } from '../../shop-port.ts'
import type { OutboxDesk, Pause } from '../link/ports.ts'
import { chanceOf } from './back-off.ts'
import type { Settled } from './deliver.ts'
import { createCancelled } from './cancelled-order.ts'
import type { Cancelled } from './cancelled-order.ts'
import { createLetters } from './letters.ts'
import { prepareLetters } from './letters.sql.ts'
import { createOtherShop } from './other-shop.ts'
import { prepareOtherShop } from './other-shop.sql.ts'
import { prepareOutbox } from './outbox.sql.ts'
import type { OutboxSql, Waiting } from './outbox.sql.ts'
import { createRoom, OUTBOX_OTHERS_MAX } from './room.ts'
import { prepareRoom } from './room.sql.ts'
import { createSenders } from './senders.ts'
import type { Upstream } from './upstream.ts'

export interface OutboxDeps {
  readonly db: Db
  readonly clock: Clock
  /** Runs whatever happens to `clock`; all waiting is measured by it. */
  readonly steady: Clock
  readonly timers: Timers
  readonly random: RandomBytes
  readonly commits: Pick<Commits, 'transact' | 'shared'>
  readonly upstream: Upstream
  /** Of the link to the retailer's shop. */
  readonly pause: Pause
  readonly orders: DeliveredOrders
  readonly log: Logger
  /** Inside the transaction that changed how many wait. */
  readonly onWaitingChanged: () => void
  /** Messages besides orders; `OUTBOX_OTHERS_MAX` by default. */
  readonly othersMax?: number
}

export interface StoreOutbox extends Outbox, CustomerMemory, OutboxDesk {
  /** Sends what waits, each line in its order; a line whose turn to retry has not come is left alone. */
  pump(): Promise<void>
  /** The line is back, or the link is released: nothing waits for its next try. */
  retryNow(): void
  /** Ends the tries to come and waits for those under way. */
  stop(): Promise<void>
}

/** Delivers to the online shop what happened in the store: in order, exactly once in effect, however long it takes. */
export function createOutbox(deps: OutboxDeps): StoreOutbox {
  const { db, clock, upstream, othersMax = OUTBOX_OTHERS_MAX } = deps
  const sql = prepareOutbox(db)
  const lettersSql = prepareLetters(db)
  const room = createRoom({ ...deps, sql: prepareRoom(db), max: othersMax })
  const sent = { count: 0, at: null as number | null }
  const cancelled = createCancelled({ ...deps, sql, letters: lettersSql })
  const settle = createSettle(deps, { sql, cancelled }, () => {
    sent.count += 1
    sent.at = clock.nowMs()
  })
  const write = (run: () => void): Promise<void> => deps.commits.shared(() => deps.commits.transact(run))
  const chance = chanceOf(deps.random)
  const otherShop = createOtherShop({ ...deps, sql: prepareOtherShop(db), letter: sql.letter })
  const senders = createSenders({ ...deps, sql, write, settle, chance, otherShop })

  return {
    enqueue(message) {
      // Before the first message that is meant for the shop of now.
      otherShop()
      const { kind, key, body } = message
      const sending = senders.sending()
      for (const target of upstream.targetsOf(message)) {
        const enqueuedAt = room.make(message, target, sending)
        sql.insert({ kind, key, target, about: aboutOf(message), body: JSON.stringify(body), enqueuedAt })
      }
      deps.onWaitingChanged()
      senders.pumpSoon()
    },
    waiting: sql.waiting,
    orderCancelled: (orderId) => cancelled.byStaff(orderId),
    // An order has to be made whoever placed it; an erasure is the very word that they are gone.
    forgetCustomer(customerId) {
      sql.dropOf(customerId)
      deps.onWaitingChanged()
    },
    state: () => ({
      waiting: sql.waiting(),
      oldestAt: sql.oldestAt(),
      letters: lettersSql.count(),
      max: othersMax,
      ...senders.breaker(),
      ...{ sent: sent.count, sentAt: sent.at },
    }),
    ...createLetters({
      ...deps,
      sql: lettersSql,
      mayTakeOver: (reason) => reason !== 'price-changed' || upstream.ownPrices,
      onChanged() {
        deps.onWaitingChanged()
        senders.pumpSoon()
      },
    }),
    pump: () => senders.pump(),
    retryNow: () => senders.retryNow(),
    stop: () => senders.stop(),
  }
}

/** Whose line a message stands in: the person it is about, or the thing where it is nobody's. */
function aboutOf({ kind, key, body }: OutboxMessage): string {
  return kind === 'order' || kind === 'configuration' ? (body.customerId ?? key) : body.customerId
}

/** Writes down how sending ended, inside the transaction. */
function createSettle(
  { clock, orders, onWaitingChanged, log }: OutboxDeps,
  { sql, cancelled }: { readonly sql: OutboxSql; readonly cancelled: Cancelled },
  onSent: () => void,
): (row: Waiting, outcome: Settled) => void {
  const done = ({ position, message }: Waiting, number: string | null): void => {
    sql.remove(position)
    if (message.kind === 'order' && number !== null) orders.delivered(message.key, number)
    onSent()
  }
  const refused = ({ position, message }: Waiting, outcome: Exclude<Settled, { kind: 'done' }>): void => {
    const reason = outcome.kind === 'conflict' ? outcome.reason : null
    const said = outcome.kind === 'conflict' ? outcome.detail : outcome.why
    const why = said === '' ? (reason ?? 'refused') : said
    sql.letter(position, clock.nowMs(), { reason, why })
    if (message.kind === 'order') orders.rejected(message.key, why)
  }
  return (row, outcome) => {
    if (cancelled.answered(row, outcome)) onSent()
    else if (outcome.kind === 'done') done(row, outcome.value)
    else refused(row, outcome)
    onWaitingChanged()
    log.info({ event: `outbox.${outcome.kind}`, kind: row.message.kind, id: row.message.key })
  }
}
