import type { Replica } from '@dangol/client/replica.ts'
import type { VisitId } from '@dangol/domain/ids/ids.ts'
import type { EndReason } from '@dangol/domain/visits/level.ts'
import type { KioskVisit } from '@dangol/protocol/bridge.ts'
import type { EndedVisits } from './ended-visits.ts'
import type { Goodbye } from './goodbye.ts'
import type { ShownVisit } from './shown-visit.ts'

export interface LeavingOptions {
  readonly replica: Replica
  readonly ended: EndedVisits
  readonly goodbye: Goodbye
  readonly shown: Pick<ShownVisit, 'visit' | 'leave'>
  /** This kiosk ends its visit: the store server has yet to hear of it. */
  readonly onEnd: (visitId: VisitId, reason: EndReason) => void
  /** A visit is over: forget what belongs to it. */
  readonly onLeft: () => void
}

/** How the present visit leaves the kiosk, and takes every trace with it (architecture 4). */
export interface Leaving {
  readonly end: (reason: EndReason) => void
  /** The store server ended it, by an associate or, `taken`, because somebody else stands here. */
  readonly endedElsewhere: (visit: KioskVisit, taken: boolean) => void
}

export function createLeaving({ replica, ended, goodbye, shown, onEnd, onLeft }: LeavingOptions): Leaving {
  const leave = (visit: KioskVisit, reason: EndReason): void => {
    ended.remember(visit.id)
    shown.leave()
    onLeft()
    if (reason === 'another-person') goodbye.clear()
    else goodbye.show(visit, reason)
    scrub(replica, ended)
  }
  return {
    end(reason) {
      const visit = shown.visit()
      if (!visit) return
      leave(visit, reason)
      onEnd(visit.id, reason)
    },
    endedElsewhere(visit, taken) {
      const word = replica.contents()['visit-end'].get(visit.id)
      leave(visit, taken ? 'another-person' : (word?.reason ?? 'associate'))
      if (word) goodbye.heard(visit.id, word.parkedCode)
    },
  }
}

/** Takes every ended visit, and every word about an end, out of the kiosk's copy. */
export function scrub(replica: Replica, ended: EndedVisits): void {
  const { visit, approval, 'visit-end': visitEnd } = replica.contents()
  const dels = [
    ...[...visit].filter(([, { id }]) => ended.isEnded(id)).map(([id]) => ({ kind: 'visit', id })),
    ...[...approval.values()]
      .filter((each) => ended.isEnded(each.visitId))
      .map((each) => ({ kind: 'approval', id: each.visitId })),
    ...[...visitEnd.keys()].map((id) => ({ kind: 'visit-end', id })),
  ]
  if (dels.length > 0) replica.apply([], dels)
}
