import type { ConfigurationId, OrderId } from '@dangol/domain/ids/ids.ts'
import type { ShopConfiguration, ShopOrder } from '@dangol/protocol/shop.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CommerceConnector, PlaceOrder } from '@dangol/server/src/upstream/connector.ts'
import { canRunVendure } from '../vendure/for-tests.ts'
import { ids, MINJI, newOrder, openAdapterAtHand, putStock, SHELF_SKU, variantOf } from './vendure-at-hand.ts'
import type { VendureAtHand } from './vendure-at-hand.ts'

const RARE_SKU = 'CAP-BEA-LIM'
const soon = (): AbortSignal => AbortSignal.timeout(30_000)
const real = (url: URL, init: RequestInit) => fetch(url, init)

/** One thing from the shelf, as the store sold it. */
function orderOf(over: Partial<ShopOrder['lines'][number]> = {}): ShopOrder {
  const whole = newOrder()
  const [first] = whole.lines
  if (first === undefined) throw new Error('An order has lines.')
  const line = { ...first, quantity: 1, total: first.unitPrice, ...over }
  return { ...whole, orderId: ids.next<OrderId>(), total: line.total, lines: [line] }
}

describe.runIf(canRunVendure())('a real Vendure', { timeout: 120_000 }, () => {
  let hand: VendureAtHand
  let connector: CommerceConnector
  beforeAll(async () => {
    hand = await openAdapterAtHand()
    connector = hand.connect(real)
  }, 180_000)
  afterAll(() => hand.close())

  const place = (order: ShopOrder, over: Partial<PlaceOrder> = {}, as = connector) =>
    as.placeOrder({ order, customerRef: hand.customerRef, again: false, takeOver: false, ...over }, soon())
  const inShop = async (order: ShopOrder) => {
    const { orders } = await hand.shop.admin<{ orders: { items: Found[] } }>(
      `query($ref: String!) { orders(options: { filter: { externalRef: { eq: $ref } } }) { items {
        state totalWithTax customer { emailAddress } shippingAddress { streetLine1 streetLine2 }
        lines { customFields { configurationText } } fulfillments { state method lines { quantity } } } } }`,
      { ref: order.orderId },
    )
    return orders.items
  }

  test('what was carried out is delivered there, the rest waits; the words of a configuration can be read', async () => {
    const order = newOrder()
    expect(await place(order)).toMatchObject({ kind: 'done' })
    const [found] = await inShop(order)
    expect(found).toMatchObject({ state: 'PartiallyDelivered', customer: { emailAddress: MINJI } })
    expect(found?.fulfillments).toEqual([{ state: 'Delivered', method: 'carry-out', lines: [{ quantity: 2 }] }])
    expect(found?.lines[1]?.customFields.configurationText).toMatch(/\n.*: /)
  })

  test('a delivery goes where the customer lives, as the shop knows at that moment', async () => {
    const order = orderOf({ fulfilment: 'delivery' })
    expect(await place(order)).toMatchObject({ kind: 'done' })
    expect((await inShop(order))[0]?.shippingAddress).toEqual({
      streetLine1: '고래물길 27',
      streetLine2: '103동 1204호',
    })
  })

  test('[U8] without a field for our price another price is a conflict that says both, and nothing of it stays', async () => {
    const orderLine = { configurationId: 'configurationId', configuration: 'configuration' }
    const plain = hand.connectAs(real, { mapping: { orderLine } })
    const cheaper = { minor: 30_000, currency: 'KRW' } as const
    const order = orderOf({ unitPrice: cheaper, total: cheaper })
    const drafts = await hand.drafts()
    expect(await place(order, {}, plain)).toEqual({
      ...{ kind: 'conflict', reason: 'price-changed' },
      detail: 'the shop asks 34000 KRW, the store agreed on 30000 KRW',
    })
    expect(await place(order, { takeOver: true }, plain)).toMatchObject({ kind: 'rejected' })
    expect(await hand.drafts()).toBe(drafts)
    expect(await place(order, { again: true })).toMatchObject({ kind: 'done' })
    expect((await inShop(order))[0]?.totalWithTax).toBe(30_000)
  })

  test('[U8] what the shop believes sold out is a conflict; taken over, it was there', async () => {
    await putStock(hand.shop.admin, RARE_SKU, 0)
    const price = { minor: 39_000, currency: 'KRW' } as const
    const order = orderOf({
      sku: RARE_SKU,
      quantity: 900,
      unitPrice: price,
      total: { ...price, minor: 35_100_000 },
    })
    const drafts = await hand.drafts()
    expect(await place(order)).toMatchObject({ kind: 'conflict', reason: 'stock-gone' })
    expect(await hand.drafts()).toBe(drafts)
    expect(await place(order, { again: true, takeOver: true })).toMatchObject({ kind: 'done' })
    expect(await inShop(order)).toMatchObject([{ state: 'Delivered', totalWithTax: 35_100_000 }])
  })

  test('[U8] what is not for sale there any more is a conflict, taken over or not', async () => {
    const id = await variantOf(hand.shop.admin, 'CAP-VIS-LIM')
    await hand.shop.admin('mutation($i: [UpdateProductVariantInput!]!) { updateProductVariants(input: $i) { id } }', {
      i: [{ id, enabled: false }],
    })
    for (const takeOver of [false, true]) {
      const answer = await place(orderOf({ sku: 'CAP-VIS-LIM' }), { takeOver })
      expect(answer).toMatchObject({ kind: 'conflict', reason: 'product-gone' })
    }
    expect(await hand.drafts()).toBe(0)
  })

  test.each(['9999', null])(
    '[U8] a customer whom the shop does not have (%s): a conflict; taken over, nobody’s',
    async (ref) => {
      const order = orderOf()
      expect(await place(order, { customerRef: ref })).toMatchObject({ kind: 'conflict', reason: 'customer-gone' })
      expect(await place(order, { customerRef: ref, again: true, takeOver: true })).toMatchObject({ kind: 'done' })
      expect(await inShop(order)).toMatchObject([{ customer: { emailAddress: 'walk-in@example.test' } }])
    },
  )

  test('[U1] two workers with the same order at once make one', async () => {
    const order = newOrder()
    const answers = await Promise.all([place(order), place(order, {}, hand.connect(real))])
    for (const { kind } of answers) expect(['done', 'retry']).toContain(kind)
    expect(await place(order, { again: true })).toMatchObject({ kind: 'done' })
    expect(await hand.inShop(order.orderId)).toMatchObject([{ quantities: [2, 1], payments: [order.total.minor] }])
  })

  test('a configuration is saved once; what is older than the shop’s is not taken', async () => {
    const saved = savedOf(newOrder())
    const save = (over: Partial<ShopConfiguration>) =>
      connector.saveConfiguration({ ...saved, ...over }, hand.customerRef, soon())
    const accepted = (is: boolean) => ({ kind: 'done', value: { accepted: is } })
    expect(await save({ revision: 2 })).toEqual(accepted(true))
    expect(await save({ revision: 2 })).toEqual(accepted(true))
    expect(await save({ revision: 1, name: 'older' })).toEqual(accepted(false))
    expect(await save({ revision: 3, name: 'newer' })).toEqual(accepted(true))
    const page = await connector.readOf('configurations', hand.customerRef, { limit: 50, signal: soon() })
    const told = page.kind === 'answered' ? page.value.told.flatMap(({ changes }) => changes) : []
    const [mine] = told.flatMap((one) => (one.feed === 'configuration' && one.value.id === saved.id ? [one.value] : []))
    expect(mine).toMatchObject({ name: 'newer', revision: 3, choices: saved.choices, origin: 'kiosk' })
  })

  test('a consent is written beside what else is in the field', async () => {
    const consent = {
      commandId: ids.next(),
      customerId: '0'.repeat(32),
      consents: { 'assist.notify': 'withdrawn' },
    } as never
    expect(await connector.putConsents(consent, hand.customerRef, soon())).toEqual({ kind: 'done', value: null })
    const read = await connector.read('customers', [hand.customerRef], soon())
    expect(JSON.stringify(read)).toContain('"assist.notify":"withdrawn"')
    expect(JSON.stringify(read)).toContain('"history.view":"granted"')
    expect(await connector.putConsents(consent, '9999', soon())).toMatchObject({ reason: 'customer-gone' })
  })

  test('staff find somebody by mailbox or number, however it is written, and see what they ordered', async () => {
    const found = { kind: 'answered', value: [{ id: hand.customerRef, number: 'M-100231' }] }
    for (const query of [
      { email: ' minji.kim@example.test' },
      { phone: '+82 10-5550-0001' },
      { phone: '01055500001' },
    ]) {
      expect(await connector.findCustomers({ ...query, limit: 5 }, soon())).toMatchObject(found)
    }
    expect(await connector.findCustomers({ phone: '010-9999-0001', limit: 5 }, soon())).toMatchObject({ value: [] })
    const orders = await connector.ordersOf(hand.customerRef, 3, soon())
    const placed = orders.kind === 'answered' ? orders.value.map(({ placedAt }) => placedAt) : []
    expect(placed).toEqual(placed.toSorted((a, b) => b - a))
    expect(placed).toHaveLength(3)
  })

  test('what is deleted in the shop is gone when it is read', async () => {
    const read = await connector.read('customers', [hand.customerRef, '9999'], soon())
    expect(read).toMatchObject({
      value: { told: [{ id: hand.customerRef }], gone: [{ feed: 'customers', id: '9999' }] },
    })
  })

  test('[U10] a key that may too little, a field that is not there, names of nothing: each is named', async () => {
    const problems = async (of: CommerceConnector) => {
      const answer = await of.probe(soon())
      return answer.kind === 'answered'
        ? answer.value.problems.map(({ code, detail }) => `${code} ${detail}`)
        : [answer.why]
    }
    const weak = await problems(hand.connectAs(real, { key: hand.shop.weakApiKey }))
    expect(weak).toContain('scope CreateOrder')
    expect(weak).not.toContain('scope ReadOrder')
    const { mapping } = hand.shop.link
    const spoilt = await problems(
      hand.connectAs(real, {
        mapping: {
          order: { ...mapping.order, externalRef: 'nowhere' },
          customer: { ...mapping.customer, number: 'consents', consents: 'lang' },
          families: { ...mapping.families, ['gorae-1200' as never]: 'family-nothing' as never },
          shippingMethods: { ...mapping.shippingMethods, delivery: 'by-pigeon' },
          paymentMethod: 'beads',
          locations: { Atlantis: 'seongsu' as never },
          savedConfigurations: mapping.savedConfigurations && { ...mapping.savedConfigurations, save: 'keepThis' },
        },
      }),
    )
    expect(spoilt).toEqual(
      expect.arrayContaining([
        ...['field Order.nowhere is not there', 'field Customer.lang is of type string, not text'],
        ...['sku family-nothing, for the family gorae-1200, is not there', 'shipping-method by-pigeon'],
        ...['payment-method beads is not there', 'location Atlantis'],
        expect.stringContaining('keepThis'),
      ]),
    )
  })

  test('a draft of somebody else is left alone', async () => {
    const { createDraftOrder } = await hand.shop.admin<{ createDraftOrder: { id: string } }>(
      'mutation { createDraftOrder { id } }',
    )
    expect(await connector.tidy(soon())).toEqual({ kind: 'answered', value: 0 })
    await hand.shop.admin('mutation($id: ID!) { deleteDraftOrder(orderId: $id) { result } }', {
      id: createDraftOrder.id,
    })
  })

  test('an order of the shelf alone carries no configuration', async () => {
    const order = orderOf({ sku: SHELF_SKU })
    expect(await place(order)).toMatchObject({ kind: 'done' })
    expect(await hand.inShop(order.orderId)).toMatchObject([{ configurationIds: [null] }])
  })
})

interface Found {
  readonly state: string
  readonly totalWithTax: number
  readonly customer: { readonly emailAddress: string } | null
  readonly shippingAddress: { readonly streetLine1: string; readonly streetLine2: string }
  readonly lines: readonly { readonly customFields: { readonly configurationText: string | null } }[]
  readonly fulfillments: readonly { state: string; method: string; lines: readonly { quantity: number }[] }[]
}

function savedOf(order: ShopOrder): ShopConfiguration {
  const [draft] = order.lines.flatMap(({ configuration }) => (configuration === null ? [] : [configuration]))
  if (draft === undefined) throw new Error('The order has nothing configured.')
  return {
    ...draft,
    ...{ id: ids.next<ConfigurationId>(), customerId: order.customerId, origin: 'kiosk', savedAt: order.placedAt },
    ...{ code: null, codeExpiresAt: null, discarded: false },
  }
}
