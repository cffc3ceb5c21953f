import { z } from 'zod'
import type { Store } from '@dangol/domain/stores/store.ts'
import type { ProbeProblem } from '../../connector.ts'
import type { Question } from '../call.ts'
import type { VendureMapping } from '../config.ts'
import type { Facts } from '../facts.ts'
import { HANDLER } from '../place/hand-over.ts'

const codes = z.array(z.object({ code: z.string() }))

/** What of the shop's settings the mapping is held against. */
export const SETTINGS = {
  document: `query($families: ProductVariantListOptions) {
    globalSettings { serverConfig { entityCustomFields { entityName customFields {
      ... on CustomField { name type list readonly } } } } }
    shippingMethods(options: { take: 100 }) { items { code } }
    paymentMethods(options: { take: 100 }) { items { code enabled } }
    fulfillmentHandlers { code }
    families: productVariants(options: $families) { items { sku enabled product { enabled } } }
  }`,
  answer: z.object({
    globalSettings: z.object({
      serverConfig: z.object({
        entityCustomFields: z.array(
          z.object({
            entityName: z.string(),
            customFields: z.array(
              z.object({
                ...{ name: z.string(), type: z.string(), list: z.boolean().nullable().optional() },
                readonly: z.boolean().nullable().optional(),
              }),
            ),
          }),
        ),
      }),
    }),
    shippingMethods: z.object({ items: codes }),
    paymentMethods: z.object({ items: z.array(z.object({ code: z.string(), enabled: z.boolean() })) }),
    fulfillmentHandlers: codes,
    families: z.object({
      items: z.array(z.object({ sku: z.string(), enabled: z.boolean(), product: z.object({ enabled: z.boolean() }) })),
    }),
  }),
} satisfies Question<z.ZodType>
type Settings = z.infer<(typeof SETTINGS)['answer']>

export const settingsVariables = ({ families }: VendureMapping) => {
  const skus = Object.values(families)
  return { families: { filter: { sku: { in: skus } }, take: 2 * skus.length + 1 } }
}

const TYPES = {
  text: ['text'],
  string: ['string', 'text'],
  int: ['int'],
} as const

/** Everything in the mapping that the shop does not have as it is named there. */
export function settingsProblems(settings: Settings, mapping: VendureMapping): readonly ProbeProblem[] {
  return [...fieldProblems(settings, mapping), ...skuProblems(settings, mapping), ...methodProblems(settings, mapping)]
}

/** What concerns the store itself: its money, and its place. */
export function factProblems(facts: Facts, mapping: VendureMapping, store: Store): readonly ProbeProblem[] {
  const problems: ProbeProblem[] = facts.unknownLocations.map((name) => ({ code: 'location', detail: name }))
  if (!Object.values(mapping.locations).includes(store.home)) {
    problems.push({ code: 'location', detail: `none stands for this store, ${store.home}` })
  }
  if (facts.currency !== store.currency) {
    problems.push({
      code: 'currency',
      detail: `the channel counts in ${facts.currency}, this store in ${store.currency}`,
    })
  }
  return problems
}

function fieldProblems({ globalSettings }: Settings, mapping: VendureMapping): ProbeProblem[] {
  const { orderLine, order, customer } = mapping
  const wanted = [
    ['OrderLine', orderLine.configurationId, 'string'],
    ['OrderLine', orderLine.configuration, 'text'],
    ['OrderLine', orderLine.configurationText, 'text'],
    ['OrderLine', orderLine.agreedPrice, 'int'],
    ['Order', order.externalRef, 'string'],
    ['Order', order.storeId, 'string'],
    ['Customer', customer.lang, 'string'],
    ['Customer', customer.consents, 'text'],
    ['Customer', customer.number, 'string'],
  ] as const
  const there = globalSettings.serverConfig.entityCustomFields
  return wanted.flatMap(([entity, name, type]): ProbeProblem[] => {
    if (name === undefined) return []
    const field = there.find(({ entityName }) => entityName === entity)?.customFields.find((one) => one.name === name)
    const named = `${entity}.${name}`
    if (field === undefined) return [{ code: 'field', detail: `${named} is not there` }]
    const types: readonly string[] = TYPES[type]
    if (field.list === true || !types.includes(field.type)) {
      return [{ code: 'field', detail: `${named} is of type ${field.type}, not ${type}` }]
    }
    return field.readonly === true ? [{ code: 'field', detail: `${named} is read-only` }] : []
  })
}

function skuProblems({ families }: Settings, mapping: VendureMapping): ProbeProblem[] {
  return Object.entries(mapping.families).flatMap(([family, sku]): ProbeProblem[] => {
    const found = families.items.filter((one) => one.sku === sku)
    if (found.length === 0) return [{ code: 'sku', detail: `${sku}, for the family ${family}, is not there` }]
    const isSold = found.some(({ enabled, product }) => enabled && product.enabled)
    return isSold ? [] : [{ code: 'sku', detail: `${sku}, for the family ${family}, is not for sale` }]
  })
}

function methodProblems(settings: Settings, { shippingMethods, paymentMethod }: VendureMapping): ProbeProblem[] {
  const shipping = new Set(settings.shippingMethods.items.map(({ code }) => code))
  const payment = settings.paymentMethods.items.find(({ code }) => code === paymentMethod)
  const problems: ProbeProblem[] = [...new Set(Object.values(shippingMethods))]
    .filter((code) => !shipping.has(code))
    .map((code) => ({ code: 'shipping-method', detail: code }))
  if (payment === undefined) problems.push({ code: 'payment-method', detail: `${paymentMethod} is not there` })
  else if (!payment.enabled) problems.push({ code: 'payment-method', detail: `${paymentMethod} is switched off` })
  if (!settings.fulfillmentHandlers.some(({ code }) => code === HANDLER)) {
    problems.push({ code: 'shipping-method', detail: `the fulfilment handler ${HANDLER} is not there` })
  }
  return problems
}
