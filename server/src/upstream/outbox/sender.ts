import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Logger } from '../../platform/log.ts'
import type { Pause } from '../link/ports.ts'
import { backOffMs } from './back-off.ts'
import type { Chance } from './back-off.ts'
import { createBreaker } from './breaker.ts'
import type { Breaker } from './breaker.ts'
import { createDeliver } from './deliver.ts'
import type { DeliverDeps, Unheard } from './deliver.ts'
import type { OutboxSql, Waiting } from './outbox.sql.ts'
import { createTurns } from './turns.ts'
import type { Target } from './upstream.ts'

/** Lines under way at once: a platform takes some ten calls for an order, and floors of other stores ask it too. */
export const LINES_AT_ONCE = 4
const AT_ONCE = { closed: LINES_AT_ONCE, 'half-open': 1, open: 0 } as const
/** After what should never happen, such as a disk that takes no more. */
const BROKEN_HOLD_MS = 30_000

export interface SenderDeps extends DeliverDeps {
  readonly sql: Pick<OutboxSql, 'ready' | 'trying' | 'isWaiting'>
  readonly pause: Pause
  readonly steady: Clock
  readonly chance: Chance
  readonly log: Logger
}

/** Sends to one place what waits for it. */
export interface Sender {
  readonly breaker: Breaker
  /** Sends what may be sent, and while the link is held nothing; resolves when nothing is under way any more. */
  pump(): Promise<void>
  /** The line is back, or the link is released: nothing waits for its next try, but what the shop itself asked to come later. */
  retryNow(): void
  /** Positions under way. */
  sending(): readonly number[]
  stop(): Promise<void>
}

/** The head of each line, some lines at once; a line that fails waits for its own next try and holds up no other (U2). */
export function createSender(target: Target, deps: SenderDeps): Sender {
  const { sql, timers, log } = deps
  const sending = new Map<string, { readonly position: number; readonly ended: Promise<undefined> }>()
  const stopping = new AbortController()
  const wake = (afterMs: number) => void timers.after(afterMs, () => goOn())
  const turns = createTurns(deps.steady, wake)
  const breaker = createBreaker({ ...deps, onChange: tellOf(log, target, wake) })
  const deliver = createDeliver(target, deps, stopping.signal)

  const fill = (): void => {
    const free = AT_ONCE[breaker.state()] - sending.size
    if (stopping.signal.aborted || free <= 0 || deps.pause.isPaused()) return
    const notNow = [...sending.keys(), ...turns.held()]
    const isTrial = breaker.state() === 'half-open'
    for (const row of sql.ready(target, notNow, { max: free, isTrial })) begin(row)
  }
  const goOn = (): void => {
    try {
      fill()
    } catch (error) {
      // A database that cannot be read now is read with the next message, or when the line is back.
      log.error({ event: 'outbox.failed', target, err: error })
    }
  }
  const begin = (row: Waiting): void => {
    // Known as under way before the first of it runs.
    const { promise, resolve } = Promise.withResolvers<undefined>()
    sending.set(row.about, { position: row.position, ended: promise })
    void deliver(row)
      .then((outcome) => {
        if (outcome.kind === 'retry') unheard(row, outcome)
        else if (outcome.kind !== 'gone') breaker.heard()
      })
      .catch((error: unknown) => {
        log.error({ event: 'outbox.failed', kind: row.message.kind, id: row.message.key, err: error })
        turns.hold(row.about, BROKEN_HOLD_MS, false)
      })
      .finally(() => {
        sending.delete(row.about)
        goOn()
        resolve(undefined)
      })
  }
  const unheard = ({ about, attempts }: Waiting, { afterMs }: Unheard): void => {
    turns.hold(about, backOffMs(attempts + 1, deps.chance, afterMs), afterMs !== undefined)
    breaker.failed(about, afterMs)
  }
  const idle = async (): Promise<void> => {
    while (sending.size > 0) await Promise.all([...sending.values()].map(({ ended }) => ended))
  }

  return {
    breaker,
    sending: () => [...sending.values()].map(({ position }) => position),
    pump() {
      goOn()
      return idle()
    },
    retryNow() {
      turns.release()
      breaker.close()
      goOn()
    },
    stop() {
      stopping.abort()
      return idle()
    },
  }
}

/** Says when the shop is left alone, and looks again when that is over. */
const tellOf =
  (log: Logger, target: Target, wake: (afterMs: number) => void) =>
  (openMs: number | null): void => {
    if (openMs === null) return log.info({ event: 'outbox.breaker-closed', target })
    log.warn({ event: 'outbox.breaker-open', target, openMs })
    wake(openMs)
  }
