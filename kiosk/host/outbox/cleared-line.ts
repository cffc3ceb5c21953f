import type { LinkStatus, StoreLink } from '@dangol/client/store-link.ts'
import type { CommandId, IdSource, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Timers } from '@dangol/domain/time/clock.ts'

/** Pause before the end of a visit that could not be told is told again. Milliseconds. */
const PAUSE_MS = 1_000

/**
 * The line as the outbox may use it: up once the kiosk knows which visit the store server has on it, and any that nobody
 * stands in any more is over there. A visit that began here meanwhile would be refused otherwise.
 */
export interface ClearedLine extends Pick<StoreLink, 'request' | 'status' | 'onStatus'> {
  /** A visit of the store server's that is none of this kiosk: from an earlier life, or opened by an answer that got lost. */
  endStranger(visitId: VisitId): void
}

interface ClearedLineDeps {
  readonly link: StoreLink
  readonly ids: IdSource
  readonly timers: Timers
  /** The copy of the kiosk's topic is the store server's present word. */
  readonly isCaughtUp: () => boolean
}

export function createClearedLine({ link, ids, timers, isCaughtUp }: ClearedLineDeps): ClearedLine {
  const strangers = new Set<VisitId>()
  const listeners = new Set<(status: LinkStatus) => void>()

  const status = (): LinkStatus => {
    const now = link.status()
    const isUnclear = now === 'catching-up' && !isCaughtUp()
    return isUnclear || strangers.size > 0 ? 'connecting' : now
  }
  const tell = (): void => [...listeners].forEach((listener) => listener(status()))
  const end = async (visitId: VisitId): Promise<void> => {
    const answer = await link.request('visits:end', { commandId: ids.next<CommandId>(), visitId, reason: 'timeout' })
    const isOver = answer.ok || answer.error.code === 'no-such-visit'
    if (!isOver) return void timers.after(PAUSE_MS, () => void end(visitId))
    strangers.delete(visitId)
    tell()
  }
  return {
    request: (name, input) => link.request(name, input),
    status,
    onStatus(listener) {
      const stop = link.onStatus(() => listener(status()))
      listeners.add(listener)
      return () => {
        stop()
        listeners.delete(listener)
      }
    },
    endStranger(visitId) {
      if (strangers.has(visitId)) return
      strangers.add(visitId)
      void end(visitId)
    },
  }
}
