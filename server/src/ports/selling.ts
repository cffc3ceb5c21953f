import type { Choices, ConfigModel } from '@dangol/domain/catalogue/model.ts'
import type { StockLevel, StockedSku } from '@dangol/domain/catalogue/sku.ts'
import type { ConfigurationId, FamilyId, OrderId, Sku, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Fulfilment } from '@dangol/domain/carts/fulfilment.ts'
import type { OrderState } from '@dangol/domain/orders/states.ts'
import type { DatePromise } from '@dangol/domain/promises/promise.ts'
import type { CartLineView } from '@dangol/protocol/carts.ts'
import type { ConfigurationDraft } from '@dangol/protocol/configurations.ts'
import type { OrderView } from '@dangol/protocol/orders.ts'
import type { OpenVisit } from './visits.ts'

/** A cart line as an order takes it over. `demand` is null when its thing can no longer be ordered. */
export interface OrderableLine {
  readonly view: CartLineView
  readonly demand: Demand | null
  readonly configuration: ConfigurationDraft | null
}

/** The carts feature, as orders uses it. */
export interface OrderableCart {
  linesOf(visit: OpenVisit): OrderableLine[]
  empty(visit: OpenVisit): void
}

/** The carts feature, as parking uses it. */
export interface CartContents {
  configurationsIn(visitId: VisitId): ConfigurationId[]
}

/** The catalogue feature, as the others use it. */
export interface CatalogueBook {
  model(familyId: FamilyId, version?: number): ConfigModel | null
  sku(sku: Sku): StockedSku | null
  version(): number
}

/** The promises feature, as a look-up of stock uses it. `held` counts the shop's holds and this store's. */
export interface StockBook {
  levelsOf(sku: Sku): StockLevel[]
}

/** What one line asks of stock or workshop. `fulfilment` null asks for the best way. */
export type Demand = { readonly quantity: number; readonly fulfilment: Fulfilment | null } & (
  | { readonly kind: 'stocked'; readonly sku: Sku }
  | { readonly kind: 'configured'; readonly model: ConfigModel; readonly choices: Choices }
)
/** What can be promised for a line. `promise` is null when it cannot reach the shopper that way. */

export interface Promised {
  readonly fulfilment: Fulfilment
  readonly fulfilments: readonly Fulfilment[]
  readonly promise: DatePromise | null
}

/** The promises feature, as carts and orders use it. */
export interface PromiseDesk {
  /** Looks at lines together, so that no unit is promised twice among them. Holds nothing. Answers in the order asked. */
  look(demands: readonly Demand[]): Promised[]
  /** Takes off the shelf, holds and queues what an order needs. Throws when `look` would have refused a line. */
  accept(orderId: OrderId, demands: readonly Demand[]): void
  /** Lets go of what a state no longer needs; a state reached twice changes nothing. */
  moved(orderId: OrderId, to: OrderState): void
}

/** A SKU of which this store recorded more going out than coming in. */
export interface BelowZero {
  belowZero(): { readonly sku: Sku; readonly units: number; readonly since: number }[]
}

/** Work of the workshop already accepted, in units; it queues before a new configured line. */
export interface WorkshopQueue {
  unitsAhead(): number
}

/** The orders feature, as the office sees it: the newest, and those the online shop will never take. */
export interface OrderBook {
  recent(max: number): OrderView[]
  rejections(): { readonly number: string; readonly since: number; readonly why: string }[]
}
