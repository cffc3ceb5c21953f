import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import type { ShopConfiguration, ShopOrder, ShopPage, ShopConsentSchema } from '@dangol/protocol/shop.ts'
import type { ShopErasureSchema, ShopVisit } from '@dangol/protocol/shop-privacy.ts'
import type { z } from 'zod'
import type { ApprovalShop, ShopAnswer } from '../shop-port.ts'

export type ShopConsent = z.infer<typeof ShopConsentSchema>
export type ShopErasure = z.infer<typeof ShopErasureSchema>

/** One question for what changed. The cursor is null for the beginning; the nonce is new for every question. */
export interface PageAsk {
  readonly cursor: string | null
  readonly limit: number
  readonly nonce: string
}
/** A page, with the digest of its changes as they came over the line. */
export type ReceivedPage = ShopPage & { readonly digest: string }

/** The retailer's web shop. Every call ends by its signal; no call throws for what a network may do. */
export interface OnlineShop extends ApprovalShop {
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
}
