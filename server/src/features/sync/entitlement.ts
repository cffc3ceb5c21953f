import type { VisitId } from '@dangol/domain/ids/ids.ts'
import type { Topic } from '@dangol/protocol/sync.ts'
import type { OpenVisit, VisitFollowers } from '../../ports.ts'
import type { Caller } from '../../transport/handler.ts'

export type MayRead = (caller: Caller, topic: Topic) => boolean

export interface EntitlementDeps extends VisitFollowers {
  /** The visit, if it is open and the caller may act in it. */
  readonly open: (visitId: VisitId, caller: Caller) => Pick<OpenVisit, 'deviceId'> | null
}

const VISIT = 'visit:'

/** Topic of the open visit, if it is one. */
const visitOf = (topic: Topic): VisitId | null =>
  // The grant below asks whether such a visit is open, so any text may be tried.
  topic.startsWith(VISIT) ? (topic.slice(VISIT.length) as VisitId) : null

/**
 * The one rule of who may read what, for subscription, catch-up, snapshot, live entries and presence alike (T1): a device its
 * own topic; a tablet also the floor; the office the floor and the fleet; a visit its own device, and whom the shopper lets
 * follow it.
 */
export function createMayRead(deps: EntitlementDeps): MayRead {
  return (caller, topic) => {
    const visitId = visitOf(topic)
    if (visitId !== null) {
      return deps.open(visitId, caller)?.deviceId === caller.deviceId || deps.mayFollowVisit(caller, visitId)
    }
    if (topic === 'fleet') return caller.kind === 'office'
    if (topic === 'floor') return caller.kind !== 'kiosk'
    return caller.kind !== 'office' && topic === `kiosk:${caller.deviceId}`
  }
}
