import { demoLevels, demoModels, demoPeople, demoSkus } from '../../../server/shop/demo/demo.ts'
import type { DemoPerson } from '../../../server/shop/demo/people-types.ts'
import { DEFAULT_STORE } from '../../../server/src/features/stores/default-store.ts'
import type { Ask } from './admin-client.ts'

/** What the shop calls things, for whoever links a store to it. */
export interface Seeded {
  readonly regionId: string
  readonly salesChannelId: string
  /** By the store's names of places. */
  readonly locations: Readonly<Record<string, string>>
  readonly shipping: Readonly<Record<'carry-out' | 'pick-up' | 'delivery', string>>
  /** By e-mail address. */
  readonly customers: Readonly<Record<string, string>>
  readonly apiKey: string
}

/** Enough to fill a page; the demonstration's other goods are no different. */
const SKUS_MAX = 40
const CURRENCY = 'krw'
const PROVIDER = 'manual_manual'

/** The SKU that every configured product of a family is sold under in this shop; what it is made of is on the line. */
export const familySku = (familyId: string): string => `family-${familyId}`

/** Fills an empty shop with the demonstration's places, goods, people and a few orders, through its own Admin API. */
export async function seed(ask: Ask): Promise<Seeded> {
  const regionId = await seedRegion(ask)
  const { sales_channel } = await ask<{ sales_channel: { id: string } }>('POST', '/admin/sales-channels', {
    name: '매장',
  })
  const salesChannelId = sales_channel.id
  const locations = await seedLocations(ask, salesChannelId)
  const profileId = await shippingProfile(ask)
  const shipping = await seedShipping(ask, { locations, profileId })
  await seedGoods(ask, { salesChannelId, profileId, locations })
  const customers = await seedPeople(ask)
  const place = { regionId, salesChannelId, optionId: shipping.delivery }
  for (const [at, [email, id]] of Object.entries(customers).entries()) await seedOrder(ask, { ...place, email, id, at })
  const { api_key } = await ask<{ api_key: { token: string } }>('POST', '/admin/api-keys', {
    title: '성수',
    type: 'secret',
  })
  return { regionId, salesChannelId, locations, shipping, customers, apiKey: api_key.token }
}

async function seedRegion(ask: Ask): Promise<string> {
  const { region } = await ask<{ region: { id: string } }>('POST', '/admin/regions', {
    ...{ name: '대한민국', currency_code: CURRENCY, countries: ['kr'], is_tax_inclusive: true },
    payment_providers: ['pp_system_default'],
  })
  const default_tax_rate = { name: '부가가치세', rate: 10, code: 'vat' }
  await ask('POST', '/admin/tax-regions', { country_code: 'kr', provider_id: 'tp_system', default_tax_rate })
  return region.id
}

async function seedLocations(ask: Ask, salesChannelId: string): Promise<Record<string, string>> {
  const ids: Record<string, string> = {}
  for (const { id, title } of DEFAULT_STORE.locations) {
    const address = { address_1: title.ko, country_code: 'kr' }
    const made = await ask<{ stock_location: { id: string } }>('POST', '/admin/stock-locations', {
      name: title.ko,
      address,
    })
    const at = `/admin/stock-locations/${made.stock_location.id}`
    await ask('POST', `${at}/sales-channels`, { add: [salesChannelId] })
    await ask('POST', `${at}/fulfillment-providers`, { add: [PROVIDER] })
    ids[id] = made.stock_location.id
  }
  return ids
}

async function shippingProfile(ask: Ask): Promise<string> {
  const { shipping_profiles } = await ask<{ shipping_profiles: { id: string }[] }>('GET', '/admin/shipping-profiles')
  const [held] = shipping_profiles
  if (held !== undefined) return held.id
  const body = { name: 'Default', type: 'default' }
  return (await ask<{ shipping_profile: { id: string } }>('POST', '/admin/shipping-profiles', body)).shipping_profile.id
}

/** What is carried out or collected leaves from the store, what is delivered from the warehouse. */
async function seedShipping(
  ask: Ask,
  { locations, profileId }: { locations: Record<string, string>; profileId: string },
): Promise<Seeded['shipping']> {
  const option = async (name: string, type: 'pickup' | 'shipping', locationId: string, amount: number) => {
    const set = await ask<{ stock_location: { fulfillment_sets: { id: string }[] } }>(
      'POST',
      `/admin/stock-locations/${locationId}/fulfillment-sets?fields=*fulfillment_sets`,
      { name, type },
    )
    const setId = set.stock_location.fulfillment_sets.at(-1)?.id ?? ''
    const zone = await ask<{ fulfillment_set: { service_zones: { id: string }[] } }>(
      'POST',
      `/admin/fulfillment-sets/${setId}/service-zones?fields=*service_zones`,
      { name, geo_zones: [{ type: 'country', country_code: 'kr' }] },
    )
    const made = await ask<{ shipping_option: { id: string } }>('POST', '/admin/shipping-options', {
      ...{ name, shipping_profile_id: profileId, provider_id: PROVIDER, price_type: 'flat', rules: [] },
      service_zone_id: zone.fulfillment_set.service_zones[0]?.id,
      type: { label: name, description: name, code: type },
      prices: [{ currency_code: CURRENCY, amount }],
    })
    return made.shipping_option.id
  }
  const collected = await option('매장 수령', 'pickup', locations['seongsu'] ?? '', 0)
  const delivery = await option('택배', 'shipping', locations['icheon'] ?? '', 3_000)
  return { 'carry-out': collected, 'pick-up': collected, delivery }
}

/** A product for each stocked SKU, and one per configurable family that nobody counts. */
async function seedGoods(
  ask: Ask,
  o: { salesChannelId: string; profileId: string; locations: Record<string, string> },
): Promise<void> {
  const skus = demoSkus.slice(0, SKUS_MAX)
  const product = (sku: string, title: string, minor: number, manage_inventory: boolean, metadata: object = {}) => ({
    ...{ title, handle: sku.toLowerCase(), status: 'published', shipping_profile_id: o.profileId, metadata },
    sales_channels: [{ id: o.salesChannelId }],
    options: [{ title: '-', values: ['-'] }],
    variants: [
      {
        ...{ title: 'Default variant', sku, manage_inventory, options: { '-': '-' } },
        prices: [{ currency_code: CURRENCY, amount: minor }],
      },
    ],
  })
  const create = [
    ...skus.map(({ sku, title, price, swatch, glyph }) => product(sku, title.ko, price.minor, true, { swatch, glyph })),
    ...demoModels.map(({ id, title, basePriceMinor }) => product(familySku(id), title.ko, basePriceMinor, false)),
  ]
  await ask('POST', '/admin/products/batch', { create })
  const { inventory_items } = await ask<{ inventory_items: { id: string; sku: string }[] }>(
    'GET',
    `/admin/inventory-items?limit=${SKUS_MAX * 2}&fields=id,sku`,
  )
  const itemOf = new Map(inventory_items.map(({ id, sku }) => [sku, id]))
  const levels = demoLevels.flatMap(({ sku, locationId, onHand }) => {
    const id = itemOf.get(sku)
    return id === undefined
      ? []
      : [{ inventory_item_id: id, location_id: o.locations[locationId], stocked_quantity: onHand }]
  })
  await ask('POST', '/admin/inventory-items/location-levels/batch', { create: levels })
}

async function seedPeople(ask: Ask): Promise<Record<string, string>> {
  const ids: Record<string, string> = {}
  for (const [at, person] of demoPeople.entries()) {
    const { number, lang, email, address } = person
    const { customer } = await ask<{ customer: { id: string } }>('POST', '/admin/customers', {
      ...{ ...nameOf(person), email, phone: phoneOf(at) },
      metadata: { number, lang },
    })
    ids[email] = customer.id
    const [street = '', door = ''] = address
    if (street === '') continue
    const lines = { ...nameOf(person), address_1: street, address_2: door, country_code: 'kr' }
    await ask('POST', `/admin/customers/${customer.id}/addresses`, lines)
  }
  return ids
}

/** A Korean name is written without a space, family name first; Medusa keeps two fields. */
function nameOf({ name }: DemoPerson): { first_name: string; last_name: string } {
  const at = name.indexOf(' ')
  if (at > 0) return { first_name: name.slice(0, at), last_name: name.slice(at + 1) }
  return { first_name: name.slice(1), last_name: name.slice(0, 1) }
}

/** Numbers that nobody has. */
const phoneOf = (at: number): string => `010-5550-${String(at + 1).padStart(4, '0')}`

/** An order of the web shop, half of them paid. */
async function seedOrder(
  ask: Ask,
  o: { regionId: string; salesChannelId: string; optionId: string; email: string; id: string; at: number },
): Promise<void> {
  const [model] = demoModels
  const { variants } = await ask<{ variants: { id: string }[] }>(
    'GET',
    `/admin/product-variants?sku=${familySku(model?.id ?? '')}&fields=id`,
  )
  const items = [{ variant_id: variants[0]?.id, quantity: 1, unit_price: 1_000_000 + o.at * 1_000 }]
  const { draft_order } = await ask<{ draft_order: { id: string } }>('POST', '/admin/draft-orders', {
    ...{ region_id: o.regionId, sales_channel_id: o.salesChannelId, customer_id: o.id, email: o.email, items },
    shipping_methods: [{ shipping_option_id: o.optionId, name: '택배', amount: 3_000 }],
  })
  await ask('POST', `/admin/draft-orders/${draft_order.id}/convert-to-order`, {})
  if (o.at % 2 === 1) return
  const body = { order_id: draft_order.id, amount: 1_003_000 + o.at * 1_000 }
  const { payment_collection } = await ask<{ payment_collection: { id: string } }>(
    'POST',
    '/admin/payment-collections',
    body,
  )
  await ask('POST', `/admin/payment-collections/${payment_collection.id}/mark-as-paid`, { order_id: draft_order.id })
}
