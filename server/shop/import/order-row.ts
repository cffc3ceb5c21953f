import { MICRO_DECIMALS } from '../orders/micro.ts'
import type { Positions } from './mapping.ts'
import type { BadRecord, FileRecord } from './records.ts'
import { textOf } from './stray-encoding.ts'
import type { EncodingCount } from './stray-encoding.ts'
import type { ReadTime } from './wall-time.ts'

/** One line of an order, read and checked. */
export interface OrderRow {
  readonly invoice: string
  readonly sku: string
  readonly title: string
  readonly quantity: number
  /** Millionths of the currency's major unit. */
  readonly priceMicro: bigint
  readonly totalMicro: bigint
  readonly placedAt: number
  readonly customer: string | null
  readonly country: string
}
export type BadRow =
  | BadRecord
  | 'invoice-missing'
  | 'sku-missing'
  | 'text-too-long'
  | 'quantity-not-a-whole-number'
  | 'price-not-a-decimal'
  | 'price-finer-than-a-millionth'
  | 'amount-too-large'
  | 'date-not-a-time'
/** A row, or why there is none; a bad row still names its invoice when it can be read, because all of that invoice stays out. */
export type ReadRow = { readonly row: OrderRow } | { readonly bad: BadRow; readonly invoice: string | null }

const INVOICE_MAX = 40
const SKU_MAX = 60
const CUSTOMER_MAX = 40
const TITLE_MAX = 300
/** Nine billion in one line, in any currency: beyond it an export is broken, and sums stay within safe integers. */
const AMOUNT_MICRO_MAX = 9_000_000_000_000_000n
const QUANTITY = /^[+-]?\d{1,9}(?:\.0{1,6})?$/
const PRICE = /^([+-]?)(\d{1,12})(?:\.(\d+))?$/

/** Makes the reader of one file's rows. */
export function rowReader(at: Positions, readTime: ReadTime, count: EncodingCount): (record: FileRecord) => ReadRow {
  return (record) => {
    const field = (position: number) => (position < 0 ? '' : textOf(record.fields[position] ?? '', count))
    const invoice = field(at.invoice)
    if (record.bad !== null)
      return { bad: record.bad, invoice: invoice === '' || invoice.length > INVOICE_MAX ? null : invoice }
    if (invoice === '') return { bad: 'invoice-missing', invoice: null }
    const bad = (reason: BadRow) => ({ bad: reason, invoice })
    const sku = field(at.sku)
    const title = field(at.title)
    const customer = withoutFraction(field(at.customer))
    if (sku === '') return bad('sku-missing')
    if (
      invoice.length > INVOICE_MAX ||
      sku.length > SKU_MAX ||
      title.length > TITLE_MAX ||
      customer.length > CUSTOMER_MAX
    ) {
      return bad('text-too-long')
    }
    const amount = amountOf(field(at.quantity), field(at.price))
    if (typeof amount === 'string') return bad(amount)
    const placedAt = readTime(field(at.date))
    if (placedAt === null) return bad('date-not-a-time')
    const who = { customer: customer === '' ? null : customer, country: field(at.country) }
    return { row: { invoice, sku, title: title === '' ? sku : title, ...amount, placedAt, ...who } }
  }
}

function amountOf(quantityText: string, priceText: string) {
  if (!QUANTITY.test(quantityText)) return 'quantity-not-a-whole-number'
  const quantity = Number(quantityText)
  const [, sign = '', whole = '', decimals = ''] = PRICE.exec(priceText) ?? []
  if (whole === '') return 'price-not-a-decimal'
  const significant = decimals.replace(/0+$/, '')
  if (significant.length > MICRO_DECIMALS) return 'price-finer-than-a-millionth'
  const size = BigInt(whole + significant.padEnd(MICRO_DECIMALS, '0'))
  const priceMicro = sign === '-' ? -size : size
  const totalMicro = BigInt(quantity) * priceMicro
  const isTooLarge = size > AMOUNT_MICRO_MAX || totalMicro > AMOUNT_MICRO_MAX || totalMicro < -AMOUNT_MICRO_MAX
  return isTooLarge ? 'amount-too-large' : { quantity, priceMicro, totalMicro }
}

/** Spreadsheets and data frames turn the customer number 17850 into 17850.0. */
const withoutFraction = (customer: string): string =>
  /^\d+\.0+$/.test(customer) ? customer.replace(/\.0+$/, '') : customer
