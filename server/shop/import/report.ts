import type { Currency } from '@dangol/domain/money/money.ts'
import { formatMicro, minorToMicro } from '../orders/micro.ts'
import type { Stored } from './imports.sql.ts'
import type { Loaded } from './load.ts'

export interface ReportInput {
  readonly currency: Currency
  readonly fileLines: number
  readonly rejected: number
  readonly rejectsPath: string
  readonly loaded: Loaded
  readonly stored: Stored
}

/** True when the file, the database's lines and the database's orders say the same to the last millionth and the last minor unit. */
export function reconciles({ fileLines, rejected, loaded, stored }: ReportInput): boolean {
  return (
    stored.lines === BigInt(loaded.lines) &&
    stored.totalMicro === loaded.totalMicro &&
    stored.totalMinor === stored.orderMinor &&
    stored.invoices === BigInt(loaded.invoices + loaded.before) &&
    fileLines === loaded.lines + rejected
  )
}

/** The figures of an import, as lines to print. */
export function reportLines(input: ReportInput): string[] {
  const { currency, stored, loaded, rejected } = input
  const minorAsMicro = minorToMicro(Number(stored.totalMinor), currency)
  const rows: [string, string][] = [
    ['Lines in the file', grouped(input.fileLines)],
    ['  loaded', grouped(stored.lines)],
    ['  rejected', rejected === 0 ? '0' : `${grouped(rejected)}  (see ${input.rejectsPath})`],
    [
      'Invoices',
      `${grouped(stored.invoices)}${loaded.before > 0 ? `  (${grouped(loaded.before)} were there before)` : ''}`,
    ],
    ['  of them guests', grouped(stored.guests)],
    ['  of them cancellations', grouped(stored.cancellations)],
    ['Customers', grouped(stored.customers)],
    ['Products', grouped(stored.products)],
    [
      'Fields not in UTF-8',
      `${grouped(loaded.strayFields)}${loaded.strayFields > 0 ? '  (read as Windows-1252)' : ''}`,
    ],
    ['Exact sum', `${formatMicro(stored.totalMicro)} ${currency}`],
    ['Sum of rounded lines', `${formatMicro(minorAsMicro)} ${currency}`],
    ['Rounding difference', `${formatMicro(minorAsMicro - stored.totalMicro)} ${currency}`],
  ]
  return rows.map(([label, value]) => `${label.padEnd(24)} ${value}`)
}

const grouped = (count: number | bigint): string => count.toLocaleString('en')
