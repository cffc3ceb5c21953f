import type { CommandId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Put, Topic } from '@dangol/protocol/sync.ts'
import type { VisitEnd, VisitView } from '@dangol/protocol/visits.ts'
import type { ChangeLog } from '../../ports/sync.ts'
import type { VisitHelpers, VisitReceipts } from '../../ports/visits.ts'
import { fieldsIn, floorPutOf, isNamedOnFloor, viewOf } from './visit-view.ts'
import type { ViewDeps } from './visit-view.ts'
import type { VisitRow } from './visits.sql.ts'

export interface PublisherDeps extends ViewDeps {
  readonly log: ChangeLog
  readonly helpers: Pick<VisitHelpers, 'sentAway'>
  readonly receipts: Pick<VisitReceipts, 'used'>
}

/** Who sees what of a visit: its own device everything its level allows, the floor what the consents allow. */
export interface VisitPublisher {
  /** As every device that may act in it sees it: what commands answer. What only the approved kiosk may see is not in it. */
  view(visit: VisitRow): VisitView
  /** As its own device sees it. */
  ownPut(visit: VisitRow): Put
  floorPut(visit: VisitRow): Put
  /** A visit begins: whatever the floor is told of it comes after what it was told up to now. */
  begins(id: VisitId): void
  /** Tells whoever may know, and returns what the command answers. */
  changed(visit: VisitRow, type: string, commandId: CommandId | null): VisitView
  /** Tells the visit's device anew if what it was told no longer holds: dates and prices rest on what others do. */
  renewed(visit: VisitRow): void
  /** Tells the floor of what only the floor sees. */
  movedOn(visit: VisitRow, type: string, commandId: CommandId | null): void
  ended(visit: VisitRow, end: VisitEnd, commandId: CommandId | null): void
  /** Takes what was told of the visit out of the log, for its own device and for the floor. */
  forget(visit: VisitRow): void
}

export const topicOf = (visit: { deviceId: string }): Topic => `kiosk:${visit.deviceId}`
const putOf = (value: VisitView): Put => ({ kind: 'visit', id: value.id, value })
export const endPut = (id: VisitId, value: VisitEnd): Put => ({ kind: 'visit-end', id, value })

export function createPublisher(deps: PublisherDeps): VisitPublisher {
  const { log } = deps
  // Of open visits only, a few hundred at the most; after a restart each is told once more than needed.
  const told = new Map<VisitId, VisitView>()
  // Entry of the floor that each open visit began after; of one that is unknown, the whole log is looked through at its end.
  const beganAfter = new Map<VisitId, number>()
  log.onUndone(() => {
    told.clear()
    beganAfter.clear()
  })
  const forget = (visit: VisitRow): void => {
    const [onItsDevice, onTheFloor] = [topicOf(visit), { kind: 'floor-visit', id: visit.id }]
    log.forget(onItsDevice)
    log.redact('floor', onTheFloor, beganAfter.get(visit.id) ?? 0)
    // Nor may what shares the commit with the end be told after it.
    log.withhold(onItsDevice, { kind: 'visit', id: visit.id })
    log.withhold('floor', onTheFloor)
  }
  const floorPut = (visit: VisitRow): Put => floorPutOf(deps, visit, deps.parts.countsOf(visit))
  const own = (visit: VisitRow): VisitView => viewOf(deps, visit, visit.deviceKind)
  const tellOwn = (visit: VisitRow, view: VisitView, type: string, commandId: CommandId | null): void => {
    told.set(visit.id, view)
    deps.receipts.used(visit, fieldsIn(deps, visit, view))
    const topic = topicOf(visit)
    log.append({ type, commandId, topic, puts: [putOf(view)] })
    // An address is told and never written down: who comes late is told the whole state, which asks for it anew.
    if (view.address !== null) log.forget(topic)
  }
  return {
    view: (visit) => viewOf(deps, visit, 'tablet'),
    ownPut: (visit) => putOf(own(visit)),
    floorPut,
    begins: (id) => void beganAfter.set(id, log.head('floor')),
    changed(visit, type, commandId) {
      const view = own(visit)
      if (visit.customerId !== null && !isNamedOnFloor(deps, visit)) deps.helpers.sentAway(visit.id, commandId)
      tellOwn(visit, view, type, commandId)
      log.append({ type, commandId, topic: 'floor', puts: [floorPutOf(deps, visit, countsIn(view))] })
      return view.address === null ? view : viewOf(deps, visit, 'tablet')
    },
    renewed(visit) {
      const view = own(visit)
      if (JSON.stringify(view) !== JSON.stringify(told.get(visit.id))) tellOwn(visit, view, 'visit.renewed', null)
    },
    movedOn(visit, type, commandId) {
      // A step changes nothing that is counted, and whatever does is told to the visit's own device.
      const view = told.get(visit.id)
      const put = view === undefined ? floorPut(visit) : floorPutOf(deps, visit, countsIn(view))
      log.append({ type, commandId, topic: 'floor', puts: [put] })
    },
    ended(visit, end, commandId) {
      const type = 'visit.ended'
      told.delete(visit.id)
      // Nothing of this visit may reach the next shopper, not even through a late catch-up.
      forget(visit)
      beganAfter.delete(visit.id)
      const gone = [{ kind: 'visit', id: visit.id }]
      log.append({ type, commandId, topic: topicOf(visit), puts: [endPut(visit.id, end)], dels: gone })
      log.append({ type, commandId, topic: 'floor', puts: [], dels: [{ kind: 'floor-visit', id: visit.id }] })
    },
    forget,
  }
}

const countsIn = ({ configurations, cart }: VisitView) => ({ configurations: configurations.length, units: cart.units })
