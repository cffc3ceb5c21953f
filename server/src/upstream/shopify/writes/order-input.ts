import type { Money } from '@dangol/domain/money/money.ts'
import type { Store } from '@dangol/domain/stores/store.ts'
import type { ConfigurationWords } from '@dangol/domain/configurations/words.ts'
import type { ConfigurationDraft } from '@dangol/protocol/configurations.ts'
import type { ShopOrder } from '@dangol/protocol/shop.ts'
import type { ShopifyMapping } from '../config.ts'
import { decimalOf } from '../../adapters/decimal.ts'
import { toSeconds } from '../search-query.ts'

type OrderLine = ShopOrder['lines'][number]

export interface OrderInputDeps {
  readonly store: Store
  readonly mapping: ShopifyMapping
  /** What a configuration says in words; null where its model is not known here. */
  readonly words: (configuration: ConfigurationDraft) => ConfigurationWords | null
}
export interface OrderInputParts {
  readonly order: ShopOrder
  readonly customerRef: string | null
  /** Variants of the shop by SKU. */
  readonly variants: ReadonlyMap<string, string>
  /** Of the order, by a manager: whatever the shop has in stock. */
  readonly takeOver: boolean
  readonly shopNowMs: number
}

/** More would not be read by anybody, and Shopify takes only so much. */
const PROPERTIES_MAX = 60
const VALUE_MAX = 250
const FULFILMENTS = ['delivery', 'pick-up', 'carry-out'] as const

/** By which SKU the shop is asked for a line: a configured product is a line of the variant that stands for its family. */
export const shopSkuOf = ({ families }: ShopifyMapping, { sku, configuration }: OrderLine): string | null =>
  configuration === null ? sku : ((families as Readonly<Record<string, string>>)[configuration.familyId] ?? null)

/** The variables of `orderCreate`: the order as the store placed it, at its prices, paid. */
export function orderInput(deps: OrderInputDeps, parts: OrderInputParts) {
  const { store, mapping } = deps
  const { order, customerRef, takeOver, shopNowMs } = parts
  // Older versions refuse an order from what is their future.
  const processedAt = toSeconds(Math.min(order.placedAt, shopNowMs))
  return {
    order: {
      sourceIdentifier: order.orderId,
      sourceName: mapping.sourceName,
      currency: order.total.currency,
      processedAt,
      taxesIncluded: mapping.taxesIncluded,
      ...(customerRef === null ? {} : { customer: { toAssociate: { id: customerRef } } }),
      tags: [mapping.sourceName, order.storeId],
      customAttributes: [
        { key: '_store', value: order.storeId },
        { key: '_storeNumber', value: order.storeNumber },
      ],
      lineItems: order.lines.map((line) => lineInput(deps, parts, line)),
      shippingLines: FULFILMENTS.filter((way) => order.lines.some(({ fulfilment }) => fulfilment === way)).map(
        (way) => ({
          title: mapping.shipping[way],
          code: way,
          priceSet: bag({ minor: 0, currency: order.total.currency }),
        }),
      ),
      financialStatus: 'PAID',
      transactions: [
        { kind: 'SALE', status: 'SUCCESS', gateway: mapping.gateway, processedAt, amountSet: bag(order.total) },
      ],
      ...handedOver(store, mapping, order),
    },
    options: {
      inventoryBehaviour: takeOver ? 'DECREMENT_IGNORING_POLICY' : 'DECREMENT_OBEYING_POLICY',
      // The store has told the shopper.
      sendReceipt: false,
      sendFulfillmentReceipt: false,
    },
  }
}

/** An order that was carried out whole is done; of a mixed one the shop's people see on each line what is still to do. */
function handedOver(store: Store, { locations }: ShopifyMapping, { lines }: ShopOrder) {
  const [home] = Object.entries(locations).find(([, ours]) => ours === store.home) ?? []
  if (home === undefined || !lines.every(({ fulfilment }) => fulfilment === 'carry-out')) return {}
  return { fulfillment: { locationId: home, notifyCustomer: false, shipmentStatus: 'DELIVERED' } }
}

function lineInput(deps: OrderInputDeps, { variants }: OrderInputParts, line: OrderLine) {
  const { mapping } = deps
  const variantId = variants.get(shopSkuOf(mapping, line) ?? '')
  return {
    ...(variantId === undefined ? {} : { variantId }),
    // Shopify takes title and SKU of a line without a variant only, and keeps the variant's own otherwise.
    title: line.title[mapping.defaultLang],
    sku: line.sku,
    quantity: line.quantity,
    priceSet: bag(line.unitPrice),
    requiresShipping: line.fulfilment === 'delivery',
    properties: propertiesOf(deps, line),
  }
}

/** What people at the shop read of a configured line, and by what the line is told from another of the same family. */
function propertiesOf(deps: OrderInputDeps, { sku, fulfilment, promise, configuration }: OrderLine) {
  const { properties } = deps.mapping
  const own = [
    { name: properties.sku, value: sku },
    { name: properties.fulfilment, value: fulfilment },
    { name: properties.ready, value: promise.date },
  ]
  if (configuration === null) return own
  const said = attributesOf(deps, configuration).slice(0, PROPERTIES_MAX)
  return [...said, { name: properties.configurationId, value: configuration.id }, ...own]
}

/** The choices as the shopper read them; as they are in the document where the model is not known. */
function attributesOf({ mapping, words }: OrderInputDeps, configuration: ConfigurationDraft) {
  const { properties, defaultLang } = mapping
  const called = (id: string, otherwise: string): string => properties.characteristics[id] ?? otherwise
  const known = words(configuration)
  const pairs =
    known === null
      ? Object.entries(configuration.choices).map(([id, choice]) => [called(id, id), String(choice)] as const)
      : known.choices.map(({ characteristicId: id, what }) => {
          const [title = id, ...rest] = what[defaultLang].split(': ')
          return [called(id, title), rest.join(': ')] as const
        })
  return pairs.map(([name, value]) => ({ name, value: value.slice(0, VALUE_MAX) }))
}

const bag = (money: Money) => ({ shopMoney: { amount: decimalOf(money), currencyCode: money.currency } })
