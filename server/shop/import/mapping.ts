import type { Currency } from '@dangol/domain/money/money.ts'
import { CurrencySchema } from '@dangol/protocol/common.ts'
import { z } from 'zod'

/** What a line of an order export tells, in our words. The last three may be missing from a file. */
const NEEDED = ['invoice', 'sku', 'quantity', 'date', 'price'] as const
const OPTIONAL = ['title', 'customer', 'country'] as const
type Noun = (typeof NEEDED)[number] | (typeof OPTIONAL)[number]
export const DATE_ORDERS = ['iso', 'mdy', 'dmy'] as const
export type DateOrder = (typeof DATE_ORDERS)[number]

export type Columns = Readonly<Partial<Record<Noun, string>>>
export interface Mapping {
  readonly columns: Columns
  readonly currency: Currency
  readonly zone: string
  readonly dates: DateOrder
}
/** Where each noun stands in a record; -1 when the file does not have it. */
export type Positions = Readonly<Record<Noun, number>>

const nouns = [...NEEDED, ...OPTIONAL] as const
export const ColumnsSchema = z.partialRecord(z.enum(nouns), z.string().min(1).max(100))
/** A mapping file: `{ "columns": { "invoice": "InvoiceNo", … }, "currency": "GBP", "zone": "Europe/London", "dates": "iso" }`. */
export const MapFileSchema = z.strictObject({
  columns: ColumnsSchema.optional(),
  currency: CurrencySchema.optional(),
  zone: z.string().refine(isZone).optional(),
  dates: z.enum(DATE_ORDERS).optional(),
})
export type PartialMapping = z.infer<typeof MapFileSchema>

/** Headers that are known, so that these files need no flags. */
const KNOWN: readonly Mapping[] = [
  {
    // UCI Online Retail
    ...{ currency: 'GBP', zone: 'Europe/London', dates: 'iso' },
    columns: {
      ...{ invoice: 'InvoiceNo', sku: 'StockCode', title: 'Description', quantity: 'Quantity' },
      ...{ date: 'InvoiceDate', price: 'UnitPrice', customer: 'CustomerID', country: 'Country' },
    },
  },
  {
    // UCI Online Retail II
    ...{ currency: 'GBP', zone: 'Europe/London', dates: 'iso' },
    columns: {
      ...{ invoice: 'Invoice', sku: 'StockCode', title: 'Description', quantity: 'Quantity' },
      ...{ date: 'InvoiceDate', price: 'Price', customer: 'Customer ID', country: 'Country' },
    },
  },
]

/** The mapping for a file: what was said wins, the rest from a known header. The error is a sentence for the person. */
export function mappingFor(header: readonly string[], said: PartialMapping): Mapping | { error: string } {
  const known = KNOWN.find(({ columns }) => Object.values(columns).every((name) => header.includes(name)))
  const columns = { ...known?.columns, ...said.columns }
  const missing = NEEDED.filter((noun) => columns[noun] === undefined)
  if (missing.length > 0) {
    return {
      error: `Say which column holds ${missing.join(', ')} (--columns ${missing[0] ?? ''}=NAME). ${found(header)}`,
    }
  }
  for (const [noun, name] of Object.entries(columns)) {
    if (!header.includes(name)) return { error: `There is no column '${name}' for ${noun}. ${found(header)}` }
  }
  const currency = said.currency ?? known?.currency
  const zone = said.zone ?? known?.zone
  if (currency === undefined) return { error: 'Say in which currency the prices are: --currency GBP' }
  if (zone === undefined) return { error: "Say in which time zone the file's times are: --zone Europe/London" }
  return { columns, currency, zone, dates: said.dates ?? known?.dates ?? 'iso' }
}

/** Where the mapped columns stand. */
export function positionsOf(header: readonly string[], columns: Columns): Positions {
  const at = (noun: Noun) => (columns[noun] === undefined ? -1 : header.indexOf(columns[noun]))
  return Object.fromEntries(nouns.map((noun) => [noun, at(noun)])) as Record<Noun, number>
}

/** True for an IANA time zone this machine knows. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

const found = (header: readonly string[]): string => `The file has: ${header.slice(0, 40).join(', ')}.`
