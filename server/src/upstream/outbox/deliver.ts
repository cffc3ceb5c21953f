import type { Timers } from '@dangol/domain/time/clock.ts'
import type { Outcome } from '../connector.ts'
import type { OutboxSql, Waiting } from './outbox.sql.ts'
import type { Target, Upstream } from './upstream.ts'

export const SEND_DEADLINE_MS = 10_000

/** The shop has it, or a person has to decide. */
export type Settled = Exclude<Outcome<string | null>, { kind: 'retry' }>
/** Nothing usable was heard; how long the shop asked to be left alone, in milliseconds. */
export type Unheard = Extract<Outcome<string | null>, { kind: 'retry' }>

export interface DeliverDeps {
  readonly sql: Pick<OutboxSql, 'trying' | 'isWaiting'>
  readonly upstream: Upstream
  readonly timers: Timers
  /** Resolves when what was written in it, and all before it, is durable. */
  readonly write: (run: () => void) => Promise<void>
  /** Inside a transaction: the shop has spoken. */
  readonly settle: (row: Waiting, outcome: Settled) => void
}

/** Makes one try for one message and writes down how it ended; 'gone' for a message that was taken back meanwhile. */
export type Deliver = (row: Waiting) => Promise<Settled | Unheard | { readonly kind: 'gone' }>

/** @param stopped ends the try under way: what it did is not known then. */
export function createDeliver(target: Target, deps: DeliverDeps, stopped: AbortSignal): Deliver {
  const { sql, timers, write } = deps
  const send = async ({ message, attempts, takeOver }: Waiting): Promise<Outcome<string | null>> => {
    const deadline = new AbortController()
    const cancel = timers.after(SEND_DEADLINE_MS, () => deadline.abort())
    const signal = AbortSignal.any([stopped, deadline.signal])
    try {
      return await deps.upstream.send(target, message, { again: attempts > 0, takeOver }, signal)
    } finally {
      cancel()
    }
  }
  return async (row) => {
    // A crash from here on counts as a try: the shop may have it (U3). And it must not have what the store could still lose.
    await write(() => sql.trying(row.position))
    if (stopped.aborted || !sql.isWaiting(row.position)) return { kind: 'gone' }
    const outcome = await send(row)
    if (outcome.kind !== 'retry') await write(() => deps.settle(row, outcome))
    return outcome
  }
}
