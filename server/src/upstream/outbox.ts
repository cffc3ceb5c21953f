import type { Clock, Timers } from '@dangol/domain/time/clock.ts'
import type { Db } from '../db/open.ts'
import type { Transact } from '../db/transact.ts'
import type { Logger } from '../platform/log.ts'
import type { CustomerMemory } from '../ports.ts'
import type { DeliveredOrders, Outbox, OutboxMessage } from '../shop-port.ts'
import type { ShopAnswer } from '../shop-port.ts'
import type { OnlineShop } from './online-shop.ts'
import { prepareOutbox } from './upstream.sql.ts'
import type { Waiting } from './upstream.sql.ts'

const SEND_DEADLINE_MS = 10_000
const RETRY_FIRST_MS = 1_000
/** A line that is back is noticed by the mirror within a second; this only bounds the tries against a shop that is ill. */
const RETRY_MAX_MS = 30_000
const KINDS = ['order', 'configuration', 'consent', 'visit', 'erasure'] as const

export interface OutboxDeps {
  readonly db: Db
  readonly clock: Clock
  readonly timers: Timers
  readonly transact: Transact
  /** Resolves when nothing that was written is still uncommitted. */
  readonly durable: () => Promise<void>
  readonly shop: OnlineShop
  readonly orders: DeliveredOrders
  readonly log: Logger
  /** Inside the transaction that changed how many wait. */
  readonly onWaitingChanged: () => void
}

export interface StoreOutbox extends Outbox, CustomerMemory {
  /** Sends what waits, oldest first within each kind; a kind whose turn to retry has not come is left alone. */
  pump(): Promise<void>
  /** The line is back: nothing waits for its next try. */
  retryNow(): void
  /** Ends the tries to come and waits for the one under way. */
  stop(): Promise<void>
}

/** Delivers to the online shop what happened in the store: in order, exactly once in effect, however long it takes. */
export function createOutbox(deps: OutboxDeps): StoreOutbox {
  const { clock, timers } = deps
  const sql = prepareOutbox(deps.db)
  const retryAtMs = new Map<OutboxMessage['kind'], number>()
  const sending = new Map<OutboxMessage['kind'], Promise<void>>()
  const stopping = new AbortController()
  const { signal: stopped } = stopping

  const sendAll = async (kind: OutboxMessage['kind']): Promise<void> => {
    for (;;) {
      // The shop must not have what the store could still lose.
      await deps.durable()
      const next = sql.first(kind)
      if (next === null || stopped.aborted) return
      const answer = await send(deps.shop, next.message, stopped)
      if (answer.kind === 'unreachable') {
        sql.failed.run(next.position)
        const pauseMs = Math.min(RETRY_MAX_MS, RETRY_FIRST_MS * 2 ** Math.min(next.attempts, 10))
        retryAtMs.set(kind, clock.nowMs() + pauseMs)
        timers.after(pauseMs, () => void retry(kind))
        return
      }
      settle(deps, sql, next, answer)
    }
  }
  const pump = async (): Promise<void> => {
    if (stopped.aborted) return
    const nowMs = clock.nowMs()
    for (const kind of KINDS) {
      if (sending.has(kind) || nowMs < (retryAtMs.get(kind) ?? 0)) continue
      const sent = sendAll(kind)
        .catch((error: unknown) => deps.log.error({ event: 'outbox.failed', kind, err: error }))
        .finally(() => sending.delete(kind))
      sending.set(kind, sent)
    }
    await Promise.all(sending.values())
  }

  const retry = (kind: OutboxMessage['kind']): Promise<void> => {
    retryAtMs.delete(kind)
    return pump()
  }

  return {
    enqueue({ kind, key, body }) {
      sql.insert.run(kind, key, JSON.stringify(body), clock.nowMs())
      deps.onWaitingChanged()
      // After the commit; a rolled back message is then simply not found.
      timers.after(0, () => void pump())
    },
    waiting: sql.waiting,
    // An order has to be made whoever placed it; an erasure is the very word that they are gone.
    forgetCustomer(customerId) {
      sql.dropOf.run(customerId)
      deps.onWaitingChanged()
    },
    pump,
    retryNow() {
      retryAtMs.clear()
      void pump()
    },
    async stop() {
      stopping.abort()
      await Promise.all(sending.values())
    },
  }
}

function send(shop: OnlineShop, message: OutboxMessage, stopped: AbortSignal): Promise<ShopAnswer<unknown>> {
  const signal = AbortSignal.any([stopped, AbortSignal.timeout(SEND_DEADLINE_MS)])
  switch (message.kind) {
    case 'order':
      return shop.placeOrder(message.body, signal)
    case 'configuration':
      return shop.saveConfiguration(message.body, signal)
    case 'consent':
      return shop.putConsents(message.body, signal)
    case 'visit':
      return shop.putVisit(message.body, signal)
    case 'erasure':
      return shop.putErasure(message.body, signal)
  }
}

type Settled = Exclude<ShopAnswer<unknown>, { kind: 'unreachable' }>

function settle(
  { transact, orders, onWaitingChanged, log }: OutboxDeps,
  sql: ReturnType<typeof prepareOutbox>,
  { position, message }: Waiting,
  answer: Settled,
): void {
  transact(() => {
    if (answer.kind === 'rejected') {
      sql.reject.run(answer.why, position)
      if (message.kind === 'order') orders.rejected(message.key, answer.why)
    } else {
      sql.remove.run(position)
      // `send` returned the answer of this very kind.
      if (message.kind === 'order') orders.delivered(message.key, (answer.value as { number: string }).number)
    }
    onWaitingChanged()
  })
  log.info({ event: `outbox.${answer.kind}`, kind: message.kind, id: message.key })
}
