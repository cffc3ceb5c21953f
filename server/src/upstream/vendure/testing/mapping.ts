import { VendureMappingSchema } from '../config.ts'
import type { VendureMapping } from '../config.ts'

/** A mapping as a small shop would have it. */
export const mappingOf = (over: Partial<VendureMapping> = {}): VendureMapping => ({
  ...VendureMappingSchema.parse({
    lang: 'ko',
    orderLine: {
      ...{ configurationId: 'cfgId', configuration: 'cfgDoc', configurationText: 'cfgText', agreedPrice: 'agreed' },
    },
    order: { externalRef: 'ref', storeId: 'store' },
    customer: { lang: 'lang', consents: 'consents', number: 'number' },
    savedConfigurations: {
      ...{ type: 'Saved', list: 'saveds', save: 'saveOne' },
      fields: { customerId: 'owner', key: 'key', name: 'title', document: 'doc', revision: 'rev' },
    },
    families: { 'gorae-1200': 'family-gorae' },
    locations: { 'Seongsu Flagship': 'seongsu' },
    shippingMethods: { 'pick-up': 'collect', 'carry-out': 'collect', delivery: 'home' },
    paymentMethod: 'till',
    walkIn: { emailAddress: 'walk-in@shop.test', firstName: '손님', lastName: '매장' },
    storeAddress: { fullName: '단골', streetLine1: '고래물길 1', city: '서울', countryCode: 'KR' },
  }),
  ...over,
})
