import type { AssociateId, CommandId, CustomerId, DeviceId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Field } from '@dangol/domain/trust/fields.ts'
import type { Level } from '@dangol/domain/visits/level.ts'
import type { Lang } from '@dangol/domain/text/localised.ts'
import type { CartView } from '@dangol/protocol/carts.ts'
import type { ConfigurationView } from '@dangol/protocol/configurations.ts'
import type { OrderView } from '@dangol/protocol/orders.ts'
import type { VisitView } from '@dangol/protocol/visits.ts'
import type { Caller } from '../transport/handler.ts'

/** Whom the shopper lets follow a visit; the assist feature knows. */
export interface VisitFollowers {
  /** The caller helps in this open visit, and the shopper agreed to it on the kiosk. */
  mayFollowVisit(caller: Caller, visitId: VisitId): boolean
}

/** What the rest of the store knows of an open visit. */
export interface OpenVisit {
  readonly id: VisitId
  readonly epoch: number
  readonly deviceId: DeviceId
  readonly level: Level
  readonly lang: Lang
  readonly customerId: CustomerId | null
  readonly servedBy: Caller['associate']
}

/** The visits feature, as the features that act within a visit use it. */
export interface Visits {
  /** The open visit, if the caller may act in it: its own kiosk, the tablet that opened it, or the tablet that serves it. */
  open(visitId: VisitId, caller: Caller): OpenVisit | null
  /** False once the visit is over; its orders live on. */
  isOpen(visitId: VisitId): boolean
  /** Publishes the visit's new state to its own device and to the floor, inside the current transaction. */
  publish(visitId: VisitId, type: string, commandId: CommandId | null): void
  /** Marks how far the visit came, for the floor and the funnel; never moves back. */
  reached(visitId: VisitId, stage: 'engaged' | 'in-cart' | 'ordered'): void
}

/** What a visit's view is made of besides the visit itself; the owning features answer, the visits feature assembles. */
export interface VisitParts {
  configurationsOf(visit: OpenVisit): ConfigurationView[]
  cartOf(visit: OpenVisit): CartView
  ordersOf(visit: OpenVisit): OrderView[]
  /** What the floor sees of them: how many, without the work of assembling them. */
  countsOf(visit: OpenVisit): { readonly configurations: number; readonly units: number }
}

/** What happens to the drafts of a visit when it ends: parks what is unfinished and says behind which code, or null. */
export interface Parking {
  park(visit: OpenVisit): string | null
}

/** The whole visit as its own device sees it: the answer to a command that changed the cart. */
export interface VisitViews {
  view(visit: OpenVisit): VisitView
}

/** A feature that keeps something of a visit; called inside the transaction that ends it, after parking. */
export interface VisitMemory {
  forgetVisit(visitId: VisitId): void
}

/** Calls for help, as visits uses them; both belong into the transaction that changes the visit. */
export interface VisitCalls {
  /** An associate stands with the shopper now: the open call counts as answered by them, and is over. */
  attended(visit: OpenVisit, by: AssociateId, commandId: CommandId | null): void
  /** Nobody stands at the device any more: whoever comes next has called nobody. Forgets whose the calls were. */
  callerLeft(visit: OpenVisit, commandId: CommandId | null): void
}

/** Associates who help in a visit, as visits uses them; all belong into the transaction that changes the visit. */
export interface VisitHelpers {
  /** An associate serves the visit now: whoever else only asks to help does not any more. Those the shopper let in stay. */
  servedBy(visitId: VisitId, by: AssociateId, commandId: CommandId | null): void
  /** The associate lets go of the visit. */
  leftAlone(visitId: VisitId, by: AssociateId, commandId: CommandId | null): void
  /** The member does not let staff know (consent 'assist.notify'): nobody may help. */
  sentAway(visitId: VisitId, commandId: CommandId | null): void
}

/** The approvals feature, as visits uses it; all belong into the transaction that changes the visit. */
export interface ApprovedVisits {
  /** Where a delivery would go, last line masked; null until the online shop has said, and without an approval. */
  addressOf(visitId: VisitId): string | null
  /** The time of the approval is up: nothing of it is left. */
  lapsed(visitId: VisitId, deviceId: DeviceId): void
}

/** What the shopper's phone is told of a visit; each call belongs into the transaction of what it tells. */
export interface VisitReceipts {
  /** Somebody was recognised in the visit; `credId` of the key whose code they showed. */
  recognised(visit: OpenVisit & { readonly startedAt: number }, credId: string | null): void
  /** Fields of the shopper went to a device. */
  used(visit: { readonly id: VisitId; readonly customerId: CustomerId | null }, fields: readonly Field[]): void
  /** The visit is over; called while what was granted for it is still known. */
  ended(visit: OpenVisit & { readonly startedAt: number }, how: { readonly forgotten: boolean }): void
}

/** A feature that keeps something of a visit which outlives it; called when the shopper wants nothing kept. */
export interface VisitErasure {
  eraseVisit(visitId: VisitId): void
}
