import { authorise } from '@dangol/domain/trust/authorise.ts'
import type { Actor } from '@dangol/domain/trust/authorise.ts'
import type { VisitId } from '@dangol/domain/ids/ids.ts'
import { topicKind, TOPIC_RIGHTS } from '@dangol/protocol/rights.ts'
import type { Topic } from '@dangol/protocol/sync.ts'
import type { OpenVisit, VisitFollowers } from '../../ports/visits.ts'
import type { Caller } from '../../transport/handler.ts'

export type MayRead = (caller: Caller, topic: Topic) => boolean

export interface EntitlementDeps extends VisitFollowers {
  /** What the holder of the device is trusted with at this moment. */
  readonly standing: (caller: Caller) => Actor['staff']
  /** The visit, if it is open and the caller may act in it. */
  readonly open: (visitId: VisitId, caller: Caller) => Pick<OpenVisit, 'deviceId'> | null
}

const VISIT = 'visit:'

/** Topic of the open visit, if it is one. */
const visitOf = (topic: Topic): VisitId | null =>
  // The grant below asks whether such a visit is open, so any text may be tried.
  topic.startsWith(VISIT) ? (topic.slice(VISIT.length) as VisitId) : null

/**
 * The one rule of who may read what (`TOPIC_RIGHTS`, by role), for subscription, catch-up, snapshot, live entries and presence alike (T1): a device its
 * own topic; a tablet also the floor; the office the floor and the fleet; a visit its own device, and whom the shopper lets
 * follow it.
 */
export function createMayRead(deps: EntitlementDeps): MayRead {
  return (caller, topic) => {
    const actor = { device: caller.kind, staff: deps.standing(caller) }
    if (authorise(actor, TOPIC_RIGHTS[topicKind(topic)], { level: null }) !== null) return false
    const visitId = visitOf(topic)
    if (visitId !== null) {
      return deps.open(visitId, caller)?.deviceId === caller.deviceId || deps.mayFollowVisit(caller, visitId)
    }
    return topic === 'fleet' || topic === 'floor' || topic === `kiosk:${caller.deviceId}`
  }
}
