import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Logger } from '../../platform/log.ts'
import type { OutboxMessage } from '../../shop-port.ts'
import type { RoomSql } from './room.sql.ts'
import type { Target } from './upstream.ts'

/**
 * Messages besides orders, letters among them: what a flagship store makes in a week without its shop (a visit a minute, day and
 * night, is 10,000, with two saved things each 30,000), and well below 100 MB.
 */
export const OUTBOX_OTHERS_MAX = 50_000
/** Finding what is missed least reads the whole outbox: in a full one not with every message. */
const DROPPED_AT_ONCE_SHARE = 100

export interface Room {
  /**
   * Makes room for a message inside its transaction: what it takes the place of goes, and of a full outbox what is missed least.
   * Returns since when the thing waits, Unix milliseconds.
   */
  make(message: OutboxMessage, target: Target, sending: readonly number[]): number
}

/**
 * Keeps the outbox as large as what it is about, and not as what happened. The newest word on a saved thing or a visit stands for
 * those before it, a consent for older ones that it answers anew. An order is never refused, replaced or dropped; a consent and an
 * erasure are never dropped either: they are few, and somebody's right. When the rest is full, codes that have expired go first, then
 * the oldest receipts of visits, which only inform, then the oldest saved things: members' own remain in the store.
 */
export function createRoom(deps: { sql: RoomSql; clock: Clock; log: Logger; max?: number }): Room {
  const { sql, clock, log, max = OUTBOX_OTHERS_MAX } = deps
  return {
    make(message, target, sendingNow) {
      const nowMs = clock.nowMs()
      const sending = JSON.stringify(sendingNow)
      if (message.kind === 'order') return nowMs
      let since: number | null = null
      if (message.kind === 'configuration' || message.kind === 'visit') {
        since = sql.superseded({ kind: message.kind, key: message.key, target, sending })
      }
      if (message.kind === 'consent') {
        const { customerId, consents } = message.body
        sql.overruled(customerId, target, { consents: JSON.stringify(consents), sending })
      }
      if (sql.others() >= max) {
        const gone = sql.dropLeast({ nowMs, sending, max: Math.ceil(max / DROPPED_AT_ONCE_SHARE) })
        for (const { kind, key } of gone) log.error({ event: 'outbox.dropped', kind, id: key })
      }
      return since ?? nowMs
    },
  }
}
