import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Db } from '../../src/db/open.ts'
import type { Channel } from '../orders/orders.sql.ts'
import { prepareOrders } from '../orders/orders.sql.ts'
import { ImportRefusal } from './import-refusal.ts'
import { prepareImports } from './imports.sql.ts'
import { rowReader } from './order-row.ts'
import type { OrderRow, ReadRow } from './order-row.ts'
import { readRecords } from './records.ts'
import type { FileRecord } from './records.ts'
import type { Rejects } from './rejects.ts'
import type { InvoiceSurvey, Survey } from './survey.ts'
import { wallTimeReader } from './wall-time.ts'

/** Lines written per transaction: large enough to be fast, small enough that a kill loses two seconds of work. */
const LINES_PER_COMMIT = 5_000
/** Rows waiting for the rest of their invoices; a file sorted by product keeps them all waiting. */
const WAITING_ROWS_MAX = 1_500_000
const CHANNEL: Channel = 'import'

export interface LoadDeps {
  readonly db: Db
  readonly clock: Clock
  readonly importId: number
  readonly writeInvoice: (number: string, rows: readonly OrderRow[]) => void
  readonly rejects: Rejects
  readonly interrupted: () => boolean
}
/** What of the file belongs into the database, added up from the file and not from the database. */
export interface Loaded {
  lines: number
  invoices: number
  /** Invoices that were there before this run. */
  before: number
  totalMicro: bigint
  /** Fields that were not UTF-8 and were read as Windows-1252. */
  strayFields: number
  /** True when the run was stopped; what is in stays in. */
  interrupted: boolean
}

/** Reads the file a second time and writes each invoice as soon as its last row is there. An invoice is in, or it is not. */
export async function loadFile(bytes: AsyncIterable<Buffer>, survey: Survey, deps: LoadDeps): Promise<Loaded> {
  const { importId, rejects } = deps
  const imports = prepareImports(deps.db)
  const present = imports.numbersOf(importId)
  const sorter = createSorter(survey, deps, present)
  const loaded: Loaded = { lines: 0, invoices: 0, before: 0, totalMicro: 0n, strayFields: 0, interrupted: false }
  const { positions, mapping } = survey
  const read = rowReader(positions, wallTimeReader(mapping.zone, mapping.dates), loaded)
  let isHeader = true
  for await (const batch of readRecords(bytes)) {
    for (const record of batch) {
      if (!isHeader) sorter.take(record, read(record), loaded)
      isHeader = false
    }
    if (deps.interrupted()) {
      sorter.commit()
      rejects.close()
      return { ...loaded, interrupted: true }
    }
  }
  sorter.commit()
  sorter.assertEmpty()
  rejects.close()
  imports.finish.run(deps.clock.nowMs(), importId)
  return loaded
}

/** Gathers rows into invoices and invoices into transactions. */
function createSorter(survey: Survey, deps: LoadDeps, present: ReadonlySet<string>) {
  const orders = prepareOrders(deps.db)
  const waiting = new Map<string, OrderRow[]>()
  /** Invoices whose number another file brought already. */
  const foreign = new Set<string>()
  const seenPresent = new Set<string>()
  const batch = createBatch(deps)
  let waitingRows = 0

  function take(record: FileRecord, result: ReadRow, loaded: Loaded): void {
    const number = 'row' in result ? result.row.invoice : result.invoice
    if (number === null) {
      if ('bad' in result) deps.rejects.add(record, result.bad, 'This row names no invoice that could be read.')
      return
    }
    const invoice = survey.invoices.get(number)
    if (invoice === undefined) throw new ImportRefusal('The file changed while it was read. Start again.')
    if ('bad' in result || invoice.bad !== null) return reject(deps.rejects, record, result, number, invoice)
    if (present.has(number)) {
      if (!seenPresent.has(number)) loaded.before++
      seenPresent.add(number)
      return count(loaded, result.row)
    }
    const isFirstRow = !waiting.has(number) && !foreign.has(number)
    if (foreign.has(number) || (isFirstRow && orders.numbered(CHANNEL, number) !== null)) {
      foreign.add(number)
      deps.rejects.add(record, 'invoice-loaded-from-another-file', `Invoice ${number} stays as the other file had it.`)
      return
    }
    count(loaded, result.row)
    gather(number, result.row, invoice, loaded)
  }

  function gather(number: string, row: OrderRow, invoice: InvoiceSurvey, loaded: Loaded): void {
    const rows = waiting.get(number)
    if (rows === undefined) waiting.set(number, [row])
    else rows.push(row)
    waitingRows++
    if (waitingRows > WAITING_ROWS_MAX) {
      throw new ImportRefusal('Too many invoices are spread over the whole file. Sort it by invoice and start again.')
    }
    const gathered = rows ?? [row]
    if (gathered.length < invoice.rows) return
    waiting.delete(number)
    waitingRows -= gathered.length
    batch.add(number, gathered)
    loaded.invoices++
  }

  function assertEmpty(): void {
    if (waiting.size > 0) throw new ImportRefusal('The file changed while it was read. Start again.')
  }

  return { take, commit: batch.commit, assertEmpty }
}

/** Whole invoices on their way into one transaction. */
function createBatch({ db, writeInvoice }: Pick<LoadDeps, 'db' | 'writeInvoice'>) {
  let ready: { number: string; rows: readonly OrderRow[] }[] = []
  let readyLines = 0

  function commit(): void {
    if (ready.length === 0) return
    const invoices = ready
    db.transaction(() => invoices.forEach(({ number, rows }) => writeInvoice(number, rows))).immediate()
    ready = []
    readyLines = 0
  }

  function add(number: string, rows: readonly OrderRow[]): void {
    ready.push({ number, rows })
    readyLines += rows.length
    if (readyLines >= LINES_PER_COMMIT) commit()
  }

  return { add, commit }
}

function reject(rejects: Rejects, record: FileRecord, result: ReadRow, number: string, invoice: InvoiceSurvey): void {
  const why = invoice.bad === null ? '' : ` because of line ${invoice.bad.line} (${invoice.bad.reason})`
  const fate = `Invoice ${number} (${invoice.rows} rows) was not loaded${why}.`
  rejects.add(record, rejectReason(record, result, invoice), fate)
}

function rejectReason(record: FileRecord, result: ReadRow, invoice: InvoiceSurvey) {
  if ('bad' in result) return result.bad
  return invoice.bad?.line === record.line ? invoice.bad.reason : 'invoice-has-a-bad-row'
}

function count(loaded: Loaded, row: OrderRow): void {
  loaded.lines++
  loaded.totalMicro += row.totalMicro
}
