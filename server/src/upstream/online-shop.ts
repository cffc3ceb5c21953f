import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import type { ShopConfiguration, ShopOrder, ShopPage, ShopConsentSchema } from '@dangol/protocol/shop.ts'
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

export type ShopConsent = z.infer<typeof ShopConsentSchema>
export type ShopErasure = z.infer<typeof ShopErasureSchema>
export type ApprovalAsk = z.infer<typeof ApprovalAskSchema>
export type ApprovalGranted = z.infer<typeof ApprovalGrantedSchema>
export type ApprovalPoll = z.infer<typeof ApprovalPollSchema>
export type ApprovalPolled = z.infer<typeof ApprovalPolledSchema>
export type ApprovedAsk = z.infer<typeof ApprovedAskSchema>
export type Approved = z.infer<typeof ApprovedSchema>

/**
 * What the shop said: an answer; a no that stays a no and needs a person; or nothing usable, which a later try may change
 * (no line, a timeout, an overloaded or misconfigured shop).
 */
export type ShopAnswer<T> =
  | { readonly kind: 'answered'; readonly value: T }
  | { readonly kind: 'rejected'; readonly why: string }
  | { readonly kind: 'unreachable'; readonly why: string }

/** One question for what changed. The cursor is null for the beginning; the nonce is new for every question. */
export interface PageAsk {
  readonly cursor: string | null
  readonly limit: number
  readonly nonce: string
}
/** A page, with the digest of its changes as they came over the line. */
export type ReceivedPage = ShopPage & { readonly digest: string }

/** The retailer's web shop. Every call ends by its signal; no call throws for what a network may do. */
export interface OnlineShop {
  /** What changed after a cursor, in order, at least once; null for everything. */
  changes(ask: PageAsk, signal: AbortSignal): Promise<ShopAnswer<ReceivedPage>>
  /** The same order twice is one order. */
  placeOrder(order: ShopOrder, signal: AbortSignal): Promise<ShopAnswer<{ number: string }>>
  saveConfiguration(configuration: ShopConfiguration, signal: AbortSignal): Promise<ShopAnswer<{ accepted: boolean }>>
  putConsents(consent: ShopConsent, signal: AbortSignal): Promise<ShopAnswer<null>>
  /** Tells of a member's visit; told again, the newest state counts. */
  putVisit(visit: ShopVisit, signal: AbortSignal): Promise<ShopAnswer<null>>
  /** The member was erased in this store: the shop tells it no more of them. Twice is once. */
  putErasure(erasure: ShopErasure, signal: AbortSignal): Promise<ShopAnswer<null>>
  /** Publishes a version of a family; the same version again is no news. Refused with 409 when the version is taken. */
  publishModel(model: ConfigModel, signal: AbortSignal): Promise<ShopAnswer<null>>
  configurationsOf(customerId: CustomerId, signal: AbortSignal): Promise<ShopAnswer<ShopConfiguration[]>>
  /** RD1: a code for one kiosk, which its shopper approves on the own phone. */
  beginApproval(ask: ApprovalAsk, signal: AbortSignal): Promise<ShopAnswer<ApprovalGranted>>
  /** What the shopper said so far. Of another kiosk's code, an unknown one and one that is over: 'expired'. */
  pollApproval(poll: ApprovalPoll, signal: AbortSignal): Promise<ShopAnswer<ApprovalPolled>>
  /** What an approved visit may show besides. Rejected for a token of another kiosk, or one that is over. */
  approved(ask: ApprovedAsk, signal: AbortSignal): Promise<ShopAnswer<Approved>>
  /** The token is worth nothing from here; ended twice is ended. */
  endApproval(ask: ApprovedAsk, signal: AbortSignal): Promise<ShopAnswer<null>>
}
