import type { Purpose } from '@dangol/domain/customers/consent.ts'
import type { Currency } from '@dangol/domain/money/money.ts'
import type { Db } from '../../src/db/open.ts'
import type { ShopChanges } from '../changes/changes.ts'
import type { Customers } from '../customers/customers.ts'
import type { MemberId } from '../customers/customers.sql.ts'
import { microToMinor } from '../orders/micro.ts'
import { prepareOrders } from '../orders/orders.sql.ts'
import { prepareImports } from './imports.sql.ts'
import type { OrderRow } from './order-row.ts'

export interface WriteDeps {
  readonly db: Db
  readonly changes: ShopChanges
  readonly customers: Customers
  readonly importId: number
  readonly currency: Currency
  readonly consents: readonly Purpose[]
}
interface Buyer {
  readonly id: MemberId
  readonly shown: boolean
}

/** Writes one invoice with its customer, its products and what the store is told; inside a transaction of the caller. */
export function invoiceWriter({ db, changes, customers, importId, currency, consents }: WriteDeps) {
  const orders = prepareOrders(db)
  const { putProduct } = prepareImports(db)
  const buyerOf = createBuyers(customers, consents)
  const products = new Set<string>()

  return (number: string, rows: readonly OrderRow[]): void => {
    const customer = rows.find((row) => row.customer !== null)?.customer ?? null
    const buyer = customer === null ? null : buyerOf(customer, rows[0]?.country ?? '')
    const minors = rows.map((row) => microToMinor(row.totalMicro, currency))
    const orderRow = orders.insert({
      number,
      channel: 'import',
      orderId: null,
      bodyHash: null,
      importId,
      memberId: buyer?.id ?? null,
      // Exports mark the invoice of a cancellation with a leading C.
      state: /^c/i.test(number) ? 'cancelled' : 'completed',
      placedAt: rows.reduce((first, row) => Math.min(first, row.placedAt), Number.MAX_SAFE_INTEGER),
      currency,
      totalMinor: minors.reduce((sum, minor) => sum + minor, 0),
      units: rows.reduce((units, row) => units + row.quantity, 0),
    })
    rows.forEach((row, position) => {
      writeLine(orderRow, position, row, minors[position] ?? 0)
      if (products.has(row.sku)) return
      products.add(row.sku)
      putProduct.run(row.sku, row.title, importId)
    })
    if (buyer?.shown === true) changes.append('history', String(orderRow))
  }

  function writeLine(orderRow: number, position: number, row: OrderRow, totalMinor: number): void {
    orders.insertLine(orderRow, position, {
      ...{ sku: row.sku, titleKo: row.title, titleEn: null, quantity: row.quantity, totalMinor },
      ...{ unitPriceMicro: row.priceMicro, totalMicro: row.totalMicro },
      ...{ fulfilment: null, promise: null, configuration: null },
    })
  }
}

/** The customers of the invoices, each made when first met. */
function createBuyers(customers: Customers, consents: readonly Purpose[]): (number: string, country: string) => Buyer {
  const buyers = new Map<string, Buyer>()

  function newCustomer(number: string, country: string): MemberId {
    const name = `Customer ${number}`
    const stated = Object.fromEntries(consents.map((purpose) => [purpose, 'granted'] as const))
    const { id } = customers.add(
      {
        ...{ number, name, email: null, lang: langOf(country), source: 'import' },
        ...{ consents: stated, channel: 'stated-by-retailer' },
      },
      [{ name, kind: 'self' }],
    )
    return id
  }

  return (number, country) => {
    const known = buyers.get(number)
    if (known !== undefined) return known
    const id = customers.byNumber(number)?.id ?? newCustomer(number, country)
    const buyer = { id, shown: customers.granted(id, 'history.view') }
    buyers.set(number, buyer)
    return buyer
  }
}

const langOf = (country: string): 'ko' | 'en' =>
  /^(?:republic of |south )?korea$|^kr$|^kor$|한국/i.test(country) ? 'ko' : 'en'
