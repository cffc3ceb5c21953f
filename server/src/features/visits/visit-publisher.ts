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
  /** Tells the visit's device anew if what it was told no longer holds: dates and prices rest on what others do. */
  renewed(visit: VisitRow): void
  /** Tells the floor of what only the floor sees. */
  movedOn(visit: VisitRow, type: string, commandId: CommandId | null): void
  ended(visit: VisitRow, end: VisitEnd, commandId: CommandId | null): void
  /** Takes what was told of the visit out of the log, for its own device and for the floor. */
  forget(visit: VisitRow): void
}

export const topicOf = (visit: { deviceId: string }): Topic => `kiosk:${visit.deviceId}`
export const endPut = (id: VisitId, value: VisitEnd): Put => ({ kind: 'visit-end', id, value })

export function createPublisher(deps: PublisherDeps): VisitPublisher {
  const { log } = deps
  // Of open visits only, a few hundred at the most; after a restart each is told once more than needed.
  const told = new Map<VisitId, VisitView>()
  log.onUndone(() => told.clear())
  const forget = (visit: VisitRow): void => {
    log.forget(topicOf(visit))
    log.redact('floor', { kind: 'floor-visit', id: visit.id }, visit.startedAt)
  }
  const floorPut = (visit: VisitRow): Put => putOnFloor(visit, customerOf(deps, visit), deps.parts.countsOf(visit))
  return {
    view: (visit) => viewOf(deps, visit),
    floorPut,
    changed(visit, type, commandId) {
      const view = viewOf(deps, visit)
      told.set(visit.id, view)
      if (visit.customerId !== null && !letsStaffKnow(view.customer)) deps.helpers.sentAway(visit.id, commandId)
      log.append({ type, commandId, topic: topicOf(visit), puts: [{ kind: 'visit', id: visit.id, value: view }] })
      log.append({ type, commandId, topic: 'floor', puts: [putOnFloor(visit, view.customer, countsIn(view))] })
      return view
    },
    renewed(visit) {
      const view = viewOf(deps, visit)
      if (JSON.stringify(view) === JSON.stringify(told.get(visit.id))) return
      told.set(visit.id, view)
      const put = { kind: 'visit', id: visit.id, value: view } as const
      log.append({ type: 'visit.renewed', commandId: null, topic: topicOf(visit), puts: [put] })
    },
    movedOn(visit, type, commandId) {
      log.append({ type, commandId, topic: 'floor', puts: [floorPut(visit)] })
    },
    ended(visit, end, commandId) {
      const type = 'visit.ended'
      told.delete(visit.id)
      // Nothing of this visit may reach the next shopper, not even through a late catch-up.
      forget(visit)
      const gone = [{ kind: 'visit', id: visit.id }]
      log.append({ type, commandId, topic: topicOf(visit), puts: [endPut(visit.id, end)], dels: gone })
      log.append({ type, commandId, topic: 'floor', puts: [], dels: [{ kind: 'floor-visit', id: visit.id }] })
    },
    forget,
  }
}

function viewOf(deps: PublisherDeps, visit: VisitRow): VisitView {
  const { staff, parts } = deps
  return {
    id: visit.id,
    epoch: visit.epoch,
    deviceId: visit.deviceId,
    level: visit.level,
    lang: visit.lang,
    startedAt: visit.startedAt,
    customer: customerOf(deps, visit),
    approvedUntil: null,
    address: null,
    configurationsState: visit.configurationsState,
    configurations: parts.configurationsOf(visit),
    cart: parts.cartOf(visit),
    orders: parts.ordersOf(visit),
    servedBy: visit.servedBy === null ? null : { id: visit.servedBy, name: staff.nameOf(visit.servedBy) },
  }
}

type ShownCustomer = VisitView['customer']

function customerOf({ profiles }: PublisherDeps, { id, customerId }: VisitRow): ShownCustomer {
  const profile = customerId === null ? null : profiles.profile(customerId)
  if (customerId === null || profile === null) return null
  const { maskedName, personas } = profile
  return { maskedName, personas: [...personas], consents: profiles.consents(customerId, id) }
}

const letsStaffKnow = (customer: ShownCustomer): boolean =>
  customer !== null && mayUse(customer.consents, 'assist.notify')

const countsIn = ({ configurations, cart }: VisitView) => ({ configurations: configurations.length, units: cart.units })

function putOnFloor(visit: VisitRow, customer: ShownCustomer, counts: ReturnType<VisitParts['countsOf']>): Put {
  const mayName = letsStaffKnow(customer)
  const value: FloorVisit = {
    id: visit.id,
    deviceId: visit.deviceId,
    level: visit.level,
    lang: visit.lang,
    startedAt: visit.startedAt,
    maskedName: mayName ? (customer?.maskedName ?? null) : null,
    customerId: mayName ? visit.customerId : null,
    configurationCount: counts.configurations,
    cartUnits: counts.units,
    step: visit.step,
    servedBy: visit.servedBy,
  }
  return { kind: 'floor-visit', id: visit.id, value }
}
