import { mayUse } from '@dangol/domain/customers/may-use.ts'
import type { CommandId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Put, Topic } from '@dangol/protocol/sync.ts'
import type { FloorVisit, VisitEnd, VisitView } from '@dangol/protocol/visits.ts'
import type { ChangeLog, Profiles, Staff, VisitHelpers, VisitParts } from '../../ports.ts'
import type { VisitRow } from './visits.sql.ts'

export interface PublisherDeps {
  readonly log: ChangeLog
  readonly profiles: Profiles
  readonly staff: Staff
  readonly parts: VisitParts
  readonly helpers: Pick<VisitHelpers, 'sentAway'>
}

/** Who sees what of a visit: its own device everything its level allows, the floor what the consents allow. */
export interface VisitPublisher {
  view(visit: VisitRow): VisitView
  floorPut(visit: VisitRow): Put
  /** Tells whoever may know, and returns what its own device was told. */
  changed(visit: VisitRow, type: string, commandId: CommandId | null): VisitView
  ended(visit: VisitRow, end: VisitEnd, commandId: CommandId | null): void
  /** Takes what was told of the visit out of the log, for its own device and for the floor. */
  forget(visit: VisitRow): void
}

export const topicOf = (visit: { deviceId: string }): Topic => `kiosk:${visit.deviceId}`
export const endPut = (id: VisitId, value: VisitEnd): Put => ({ kind: 'visit-end', id, value })

export function createPublisher(deps: PublisherDeps): VisitPublisher {
  const { log } = deps
  const forget = (visit: VisitRow): void => {
    log.forget(topicOf(visit))
    log.redact('floor', { kind: 'floor-visit', id: visit.id }, visit.startedAt)
  }
  return {
    view: (visit) => viewOf(deps, visit),
    floorPut: (visit) => putOnFloor(visit, viewOf(deps, visit)),
    changed(visit, type, commandId) {
      const view = viewOf(deps, visit)
      if (visit.customerId !== null && !letsStaffKnow(view)) deps.helpers.sentAway(visit.id, commandId)
      log.append({ type, commandId, topic: topicOf(visit), puts: [{ kind: 'visit', id: visit.id, value: view }] })
      log.append({ type, commandId, topic: 'floor', puts: [putOnFloor(visit, view)] })
      return view
    },
    ended(visit, end, commandId) {
      const type = 'visit.ended'
      // Nothing of this visit may reach the next shopper, not even through a late catch-up.
      forget(visit)
      const gone = [{ kind: 'visit', id: visit.id }]
      log.append({ type, commandId, topic: topicOf(visit), puts: [endPut(visit.id, end)], dels: gone })
      log.append({ type, commandId, topic: 'floor', puts: [], dels: [{ kind: 'floor-visit', id: visit.id }] })
    },
    forget,
  }
}

function viewOf({ profiles, staff, parts }: PublisherDeps, visit: VisitRow): VisitView {
  const profile = visit.customerId === null ? null : profiles.profile(visit.customerId)
  return {
    id: visit.id,
    epoch: visit.epoch,
    deviceId: visit.deviceId,
    level: visit.level,
    lang: visit.lang,
    startedAt: visit.startedAt,
    customer:
      visit.customerId === null || profile === null
        ? null
        : {
            maskedName: profile.maskedName,
            personas: [...profile.personas],
            consents: profiles.consents(visit.customerId, visit.id),
          },
    configurationsState: visit.configurationsState,
    configurations: parts.configurationsOf(visit),
    cart: parts.cartOf(visit),
    orders: parts.ordersOf(visit),
    servedBy: visit.servedBy === null ? null : { id: visit.servedBy, name: staff.nameOf(visit.servedBy) },
  }
}

const letsStaffKnow = ({ customer }: VisitView): boolean =>
  customer !== null && mayUse(customer.consents, 'assist.notify')

function putOnFloor(visit: VisitRow, view: VisitView): Put {
  const mayName = letsStaffKnow(view)
  const value: FloorVisit = {
    id: visit.id,
    deviceId: visit.deviceId,
    level: visit.level,
    lang: visit.lang,
    startedAt: visit.startedAt,
    maskedName: mayName ? (view.customer?.maskedName ?? null) : null,
    customerId: mayName ? visit.customerId : null,
    configurationCount: view.configurations.length,
    cartUnits: view.cart.units,
    step: visit.step,
    servedBy: visit.servedBy,
  }
  return { kind: 'floor-visit', id: visit.id, value }
}
