import type { CommandId, IdSource, VisitId } from '@dangol/domain/ids/ids.ts'
import type { EndReason } from '@dangol/domain/visits/level.ts'
import type { StoreLink } from '@dangol/client/store-link.ts'
import type { VisitEnd } from '@dangol/protocol/visits.ts'

/** Ended visits that are remembered, so that a late word of one never shows on the screen again. */
export const ENDED_VISITS_MAX = 64

/** Visits that are over here. The shopper never waits for the store server to agree. */
export interface PendingEnds {
  isEnded(visitId: VisitId): boolean
  /** Tells the server, now or when it is back; answers what waits behind a code, or null when that is not known yet. */
  end(visitId: VisitId, reason: EndReason): Promise<VisitEnd | null>
  /** The visit ended elsewhere; there is nothing to tell. */
  remember(visitId: VisitId): void
  /** Tells what could not be told. True when nothing is left to tell. */
  flush(): Promise<boolean>
  count(): number
}

interface Untold {
  readonly commandId: CommandId
  readonly reason: EndReason
  /** Under way now; telling twice at once would only be noise. */
  telling: Promise<VisitEnd | null> | null
}

/** Keeps ids only: nothing of a person outlives the visit in here. */
export function createPendingEnds(link: Pick<StoreLink, 'request'>, ids: IdSource): PendingEnds {
  const ended = new Set<VisitId>()
  const untold = new Map<VisitId, Untold>()

  const remember = (visitId: VisitId): void => {
    ended.add(visitId)
    const [oldest] = ended
    if (ended.size > ENDED_VISITS_MAX && oldest !== undefined) ended.delete(oldest)
  }
  const ask = async (visitId: VisitId, { commandId, reason }: Untold): Promise<VisitEnd | null> => {
    const answer = await link.request('visits:end', { commandId, visitId, reason })
    if (answer.ok || answer.error.code !== 'unavailable') untold.delete(visitId)
    return answer.ok ? answer.value : null
  }
  const tell = (visitId: VisitId, end: Untold): Promise<VisitEnd | null> => {
    end.telling ??= ask(visitId, end).finally(() => (end.telling = null))
    return end.telling
  }
  return {
    isEnded: (visitId) => ended.has(visitId),
    end(visitId, reason) {
      remember(visitId)
      const untoldEnd = untold.get(visitId) ?? { commandId: ids.next<CommandId>(), reason, telling: null }
      untold.set(visitId, untoldEnd)
      return tell(visitId, untoldEnd)
    },
    remember,
    async flush() {
      await Promise.all([...untold].map(([visitId, end]) => tell(visitId, end)))
      return untold.size === 0
    },
    count: () => untold.size,
  }
}
