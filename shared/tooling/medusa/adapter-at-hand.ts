import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { ConfigurationId, OrderId } from '@dangol/domain/ids/ids.ts'
import { systemIds } from '@dangol/client/system-ids.ts'
import { demoModels, demoPeople } from '../../../server/shop/demo/demo.ts'
import { DEFAULT_STORE } from '../../../server/src/features/stores/default-store.ts'
import { systemClock } from '../../../server/src/platform/system-clock.ts'
import type { ConnectorAtHand, OrderInShop } from '../../../server/src/testing/connector-contract.ts'
import type { CommerceConnector, Send } from '../../../server/src/upstream/connector.ts'
import { createMedusaConnector } from '../../../server/src/upstream/medusa/medusa-connector.ts'
import { createPeopleKeys } from '../../../server/src/upstream/people-keys.ts'
import type { ShopOrder } from '@dangol/protocol/shop.ts'
import { openMedusa } from './launch.ts'
import type { Medusa } from './launch.ts'

const HOOK = { url: 'http://127.0.0.1:9/', secret: 'hook secret of a test' }
const MINJI = 'minji.kim@example.test'
/** Every order of the suite takes some with it. */
const PLENTY = 100_000

/** A real Medusa behind the adapter, for the suite that every adapter passes. */
export async function openAdapterAtHand(): Promise<ConnectorAtHand> {
  const shop = await openMedusa({ hook: HOOK })
  const customerRef = shop.seeded.customers[MINJI] ?? ''
  const counted = await countedGoods(shop)
  const { change, spoil } = createBackOffice(shop, { customerRef, ...counted })
  return {
    connect: (send) => connectTo(shop, send),
    stranger: connectTo(shop, (to, init) => fetch(to, init), 'sk_of_nobody'),
    customerRef,
    newOrder: () => orderOf(counted.sku),
    inShop: (orderId) => inShop(shop, orderId, customerRef),
    drafts: async () => (await shop.admin<{ count: number }>('GET', '/admin/draft-orders?fields=id&limit=1')).count,
    change,
    spoil,
    message: () => Promise.resolve(message(customerRef)),
    close: () => shop.stop(),
  }
}

/** The adapter, as a store is linked to it. */
function connectTo({ link }: Medusa, send: Send, secret?: string): CommerceConnector {
  return createMedusaConnector(link, {
    ...{ send, clock: systemClock, store: DEFAULT_STORE, webhookSecret: HOOK.secret },
    keys: createPeopleKeys('5'.repeat(64), 'medusa', DEFAULT_STORE.id),
    secret: secret ?? readFileSync(link.keyFile, 'utf8').trim(),
  })
}

interface Counted {
  readonly sku: string
  readonly itemId: string
  readonly variantId: string
  readonly productId: string
}

async function countedGoods({ admin, link }: Medusa): Promise<Counted> {
  const fields = 'id,sku,location_levels.location_id'
  const { inventory_items } = await admin<{
    inventory_items: { id: string; sku: string; location_levels: { location_id: string }[] }[]
  }>('GET', `/admin/inventory-items?limit=100&fields=${fields}`)
  const here = link.locations[link.storeLocation]
  const item = inventory_items.find((one) => one.location_levels.some(({ location_id }) => location_id === here))
  if (item === undefined) throw new Error('The shop counts nothing in the store.')
  await admin('POST', `/admin/inventory-items/${item.id}/location-levels/${here ?? ''}`, { stocked_quantity: PLENTY })
  const { variants } = await admin<{ variants: { id: string; product_id: string }[] }>(
    'GET',
    `/admin/product-variants?sku=${item.sku}&fields=id,product_id`,
  )
  return { sku: item.sku, itemId: item.id, variantId: variants[0]?.id ?? '', productId: variants[0]?.product_id ?? '' }
}

type Promised = ShopOrder['lines'][number]['promise']

/** One line that is carried out, one configured that is sent. */
function orderOf(sku: string): ShopOrder {
  const [model] = demoModels
  if (model === undefined) throw new Error('The demonstration makes nothing.')
  const saved = demoPeople.flatMap(({ configurations }) => configurations)
  const choices = saved.find(({ familyId }) => familyId === model.id)?.choices ?? {}
  const won = (minor: number) => ({ minor, currency: 'KRW' }) as const
  const promise: Promised = { date: '2027-01-15', basis: 'estimate', steps: [], provisional: false }
  const title = { ko: '시험 주문', en: 'Test order' }
  return {
    orderId: systemIds.next<OrderId>(),
    ...{ storeId: DEFAULT_STORE.id, storeNumber: 'S-1', customerId: null },
    placedAt: systemClock.nowMs(),
    total: won(2_345_600),
    lines: [
      {
        ...{ sku, title, quantity: 2, unitPrice: won(11_000), total: won(22_000), fulfilment: 'carry-out', promise },
        configuration: null,
      },
      {
        ...{ sku: 'GRA-ABCD1234', title, quantity: 1, unitPrice: won(2_323_600), total: won(2_323_600) },
        ...{ fulfilment: 'delivery', promise },
        configuration: {
          ...{ id: systemIds.next<ConfigurationId>(), revision: 1, name: '내 것', personaId: null, secret: false },
          ...{ familyId: model.id, modelVersion: model.version, choices },
        },
      },
    ],
  }
}

/** What people of the shop do to it. */
function createBackOffice({ admin, link }: Medusa, o: Counted & { customerRef: string }) {
  let times = 0
  const here = link.locations[link.storeLocation] ?? ''
  const aNew = (): number => (times += 1)
  return {
    change: {
      customers: async () => {
        await admin('POST', `/admin/customers/${o.customerRef}`, { first_name: `민지${aNew()}` })
        return o.customerRef
      },
      orders: async () => {
        const { orders } = await admin<{ orders: { id: string }[] }>(
          'GET',
          `/admin/orders?customer_id=${o.customerRef}&fields=id&order=created_at&limit=1`,
        )
        const id = orders[0]?.id ?? ''
        await admin('POST', `/admin/orders/${id}/cancel`, {})
        return id
      },
      products: async () => {
        const prices = [{ currency_code: 'krw', amount: 20_000 + aNew() }]
        await admin('POST', `/admin/products/${o.productId}/variants/${o.variantId}`, { prices })
        return o.variantId
      },
      stock: async () => {
        const stocked_quantity = PLENTY + aNew()
        await admin('POST', `/admin/inventory-items/${o.itemId}/location-levels/${here}`, { stocked_quantity })
        return o.itemId
      },
    },
    /** Half a won: no store can keep that. */
    spoil: async () => {
      const prices = [{ currency_code: 'krw', amount: 99.5 }]
      await admin('POST', `/admin/products/${o.productId}/variants/${o.variantId}`, { prices })
      return { feed: 'products' as const, id: o.variantId }
    },
  }
}

interface OrderThere {
  readonly id: string
  readonly display_id: number
  readonly total: number
  readonly customer_id: string | null
  readonly metadata: Readonly<Record<string, unknown>> | null
  readonly items: readonly { quantity: number; metadata: Readonly<Record<string, unknown>> | null }[]
  readonly payment_collections: readonly { payments: readonly { amount: number; captured_at: string | null }[] }[]
}

/** Around the adapter: everything the shop has, gone through by key. */
async function inShop(
  { admin, link: { fields } }: Medusa,
  orderId: string,
  customerRef: string,
): Promise<OrderInShop[]> {
  const wanted = 'id,display_id,total,customer_id,metadata,items.quantity,items.metadata'
  const paid = 'payment_collections.payments.amount,payment_collections.payments.captured_at'
  const { orders } = await admin<{ orders: OrderThere[] }>(
    'GET',
    `/admin/orders?limit=100&order=-created_at&created_at[$gte]=${madeAt(orderId)}&fields=${wanted},${paid}`,
  )
  return orders
    .filter(({ metadata }) => metadata?.[fields.orderId] === orderId)
    .map((order) => {
      const line = (item: OrderThere['items'][number]): number => Number(item.metadata?.[fields.line])
      const items = order.items.toSorted((a, b) => line(a) - line(b))
      const payments = order.payment_collections.flatMap((one) => one.payments)
      return {
        ...{
          number: String(order.display_id),
          totalMinor: order.total,
          isOfCustomer: order.customer_id === customerRef,
        },
        quantities: items.map(({ quantity }) => quantity),
        configurationIds: items.map(
          ({ metadata }) => (metadata?.[fields.configurationId] as string | undefined) ?? null,
        ),
        payments: payments.filter(({ captured_at }) => captured_at !== null).map(({ amount }) => amount),
      }
    })
}

/** Our ids begin with the time in milliseconds. */
const madeAt = (id: string): string => new Date(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toISOString()

function message(customerRef: string): { headers: Record<string, string>; body: Uint8Array } {
  const body = Buffer.from(JSON.stringify({ id: 'd-1', topic: 'customer.updated', data: { id: customerRef } }))
  const signature = createHmac('sha256', HOOK.secret).update(body).digest('hex')
  return { headers: { 'x-dangol-signature': signature }, body }
}
