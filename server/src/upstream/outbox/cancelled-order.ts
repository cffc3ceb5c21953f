import type { OrderId } from '@dangol/domain/ids/ids.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { DeliveredOrders } from '../../shop-port.ts'
import type { Settled } from './deliver.ts'
import type { LettersSql } from './letters.sql.ts'
import type { OutboxSql, Waiting } from './outbox.sql.ts'

export interface CancelledDeps {
  readonly sql: Pick<OutboxSql, 'waitingOrder' | 'remove' | 'letter'>
  readonly letters: Pick<LettersSql, 'find'>
  readonly orders: Pick<DeliveredOrders, 'delivered'>
  readonly clock: Clock
  readonly onWaitingChanged: () => void
}

/** Orders that staff cancel before the shop has confirmed them. */
export interface Cancelled {
  /** Inside the transaction that cancels it. */
  byStaff(orderId: OrderId): void
  /** Inside a transaction: the answer to a try that was under way meanwhile. False where it is not about such an order. */
  answered(row: Waiting, outcome: Settled): boolean
}

/**
 * What was never sent leaves the outbox. What was, the shop may have, and no shop lets the store cancel there: to send it again only to
 * find out would make it where it is not. So it stops being sent, and a manager is told to look. A try that was under way still brings
 * its answer: the number that it has at the shop, or a no, after which nothing is left to look for.
 */
export function createCancelled({ sql, letters, orders, clock, onWaitingChanged }: CancelledDeps): Cancelled {
  const tell = (position: number, why: string): void =>
    sql.letter(position, clock.nowMs(), { reason: 'cancelled-here', why })
  return {
    byStaff(orderId) {
      const row = sql.waitingOrder(orderId)
      if (row === null) return
      if (row.attempts === 0) sql.remove(row.position)
      else tell(row.position, '')
      onWaitingChanged()
    },
    answered({ position, message }, outcome) {
      if (letters.find(position)?.reason !== 'cancelled-here') return false
      // Whatever stands there under our key, a manager has to see.
      if (outcome.kind === 'conflict' && outcome.reason === 'other-content') return false
      if (outcome.kind !== 'done') sql.remove(position)
      else if (message.kind === 'order' && outcome.value !== null) {
        orders.delivered(message.key, outcome.value)
        tell(position, outcome.value)
      }
      return true
    },
  }
}
