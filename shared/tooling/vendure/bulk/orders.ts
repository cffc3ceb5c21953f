import { demoPeople } from '../../../../server/shop/demo/demo.ts'
import { familySku } from '../seed/catalogue.ts'
import type { BulkSql, Variant } from './bulk.sql.ts'
import { columnTime } from './times.ts'

/** Orders begin after the last customer came, and one comes every so many seconds. */
const FIRST_SECOND = 90 * 24 * 3600
const EVERY_SECONDS = 90
/** One in so many orders is still open, one in so many lines configured. */
const OPEN = 10
const CONFIGURED = 12

const ADDRESS = JSON.stringify({
  ...{ fullName: '받는 사람', streetLine1: '가람로 1', city: '성동구', province: '서울' },
  ...{ postalCode: '04799', countryCode: 'KR' },
})
const TAX = JSON.stringify([{ description: '부가가치세', taxRate: 10 }])
const TAX_FACTOR = 1.1

interface Line {
  readonly id: number
  readonly quantity: number
  readonly price: number
}

/** Adds the n-th order of the bulk, of the so-many-th customer of it, with one to four lines. */
export function createBulkOrders(sql: BulkSql) {
  const { base, insert } = sql
  const addLine = createLines(sql)
  let lineId = base.last.order_line
  return (n: number, customer: number): void => {
    const at = { createdAt: columnTime(secondOf(n)), updatedAt: columnTime(secondOf(n)) }
    const ids = { order: base.last.order + n, shipping: base.last.shipping_line + n }
    const isDone = n % OPEN !== 0
    insert('order', {
      ...{ id: ids.order, ...at, orderPlacedAt: at.createdAt, type: 'Regular', active: 0, couponCodes: '' },
      ...{ code: `BULK${String(n).padStart(12, '0')}`, state: isDone ? 'Delivered' : 'PaymentAuthorized' },
      ...{ shippingAddress: ADDRESS, billingAddress: '{}', currencyCode: 'KRW', taxZoneId: base.zoneId },
      ...{
        customerId: base.last.customer + customer,
        subTotal: 0,
        subTotalWithTax: 0,
        shipping: 0,
        shippingWithTax: 0,
      },
      ...totals(linesOf(sql, n)),
    })
    insert('order_channels_channel', { orderId: ids.order, channelId: base.channelId })
    insert('shipping_line', {
      ...{ id: ids.shipping, ...at, listPriceIncludesTax: 1, adjustments: '[]', taxLines: '[]', listPrice: 0 },
      ...{ shippingMethodId: base.shippingMethodId, orderId: ids.order },
    })
    const lines: Line[] = []
    for (const wanted of linesOf(sql, n)) {
      lineId += 1
      addLine({ ...wanted, id: lineId, at, orderId: ids.order, shippingLineId: ids.shipping })
      lines.push({ id: lineId, quantity: wanted.quantity, price: wanted.variant.price })
    }
    finish(sql, n, ids.order, at, lines, isDone)
  }
}

interface Wanted {
  readonly variant: Variant
  readonly quantity: number
}

const secondOf = (n: number): number => FIRST_SECOND + n * EVERY_SECONDS

/** One to four different products, the families now and then. */
function linesOf({ base: { variants } }: BulkSql, n: number): Wanted[] {
  const count = 1 + (n % 4)
  const [families, stocked] = split(variants)
  return Array.from({ length: count }, (_, at) => {
    const from = (n * 4 + at) % CONFIGURED === 0 ? families : stocked
    const variant = from[(n * 7 + at * 13) % from.length]
    if (variant === undefined) throw new Error('The shop sells nothing.')
    return { variant, quantity: 1 + ((n + at) % 2) }
  })
}

const halves = new WeakMap<readonly Variant[], readonly [Variant[], Variant[]]>()
function split(variants: readonly Variant[]): readonly [Variant[], Variant[]] {
  const isFamily = ({ sku }: Variant) => documents.has(sku)
  const known = halves.get(variants) ?? [variants.filter(isFamily), variants.filter((one) => !isFamily(one))]
  halves.set(variants, known)
  return known
}

function totals(lines: readonly Wanted[]) {
  const withTax = lines.reduce((sum, { variant, quantity }) => sum + variant.price * quantity, 0)
  return { subTotal: Math.round(withTax / TAX_FACTOR), subTotalWithTax: withTax }
}

/** What people of the demonstration configured, by the SKU of its family. */
const documents = new Map(
  demoPeople.flatMap(({ configurations }) => configurations).map((one) => [familySku(one.familyId), one] as const),
)

interface LineRow extends Wanted {
  readonly id: number
  readonly at: { readonly createdAt: string; readonly updatedAt: string }
  readonly orderId: number
  readonly shippingLineId: number
}

function createLines({ insert }: BulkSql) {
  return ({ id, variant, quantity, at, orderId, shippingLineId }: LineRow): void => {
    const configured = documents.get(variant.sku)
    const configurationId = `01910000-0000-7000-8000-${id.toString(16).padStart(12, '0')}`
    insert('order_line', {
      ...{
        id,
        ...at,
        quantity,
        orderPlacedQuantity: quantity,
        listPriceIncludesTax: 1,
        adjustments: '[]',
        taxLines: TAX,
      },
      ...{ shippingLineId, productVariantId: variant.id, taxCategoryId: variant.taxCategoryId, orderId },
      ...{ initialListPrice: variant.price, listPrice: variant.price },
      customFieldsConfigurationid: configured === undefined ? null : configurationId,
      customFieldsConfiguration:
        configured === undefined
          ? null
          : JSON.stringify({
              ...{ id: configurationId, familyId: configured.familyId, modelVersion: configured.modelVersion },
              ...{ revision: 0, name: configured.name, personaId: null, secret: false, choices: configured.choices },
            }),
    })
  }
}

/** Paid, and where it is done, sent and delivered. */
function finish(sql: BulkSql, n: number, orderId: number, at: LineRow['at'], lines: readonly Line[], isDone: boolean) {
  const { base, insert } = sql
  insert('payment', {
    ...{ id: base.last.payment + n, ...at, method: 'web-card', transactionId: `bulk-${n}`, metadata: '{}', orderId },
    ...{ state: isDone ? 'Settled' : 'Authorized' },
    amount: lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0),
  })
  if (!isDone) return
  const fulfillmentId = base.last.fulfillment + n
  insert('fulfillment', {
    ...{ id: fulfillmentId, ...at, state: 'Delivered', trackingCode: `B-${n}`, method: '한빛택배' },
    handlerCode: 'manual-fulfillment',
  })
  insert('order_fulfillments_fulfillment', { orderId, fulfillmentId })
  for (const { id, quantity } of lines) {
    insert('order_line_reference', {
      ...at,
      quantity,
      fulfillmentId,
      orderLineId: id,
      discriminator: 'FulfillmentLine',
    })
  }
}
