import type { CommandId, ConfigurationId, CustomerId, OrderId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { WanStatus } from '@dangol/protocol/devices.ts'
import type { ShopChange, ShopConfiguration, ShopConsentSchema, ShopOrder } from '@dangol/protocol/shop.ts'
import type {
  ApprovalAskSchema,
  ApprovalGrantedSchema,
  ApprovalPolledSchema,
  ApprovalPollSchema,
  ApprovedAskSchema,
  ApprovedSchema,
} from '@dangol/protocol/shop-approvals.ts'
import type { ShopErasureSchema, ShopVisit } from '@dangol/protocol/shop-privacy.ts'
import type { z } from 'zod'

/**
 * What the shop said: an answer; a no that stays a no and needs a person; or nothing usable, which a later try may change
 * (no line, a timeout, an overloaded or misconfigured shop).
 */
export type ShopAnswer<T> =
  | { readonly kind: 'answered'; readonly value: T }
  | { readonly kind: 'rejected'; readonly why: string }
  | { readonly kind: 'unreachable'; readonly why: string }

export const answered = <T>(value: T): ShopAnswer<T> => ({ kind: 'answered', value })

export type ApprovalAsk = z.infer<typeof ApprovalAskSchema>
export type ApprovalGranted = z.infer<typeof ApprovalGrantedSchema>
type ApprovalPoll = z.infer<typeof ApprovalPollSchema>
export type ApprovalPolled = z.infer<typeof ApprovalPolledSchema>
export type ApprovedAsk = z.infer<typeof ApprovedAskSchema>
export type Approved = z.infer<typeof ApprovedSchema>

/** The online shop, as approvals use it. */
export interface ApprovalShop {
  /** RD1: a code for one kiosk, which its shopper approves on the own phone. */
  beginApproval(ask: ApprovalAsk, signal: AbortSignal): Promise<ShopAnswer<ApprovalGranted>>
  /** What the shopper said so far. Of another kiosk's code, an unknown one and one that is over: 'expired'. */
  pollApproval(poll: ApprovalPoll, signal: AbortSignal): Promise<ShopAnswer<ApprovalPolled>>
  /** What an approved visit may show besides. Rejected for a token of another kiosk, or one that is over. */
  approved(ask: ApprovedAsk, signal: AbortSignal): Promise<ShopAnswer<Approved>>
  /** The token is worth nothing from here; ended twice is ended. */
  endApproval(ask: ApprovedAsk, signal: AbortSignal): Promise<ShopAnswer<null>>
}

/** The outbox to the online shop; the row is written in the transaction of the thing itself. */
export interface Outbox {
  enqueue(message: OutboxMessage): void
  waiting(): number
  /**
   * Inside the transaction in which staff cancel it: what was never sent is not sent, and what the shop may have had waits for a
   * manager, for the store cannot cancel it there.
   */
  orderCancelled(orderId: OrderId): void
}

export type OutboxMessage =
  | { kind: 'order'; key: OrderId; body: ShopOrder }
  | { kind: 'configuration'; key: ConfigurationId; body: ShopConfiguration }
  | { kind: 'consent'; key: CommandId; body: z.infer<typeof ShopConsentSchema> }
  /** Told when a member is recognised and when the visit is over; the newest counts. */
  | { kind: 'visit'; key: VisitId; body: ShopVisit }
  | { kind: 'erasure'; key: CommandId; body: z.infer<typeof ShopErasureSchema> }

/** A feature that keeps a mirror of one of the shop's feeds; called inside the transaction that stores the cursor. */
export type ShopSink<F extends ShopChange['feed']> = (change: Extract<ShopChange, { feed: F }>) => void

/** The orders feature, as the outbox uses it; what changes an order belongs into the transaction that settles the outbox row. */
export interface DeliveredOrders {
  /** The shop has taken it. */
  delivered(orderId: OrderId, shopNumber: string): void
  /** The shop did not take it: it waits for a manager. */
  rejected(orderId: OrderId, why: string): void
  /** A manager lets it be sent once more. */
  waitsAgain(orderId: OrderId): void
  /** As the store counts; null for one that is not there. */
  numberOf(orderId: OrderId): string | null
  isCancelled(orderId: OrderId): boolean
  /** It is cancelled, or its state lets it be. */
  mayCancel(orderId: OrderId): boolean
  /** Cancels what the shop will not get: its goods are free again, and a visit that is still open shows it. */
  cancel(orderId: OrderId, by: string): void
}

/** The line to the online shop. */
export interface ShopLine {
  status(): WanStatus
}

/** A feature that keeps members' things by consent; called when the shop has not confirmed them for too long. */
export interface ShopCopies {
  /** True when something went. What was made in this store since `beforeMs` stays. */
  dropCopies(beforeMs: number): boolean
}

/** Copies of a member's configurations for one visit only, in memory: the member has not let the store keep them. */
export interface VisitCopies {
  adoptForVisit(visitId: VisitId, configurations: readonly ShopConfiguration[]): void
}

/** Who was erased in this store. */
export interface Tombstones {
  /** The shop has not confirmed the erasure yet: what it tells of them is older than that. */
  refuses(customerId: CustomerId): boolean
}
