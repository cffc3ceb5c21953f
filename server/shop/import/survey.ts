import { createHash } from 'node:crypto'
import { ImportRefusal } from './import-refusal.ts'
import type { Mapping, PartialMapping, Positions } from './mapping.ts'
import { mappingFor, positionsOf } from './mapping.ts'
import { rowReader } from './order-row.ts'
import type { BadRow } from './order-row.ts'
import { readRecords } from './records.ts'
import type { FileRecord } from './records.ts'
import { textOf } from './stray-encoding.ts'
import { wallTimeReader } from './wall-time.ts'

/** Why a whole invoice stays out: one of its rows is bad, or it contradicts itself. */
export type BadInvoice = BadRow | 'invoice-names-two-customers' | 'invoice-too-long'

/** What the first reading learnt of one invoice. */
export interface InvoiceSurvey {
  rows: number
  customer: string | null
  /** The first reason why it stays out, and the line that gave it; null for a good one. */
  bad: { reason: BadInvoice; line: number } | null
}
export interface Survey {
  /** SHA-256 of the unpacked bytes: the same content is the same import, packed or not, under any name. */
  readonly contentHash: string
  readonly mapping: Mapping
  readonly positions: Positions
  readonly lines: number
  readonly invoices: ReadonlyMap<string, InvoiceSurvey>
}

/** A phone shows an order as a list, and a store reads it in one page: the longest real invoice seen has 1,114 lines. */
const INVOICE_LINES_MAX = 10_000
/** Half a gigabyte of names in memory; a larger export is imported in parts. */
const INVOICES_MAX = 2_000_000

/**
 * Reads a file once without writing anything: its hash, its mapping, and how many rows each invoice has, wherever they stand.
 * Only with that can the second reading write an invoice as soon as its last row is there, and never half of one.
 */
export async function surveyFile(bytes: AsyncIterable<Buffer>, said: PartialMapping): Promise<Survey> {
  const hash = createHash('sha256')
  const invoices = new Map<string, InvoiceSurvey>()
  let lines = 0
  let reader: Reader | null = null
  for await (const batch of readRecords(hashed(bytes, hash))) {
    for (const record of batch) {
      if (reader === null) {
        reader = readHeader(record, said)
        continue
      }
      lines++
      note(invoices, record, reader)
    }
    if (invoices.size > INVOICES_MAX)
      throw new ImportRefusal(`The file has more than ${INVOICES_MAX} invoices. Split it.`)
  }
  if (reader === null) throw new ImportRefusal('The file is empty.')
  const { mapping, positions } = reader
  return { contentHash: hash.digest('hex'), mapping, positions, lines, invoices }
}

interface Reader {
  readonly mapping: Mapping
  readonly positions: Positions
  readonly read: ReturnType<typeof rowReader>
}

async function* hashed(bytes: AsyncIterable<Buffer>, hash: ReturnType<typeof createHash>): AsyncGenerator<Buffer> {
  for await (const chunk of bytes) {
    hash.update(chunk)
    yield chunk
  }
}

function readHeader(record: FileRecord, said: PartialMapping): Reader {
  const count = { strayFields: 0 }
  const header = record.fields.map((field) => textOf(field, count))
  const mapping = mappingFor(header, said)
  if ('error' in mapping) throw new ImportRefusal(mapping.error)
  const positions = positionsOf(header, mapping.columns)
  return { mapping, positions, read: rowReader(positions, wallTimeReader(mapping.zone, mapping.dates), count) }
}

function note(invoices: Map<string, InvoiceSurvey>, record: FileRecord, { read }: Reader): void {
  const result = read(record)
  const name = 'row' in result ? result.row.invoice : result.invoice
  if (name === null) return
  let invoice = invoices.get(name)
  if (invoice === undefined) invoices.set(name, (invoice = { rows: 0, customer: null, bad: null }))
  invoice.rows++
  invoice.bad ??= reasonOf(result, invoice, record.line)
}

function reasonOf(result: ReturnType<Reader['read']>, invoice: InvoiceSurvey, line: number): InvoiceSurvey['bad'] {
  if ('bad' in result) return { reason: result.bad, line }
  if (invoice.rows > INVOICE_LINES_MAX) return { reason: 'invoice-too-long', line }
  const { customer } = result.row
  if (customer === null) return null
  if (invoice.customer !== null && invoice.customer !== customer) return { reason: 'invoice-names-two-customers', line }
  invoice.customer = customer
  return null
}
