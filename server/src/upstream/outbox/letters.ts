import type { OrderId } from '@dangol/domain/ids/ids.ts'
import type { Letter, LetterAction, LetterReason } from '@dangol/protocol/link.ts'
import type { DeliveredOrders } from '../../shop-port.ts'
import type { OutboxDesk } from '../link/ports.ts'
import type { LetterRow, LettersSql } from './letters.sql.ts'

const DETAIL_LENGTH_MAX = 200
/** The shop has the thing, and something stands against it as the store took it: our price, our stock, an order of nobody. */
const TAKEN_OVER: readonly (LetterReason | null)[] = ['price-changed', 'stock-gone', 'customer-gone']

export interface LettersDeps {
  readonly sql: LettersSql
  readonly orders: Pick<DeliveredOrders, 'numberOf' | 'isCancelled' | 'mayCancel' | 'waitsAgain' | 'cancel'>
  /** Whether the shop can have such an order as the store took it. */
  readonly mayTakeOver: (reason: LetterReason | null) => boolean
  /** Inside the transaction that changed what waits. */
  readonly onChanged: () => void
}

/**
 * What the shop did not take, until a manager has dealt with it. A letter has stepped out of its line: what came after it goes on, for
 * other orders of the same customer have nothing to do with it. Sent once more it has its old place, ahead of what still waits.
 *
 * 'retry' is for whatever may have been mended at the shop. 'take-over' is for an order whose price, stock or customer stands against
 * it; a product that is gone there, a price of ours where the shop has no place for one, or another order under our key, no decision of
 * ours mends. 'cancel' ends it here: an order is cancelled while its state allows, anything else is only not sent. An erasure that is not
 * sent stays in force in this store. An order that is cancelled here is not sent any more: its letter is only put away.
 */
export function createLetters(deps: LettersDeps): Pick<OutboxDesk, 'letters' | 'resolve'> {
  const { sql, orders } = deps
  const actionsOf = ({ kind, key, reason }: LetterRow): LetterAction[] => {
    if (kind !== 'order') return ['retry', 'cancel']
    if (orders.isCancelled(key as OrderId)) return ['cancel']
    return [
      'retry',
      ...(TAKEN_OVER.includes(reason) && deps.mayTakeOver(reason) ? (['take-over'] as const) : []),
      ...(orders.mayCancel(key as OrderId) ? (['cancel'] as const) : []),
    ]
  }
  const letterOf = (row: LetterRow): Letter => ({
    position: row.position,
    kind: row.kind,
    order: row.kind === 'order' ? orderOf(row.key as OrderId) : null,
    reason: row.reason,
    detail: row.why.slice(0, DETAIL_LENGTH_MAX),
    at: row.at,
    attempts: row.attempts,
    actions: actionsOf(row),
  })
  const orderOf = (id: OrderId): Letter['order'] => {
    const number = orders.numberOf(id)
    return number === null ? null : { id, number }
  }
  const cancel = ({ position, kind, key }: LetterRow, by: string): void => {
    sql.remove(position)
    if (kind === 'order') orders.cancel(key as OrderId, by)
  }
  const sendAgain = ({ position, kind, key }: LetterRow, takeOver: boolean): void => {
    sql.waitAgain(position, takeOver)
    if (kind === 'order') orders.waitsAgain(key as OrderId)
  }
  return {
    letters: (max) => sql.all(max).map(letterOf),
    resolve(position, action, by) {
      const row = sql.find(position)
      if (row === null) return 'gone'
      if (!actionsOf(row).includes(action)) return 'impossible'
      if (action === 'cancel') cancel(row, by)
      else sendAgain(row, action === 'take-over')
      deps.onChanged()
      return 'done'
    },
  }
}
