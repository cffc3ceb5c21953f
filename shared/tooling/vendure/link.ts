import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { demoModels } from '../../../server/shop/demo/demo.ts'
import { DEFAULT_STORE } from '../../../server/src/features/stores/default-store.ts'
import { VendureLinkSchema } from '../../../server/src/upstream/vendure/config.ts'
import type { VendureLink } from '../../../server/src/upstream/vendure/config.ts'
import { familySku } from './seed/catalogue.ts'
import { locationName } from './seed/settings.ts'

/** Milliseconds between two looks for changes: a test does not wait for a second. */
const POLL_MS = 250

/** Writes the secrets beside the shop and answers what a store's `DANGOL_LINK` file says about it. */
export function linkTo(o: { adminApi: string; data: string; apiKey: string; webhookSecret: string }): VendureLink {
  const keyFile = join(o.data, 'api-key')
  const webhookSecretFile = join(o.data, 'webhook-secret')
  writeFileSync(keyFile, `${o.apiKey}\n`, { mode: 0o600 })
  writeFileSync(webhookSecretFile, `${o.webhookSecret}\n`, { mode: 0o600 })
  return VendureLinkSchema.parse({
    ...{ platform: 'vendure', url: o.adminApi, keyFile, webhookSecretFile, pollMs: POLL_MS },
    mapping: {
      lang: 'ko',
      orderLine: {
        ...{ configurationId: 'configurationId', configuration: 'configuration' },
        ...{ configurationText: 'configurationText', agreedPrice: 'agreedPrice' },
      },
      order: { externalRef: 'externalRef', storeId: 'storeId' },
      customer: { lang: 'lang', consents: 'consents', number: 'number' },
      savedConfigurations: {
        ...{ type: 'SavedConfiguration', list: 'savedConfigurations', save: 'saveConfigurationForCustomer' },
        fields: {
          ...{ customerId: 'customerId', key: 'key', name: 'name', document: 'document', revision: 'revision' },
        },
      },
      families: Object.fromEntries(demoModels.map(({ id }) => [id, familySku(id)])),
      locations: Object.fromEntries(DEFAULT_STORE.locations.map((at) => [locationName(at), at.id])),
      shippingMethods: { 'pick-up': 'store-pickup', 'carry-out': 'store-pickup', delivery: 'delivery' },
      paymentMethod: 'store-terminal',
      walkIn: { emailAddress: 'walk-in@example.test', firstName: '손님', lastName: '매장' },
      storeAddress: {
        ...{ fullName: '단골 성수 플래그십', streetLine1: '고래물길 1', city: '성동구', province: '서울' },
        ...{ postalCode: '04799', countryCode: 'KR' },
      },
    },
  })
}
