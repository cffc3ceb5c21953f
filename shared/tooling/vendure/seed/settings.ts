import { REFUSED } from '../graphql.ts'
import type { Ask } from '../graphql.ts'
import { DEFAULT_STORE } from '../../../../server/src/features/stores/default-store.ts'

/** What the rest of the seed hangs on. */
export interface Settings {
  readonly taxCategoryId: string
  /** Vendure's id of each of the store's locations. */
  readonly locationIds: ReadonlyMap<string, string>
}

const DELIVERY_WON = 3_000
const TAX_PERCENT = 10

/** A shop in Korea: won, prices with tax, two languages, two ways to get things, two ways to pay, the store's locations. */
export async function seedSettings(admin: Ask): Promise<Settings> {
  await admin(
    `mutation { updateGlobalSettings(input: { availableLanguages: [ko, en] }) { ... on GlobalSettings { id } ${REFUSED} } }`,
  )
  const country = await made(admin, 'createCountry(input: $i)', 'CreateCountryInput!', {
    ...{ code: 'KR', enabled: true },
    translations: both({ name: '대한민국' }, { name: 'South Korea' }),
  })
  const zone = await made(admin, 'createZone(input: $i)', 'CreateZoneInput!', { name: 'KR', memberIds: [country] })
  const taxCategoryId = await made(admin, 'createTaxCategory(input: $i)', 'CreateTaxCategoryInput!', {
    ...{ name: '과세', isDefault: true },
  })
  await made(admin, 'createTaxRate(input: $i)', 'CreateTaxRateInput!', {
    ...{ name: '부가가치세', enabled: true, value: TAX_PERCENT, categoryId: taxCategoryId, zoneId: zone },
  })
  const { activeChannel } = await admin<{ activeChannel: { id: string } }>('{ activeChannel { id } }')
  await admin(`mutation($i: UpdateChannelInput!) { updateChannel(input: $i) { ... on Channel { id } ${REFUSED} } }`, {
    i: {
      ...{ id: activeChannel.id, defaultTaxZoneId: zone, defaultShippingZoneId: zone, pricesIncludeTax: true },
      ...{ defaultCurrencyCode: 'KRW', availableCurrencyCodes: ['KRW'], trackInventory: true },
      ...{ defaultLanguageCode: 'ko', availableLanguageCodes: ['ko', 'en'] },
    },
  })
  await seedWays(admin)
  return { taxCategoryId, locationIds: await seedLocations(admin, activeChannel.id) }
}

async function seedWays(admin: Ask): Promise<void> {
  const ways = [
    ['store-pickup', '매장 수령', 'Collect in store', 0],
    ['delivery', '배송', 'Delivery', DELIVERY_WON],
  ] as const
  for (const [code, ko, en, rate] of ways) {
    await made(admin, 'createShippingMethod(input: $i)', 'CreateShippingMethodInput!', {
      ...{ code, fulfillmentHandler: 'manual-fulfillment' },
      translations: both({ name: ko, description: '' }, { name: en, description: '' }),
      checker: operation('default-shipping-eligibility-checker', { orderMinimum: '0' }),
      calculator: operation('delivery-unless-agreed', { rate: String(rate) }),
    })
  }
  const payments = [
    ['web-card', '온라인 카드', 'Card (online)', 'false'],
    ['store-terminal', '매장 단말기', 'Store terminal', 'true'],
  ] as const
  for (const [code, ko, en, automaticSettle] of payments) {
    await made(admin, 'createPaymentMethod(input: $i)', 'CreatePaymentMethodInput!', {
      ...{ code, enabled: true },
      translations: both({ name: ko, description: '' }, { name: en, description: '' }),
      handler: operation('dummy-payment-handler', { automaticSettle }),
    })
  }
}

/** Vendure comes with one location, which becomes the warehouse; the stores' shelves are added. */
async function seedLocations(admin: Ask, channelId: string): Promise<ReadonlyMap<string, string>> {
  const { stockLocations } = await admin<{ stockLocations: { items: { id: string }[] } }>(
    '{ stockLocations { items { id } } }',
  )
  const found = stockLocations.items[0]
  if (found === undefined) throw new Error('This Vendure has no stock location.')
  const ids = new Map<string, string>()
  for (const location of DEFAULT_STORE.locations) {
    const name = locationName(location)
    if (location.kind === 'warehouse') {
      await admin('mutation($i: UpdateStockLocationInput!) { updateStockLocation(input: $i) { id } }', {
        i: { id: found.id, name },
      })
      ids.set(location.id, found.id)
      continue
    }
    const id = await made(admin, 'createStockLocation(input: $i)', 'CreateStockLocationInput!', { name })
    await admin(
      'mutation($i: AssignStockLocationsToChannelInput!) { assignStockLocationsToChannel(input: $i) { id } }',
      { i: { channelId, stockLocationIds: [id] } },
    )
    ids.set(location.id, id)
  }
  return ids
}

/** What the shop calls a location of the store; Vendure's ids are its own. */
export const locationName = (location: { readonly title: { readonly en: string } }): string => location.title.en

export const both = <T extends object>(ko: T, en: T) => [
  { languageCode: 'ko', ...ko },
  { languageCode: 'en', ...en },
]

export const operation = (code: string, args: Readonly<Record<string, string>> = {}) => ({
  code,
  arguments: Object.entries(args).map(([name, value]) => ({ name, value })),
})

/** Makes one thing and answers its id. */
export async function made(admin: Ask, call: string, type: string, input: object): Promise<string> {
  const answer = await admin<Record<string, { id: string }>>(`mutation($i: ${type}) { ${call} { id } }`, { i: input })
  const id = Object.values(answer)[0]?.id
  if (id === undefined) throw new Error(`The shop made nothing of ${call}.`)
  return id
}
