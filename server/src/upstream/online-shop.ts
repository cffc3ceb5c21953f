import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import type { ShopConfiguration, ShopOrder, ShopPage, ShopConsentSchema } from '@dangol/protocol/shop.ts'
import type { z } from 'zod'

export type ShopConsent = z.infer<typeof ShopConsentSchema>

/**
 * What the shop said: an answer; a no that stays a no and needs a person; or nothing usable, which a later try may change
 * (no line, a timeout, an overloaded or misconfigured shop).
 */
export type ShopAnswer<T> =
  | { readonly kind: 'answered'; readonly value: T }
  | { readonly kind: 'rejected'; readonly why: string }
  | { readonly kind: 'unreachable'; readonly why: string }

/** The retailer's web shop. Every call ends by its signal; no call throws for what a network may do. */
export interface OnlineShop {
  /** What changed after a cursor, in order, at least once; null for everything. */
  changes(cursor: string | null, limit: number, signal: AbortSignal): Promise<ShopAnswer<ShopPage>>
  /** The same order twice is one order. */
  placeOrder(order: ShopOrder, signal: AbortSignal): Promise<ShopAnswer<{ number: string }>>
  saveConfiguration(configuration: ShopConfiguration, signal: AbortSignal): Promise<ShopAnswer<{ accepted: boolean }>>
  putConsents(consent: ShopConsent, signal: AbortSignal): Promise<ShopAnswer<null>>
  /** Publishes a version of a family; the same version again is no news. Refused with 409 when the version is taken. */
  publishModel(model: ConfigModel, signal: AbortSignal): Promise<ShopAnswer<null>>
  configurationsOf(customerId: CustomerId, signal: AbortSignal): Promise<ShopAnswer<ShopConfiguration[]>>
}
