import type { ConfigurationWords } from '@dangol/domain/configurations/words.ts'
import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import type { Store } from '@dangol/domain/stores/store.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { ConflictReason, Feed, Platform, ProbeProblem, Reliability, Unusable } from '@dangol/protocol/link.ts'
import type { ConfigurationDraft } from '@dangol/protocol/configurations.ts'
import type { PastOrder, ShopChange, ShopConfiguration, ShopOrder } from '@dangol/protocol/shop.ts'
import type { ShopAnswer } from '../shop-port.ts'
import type { ShopConsent } from './online-shop.ts'
import type { PeopleKeys } from './people-keys.ts'

/*
 * The port to the retailer's shop, whatever platform it runs on. Its words are the store's (`ShopChange`): what a platform calls
 * things, how it writes money and which of its time stamps lie stays in its adapter. `testing/connector-contract.ts` is what every
 * adapter keeps to.
 *
 * Nobody on the floor waits for it: reads feed the mirror, writes come from the outbox. The interactive reads are for staff, with
 * a deadline.
 */

export interface Capabilities {
  readonly feeds: Readonly<Partial<Record<Feed, Reliability>>>
  /** The shop says that something changed, without being asked. Only ever a hint. */
  readonly webhooks: boolean
  /** Saved configurations can be read and written there; without, they stay with the member service. */
  readonly configurations: boolean
  /** Consents can be written there. */
  readonly consents: boolean
  /** An order keeps the prices it was placed with; without, one that differs is a conflict that only a person ends. */
  readonly ownPrices: boolean
  /** How far back the shop shows orders, in days; null for all. */
  readonly historyDays: number | null
}

/** One record of the shop as it stands now. */
export interface Told {
  readonly feed: Feed
  /** As the platform calls it. */
  readonly id: string
  /**
   * Digest of `changes` (`toldVersion`): the same version is no news. Null where the feed itself keeps the order and
   * nothing is ever compared.
   */
  readonly version: string | null
  /** Whom it is about, as this store calls them. */
  readonly customerId: CustomerId | null
  /** What the store's sinks are told, in this order. */
  readonly changes: readonly ShopChange[]
}
/** The platform says that a record is gone. */
export interface Gone {
  readonly feed: Feed
  readonly id: string
}

export interface FeedPage {
  readonly told: readonly Told[]
  readonly gone: readonly Gone[]
  /** Rows that this store cannot take, each with its reason; they stop no other. */
  readonly unusable: readonly Unusable[]
  /** Opaque, from JSON and back; stored in the transaction that stores the rows. */
  readonly cursor: string
  readonly more: boolean
  /** The shop's clock when it answered, Unix milliseconds. */
  readonly shopNowMs: number
  /** Records in the whole feed, where the shop says so. */
  readonly total?: number
  /** Asked once the page is applied: whether the store then has all that the shop had at `shopNowMs`. Absent where only a comparison knows. */
  readonly isReached?: () => boolean
}

/** What the shop is, as far as it lets itself be asked. */
export interface Probe {
  readonly version: string
  /** The shop's clock before (+) or behind (-) the store's, in milliseconds. */
  readonly clockOffsetMs: number
  /** Everything that keeps the link from working as configured; empty when it may run. */
  readonly problems: readonly ProbeProblem[]
}
export type { ProbeProblem } from '@dangol/protocol/link.ts'

/**
 * How a write ended. 'retry': nothing usable was heard, the thing may have been done. 'conflict': the shop's state stands against
 * it and a person decides. 'rejected': it will never be taken as it is.
 */
export type Outcome<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'retry'; readonly why: string; readonly afterMs?: number }
  | { readonly kind: 'conflict'; readonly reason: ConflictReason; readonly detail: string }
  | { readonly kind: 'rejected'; readonly why: string }

export interface PlaceOrder {
  readonly order: ShopOrder
  /** The platform's id of the customer; null for nobody, or where the platform no longer has them. */
  readonly customerRef: string | null
  /** It was sent before, so the shop may have it: look it up by our key before anything is made. */
  readonly again: boolean
  /** A manager decided that the order stands as the store took it: our price, our stock, without the customer if need be. */
  readonly takeOver: boolean
}
export interface PlacedOrder {
  readonly number: string
}

/** What a message from the shop touches: these are read again, and nothing of the message is believed. */
export interface Hint {
  /** The same delivery twice has the same id. */
  readonly id: string
  readonly topic: string
  readonly touched: readonly { readonly feed: Feed; readonly id: string }[]
}

export interface CustomerQuery {
  readonly email?: string
  readonly phone?: string
  readonly limit: number
}
/** Somebody of the shop, for staff who asked. */
export interface FoundCustomer {
  readonly id: string
  readonly customerId: CustomerId
  readonly name: string
  readonly number: string
}

export interface CommerceConnector {
  readonly platform: Platform
  readonly capabilities: Capabilities
  /** Credentials, scopes, version of the schema, the fields of the mapping. Asked before anything else, and now and then. */
  probe(signal: AbortSignal): Promise<ShopAnswer<Probe>>

  /**
   * What changed after a cursor, at least once; null for "from now on" (a `scan` brings what was before), except on feed 'log',
   * where it is the beginning.
   */
  changes(feed: Feed, cursor: string | null, o: Paged): Promise<ShopAnswer<FeedPage>>
  /** Records that can still change without the feed saying so, such as open orders; null for the beginning. */
  sweep(feed: Feed, after: string | null, o: Paged): Promise<ShopAnswer<FeedPage>>
  /** Every record, for the first load and the comparison; null for the beginning. A record may come twice, none is left out that was there all along. */
  scan(feed: Feed, after: string | null, o: Paged): Promise<ShopAnswer<FeedPage>>
  /** These records as they are now; those that are no more come as `gone`. */
  read(feed: Feed, ids: readonly string[], signal: AbortSignal): Promise<ShopAnswer<FeedPage>>
  /** Everything of one feed that is about one customer, as they are now: after a consent, and for staff. */
  readOf(feed: 'orders' | 'configurations' | 'carts', customerRef: string, o: Paged): Promise<ShopAnswer<FeedPage>>

  /** For staff, with a deadline. */
  findCustomers(query: CustomerQuery, signal: AbortSignal): Promise<ShopAnswer<readonly FoundCustomer[]>>
  /** For staff, with a deadline: newest first. */
  ordersOf(customerRef: string, limit: number, signal: AbortSignal): Promise<ShopAnswer<readonly PastOrder[]>>

  /** By the outbox only; each is safe to repeat with the same key (`order.orderId`, `configuration.id`, `commandId`). */
  placeOrder(place: PlaceOrder, signal: AbortSignal): Promise<Outcome<PlacedOrder>>
  saveConfiguration(
    configuration: ShopConfiguration,
    customerRef: string | null,
    signal: AbortSignal,
  ): Promise<Outcome<{ accepted: boolean }>>
  putConsents(consent: ShopConsent, customerRef: string, signal: AbortSignal): Promise<Outcome<null>>
  /** Ends what a broken-off write left behind, such as a draft without a key that is older than an hour; how many. */
  tidy(signal: AbortSignal): Promise<ShopAnswer<number>>

  /** Reads a message from the shop over its raw bytes; null for one that the shop has not signed. */
  hint(headers: Readonly<Record<string, string | undefined>>, body: Uint8Array): Hint | null
}

export interface Paged {
  readonly limit: number
  readonly signal: AbortSignal
}

/** How an adapter speaks HTTP. Tests lose requests and answers here. */
export type Send = (url: URL, init: RequestInit) => Promise<Response>

/** What every adapter of a platform is made with, besides its own part of the link file. */
export interface ConnectorDeps {
  readonly send: Send
  readonly clock: Clock
  readonly store: Store
  readonly keys: PeopleKeys
  /** What stands in the file of the credentials, without white space at its ends. */
  readonly secret: string
  /** By which the shop signs its messages; null where it sends none. */
  readonly webhookSecret: string | null
  /** What a configuration says in words, for whoever places orders; null where its model is not known. */
  readonly words?: (configuration: ConfigurationDraft) => ConfigurationWords | null
}
