import type { VisitId } from '@dangol/domain/ids/ids.ts'

/** Ended visits that are remembered, so that a late word of one never shows on the screen again. */
export const ENDED_VISITS_MAX = 64

/** Visits that are over here, whatever the store server has heard. Ids only: nothing of a person outlives the visit. */
export interface EndedVisits {
  isEnded(visitId: VisitId): boolean
  remember(visitId: VisitId): void
}

export function createEndedVisits(): EndedVisits {
  const ended = new Set<VisitId>()
  return {
    isEnded: (visitId) => ended.has(visitId),
    remember(visitId) {
      ended.add(visitId)
      const [oldest] = ended
      if (ended.size > ENDED_VISITS_MAX && oldest !== undefined) ended.delete(oldest)
    },
  }
}
