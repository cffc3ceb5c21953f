import type { CommandId } from '@dangol/domain/ids/ids.ts'
import type { CancelTimer, Clock, Timers } from '@dangol/domain/time/clock.ts'
import type { Handover } from '@dangol/protocol/handovers.ts'
import type { Topic } from '@dangol/protocol/sync.ts'
import type { Transact } from '../../db/transact.ts'
import type { ChangeLog } from '../../ports/sync.ts'
import { shownOf } from './handovers.sql.ts'
import type { HandoversSql, SentThing, StoredHandover } from './handovers.sql.ts'

/** How long the tablet that sent may still see what became of it. Milliseconds. */
export const OUTCOME_LASTS_MS = 60_000

interface OfferDeps {
  readonly sql: HandoversSql
  readonly clock: Clock
  readonly timers: Timers
  readonly transact: Transact
  readonly whenItCan: (run: () => void) => void
  readonly log: ChangeLog
}

/** The life of an offer, told to the kiosk and to the tablet. All but the last three belong into the transaction of a command. */
export interface Offers {
  open(handover: StoredHandover, sent: readonly SentThing[], commandId: CommandId): void
  over(handover: StoredHandover, state: 'taken' | 'declined' | 'expired', commandId: CommandId | null): void
  /** Not even the tablet sees it any more. */
  forget(handover: StoredHandover, commandId: CommandId | null): void
  resume(): void
  tidy(): void
  stop(): void
}

export function createOffers({ sql, clock, timers, transact, whenItCan, log }: OfferDeps): Offers {
  const turns = createTurns(timers, (id) => whenItCan(() => transact(() => turn(id))))
  const turn = (id: string): void => {
    turns.cancel(id)
    const handover = sql.find(id)
    if (handover === null) return
    if (handover.state === 'offered') over(handover, 'expired', null)
    else forget(handover, null)
  }
  const dels = ({ id }: StoredHandover) => [{ kind: 'handover', id }]
  const put = (handover: Handover) => ({ kind: 'handover' as const, id: handover.id, value: handover })

  const over: Offers['over'] = (handover, state, commandId) => {
    const type = `handover.${state}`
    sql.over(handover.id, state, clock.nowMs() + OUTCOME_LASTS_MS)
    turns.after(handover.id, OUTCOME_LASTS_MS)
    log.append({ type, commandId, topic: topicOfKiosk(handover), puts: [], dels: dels(handover) })
    log.append({ type, commandId, topic: topicOfTablet(handover), puts: [put({ ...shownOf(handover), state })] })
  }
  const forget: Offers['forget'] = (handover, commandId) => {
    turns.cancel(handover.id)
    sql.drop(handover.id)
    const topics = new Set([topicOfTablet(handover), ...(handover.state === 'offered' ? [topicOfKiosk(handover)] : [])])
    for (const topic of topics) {
      log.append({ type: 'handover.forgotten', commandId, topic, puts: [], dels: dels(handover) })
    }
  }
  return {
    open(handover, sent, commandId) {
      sql.insert(handover, sent)
      turns.after(handover.id, handover.forgetAt - clock.nowMs())
      const puts = [put(shownOf(handover))]
      for (const topic of [topicOfKiosk(handover), topicOfTablet(handover)]) {
        log.append({ type: 'handover.offered', commandId, topic, puts })
      }
    },
    over,
    forget,
    resume() {
      for (const { id, forgetAt } of sql.all()) turns.after(id, Math.min(forgetAt - clock.nowMs(), OUTCOME_LASTS_MS))
    },
    tidy() {
      const nowMs = clock.nowMs()
      const due = sql.all().filter(({ forgetAt }) => forgetAt <= nowMs)
      if (due.length > 0) transact(() => due.forEach(({ id }) => turn(id)))
    },
    stop: () => turns.stop(),
  }
}

/** When each offer takes its next turn. A timer and not the clock says so: whoever sets the clock back gives nobody more time. */
function createTurns(timers: Timers, turn: (id: string) => void) {
  const turns = new Map<string, CancelTimer>()
  const cancel = (id: string): void => {
    turns.get(id)?.()
    turns.delete(id)
  }
  return {
    cancel,
    after(id: string, ms: number): void {
      cancel(id)
      turns.set(
        id,
        timers.after(Math.max(0, ms), () => turn(id)),
      )
    },
    stop: (): void => turns.forEach((_, id) => cancel(id)),
  }
}

const topicOfKiosk = ({ kioskId }: StoredHandover): Topic => `kiosk:${kioskId}`
const topicOfTablet = ({ from }: StoredHandover): Topic => `kiosk:${from.deviceId}`
