import { mayLeave } from '@dangol/domain/trust/fields.ts'
import type { Circumstances, Field } from '@dangol/domain/trust/fields.ts'
import type { Put } from '@dangol/protocol/sync.ts'
import type { FloorVisit, VisitView } from '@dangol/protocol/visits.ts'
import type { Profiles, Staff } from '../../ports/people.ts'
import type { ApprovedVisits, VisitParts } from '../../ports/visits.ts'
import type { VisitRow } from './visits.sql.ts'

export interface ViewDeps {
  readonly profiles: Profiles
  readonly staff: Staff
  readonly parts: VisitParts
  readonly approved: Pick<ApprovedVisits, 'addressOf'>
}

/**
 * A visit as a device that takes part in it may see it: every personal field cut by `FIELDS`, here and nowhere else. For the
 * visit's own device that is all its level allows; what is answered to a command is what any device in the visit may see.
 */
export function viewOf(deps: ViewDeps, visit: VisitRow, device: 'kiosk' | 'tablet'): VisitView {
  const { staff, parts, approved } = deps
  const may = cutBy(deps, visit, device)
  // Without the member's name on it, it is a visit of nobody: nothing saved is theirs.
  const ofMember = may('visit.saved-configurations') ? visit : { ...visit, customerId: null }
  return {
    id: visit.id,
    epoch: visit.epoch,
    deviceId: visit.deviceId,
    level: visit.level,
    lang: visit.lang,
    startedAt: visit.startedAt,
    customer: customerOf(deps, visit, may),
    approvedUntil: visit.level === 'L3' ? visit.approvedUntil : null,
    address: may('visit.address') ? approved.addressOf(visit.id) : null,
    ...(lacksAddress(deps, visit, may) ? { noDelivery: 'no-address' } : {}),
    configurationsState: visit.configurationsState,
    configurations: parts.configurationsOf(ofMember),
    cart: parts.cartOf(visit),
    orders: parts.ordersOf(visit),
    servedBy: visit.servedBy === null ? null : { id: visit.servedBy, name: staff.nameOf(visit.servedBy) },
  }
}

/** The visit as the floor hears of it, cut by `FIELDS`, here and nowhere else. */
export function floorPutOf(deps: ViewDeps, visit: VisitRow, counts: ReturnType<VisitParts['countsOf']>): Put {
  const mayName = isNamedOnFloor(deps, visit)
  const value: FloorVisit = {
    id: visit.id,
    deviceId: visit.deviceId,
    level: visit.level,
    lang: visit.lang,
    startedAt: visit.startedAt,
    maskedName: mayName ? (profileOf(deps, visit)?.maskedName ?? null) : null,
    customerId: mayName ? visit.customerId : null,
    configurationCount: counts.configurations,
    cartUnits: counts.units,
    step: visit.step,
    servedBy: visit.servedBy,
  }
  return { kind: 'floor-visit', id: visit.id, value }
}

/** The floor may know who it is. */
export const isNamedOnFloor = (deps: ViewDeps, visit: VisitRow): boolean =>
  profileOf(deps, visit) !== null && cutBy(deps, visit, 'tablet')('floor.name')

/** Fields of the member that stand in what a visit's own device and the floor are told. */
export function fieldsIn(deps: ViewDeps, visit: VisitRow, view: VisitView): Field[] {
  if (view.customer === null) return []
  const shown: readonly (readonly [Field, boolean])[] = [
    ['visit.name', true],
    ['visit.personas', view.customer.personas.length > 0],
    ['visit.consents', true],
    ['visit.saved-configurations', view.configurations.length > 0],
    ['visit.address', view.address !== null],
    ['visit.delivery', view.noDelivery !== undefined],
    ['floor.name', isNamedOnFloor(deps, visit)],
  ]
  return shown.flatMap(([field, isShown]) => (isShown ? [field] : []))
}

type May = (field: Field) => boolean

function cutBy({ profiles }: ViewDeps, visit: VisitRow, device: Circumstances['device']): May {
  const { id, level, customerId } = visit
  const consents = customerId === null ? {} : profiles.consents(customerId, id)
  return (field) => customerId !== null && mayLeave(field, { device, level, consents, serves: false })
}

function customerOf(deps: ViewDeps, visit: VisitRow, may: May): VisitView['customer'] {
  const profile = profileOf(deps, visit)
  if (profile === null || visit.customerId === null || !may('visit.name')) return null
  return {
    maskedName: profile.maskedName,
    personas: may('visit.personas') ? [...profile.personas] : [],
    consents: may('visit.consents') ? deps.profiles.consents(visit.customerId, visit.id) : {},
  }
}

const lacksAddress = ({ profiles }: ViewDeps, { customerId }: VisitRow, may: May): boolean =>
  customerId !== null && may('visit.delivery') && profiles.lacksAddress(customerId)

const profileOf = ({ profiles }: ViewDeps, { customerId }: VisitRow) =>
  customerId === null ? null : profiles.profile(customerId)
