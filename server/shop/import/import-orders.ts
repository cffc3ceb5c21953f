import { basename, join } from 'node:path'
import type { IdSource } from '@dangol/domain/ids/ids.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Db } from '../../src/db/open.ts'
import { createChanges } from '../changes/changes.ts'
import { createConsents } from '../customers/consents.ts'
import { createCustomers } from '../customers/customers.ts'
import type { ImportArguments } from './arguments.ts'
import { fileBytes, fileSize } from './file-bytes.ts'
import { ImportRefusal } from './import-refusal.ts'
import { prepareImports } from './imports.sql.ts'
import { loadFile } from './load.ts'
import type { Progress } from './progress.ts'
import { openRejects } from './rejects.ts'
import { reconciles, reportLines } from './report.ts'
import type { ReportInput } from './report.ts'
import { surveyFile } from './survey.ts'
import type { Survey } from './survey.ts'
import { invoiceWriter } from './write-invoice.ts'

export interface ImportDeps {
  readonly db: Db
  readonly clock: Clock
  readonly ids: IdSource
  readonly tenantKey: string
  readonly storeId: string
  readonly dataFolder: string
  readonly progress: Progress
  /** Takes one line of the report. */
  readonly print: (line: string) => void
  readonly interrupted: () => boolean
}
export interface ImportOutcome extends ReportInput {
  readonly state: 'complete' | 'interrupted' | 'does-not-reconcile'
}

/**
 * Imports a file of order lines into the shop: surveys it, then loads it. A file begun before continues; a file loaded before
 * changes nothing. Throws an ImportRefusal with a sentence.
 */
export async function importOrders(asked: ImportArguments, deps: ImportDeps): Promise<ImportOutcome> {
  const survey = await reading('Checking', asked, deps, (bytes) => surveyFile(bytes, asked.said))
  const importId = beginImport(asked, survey, deps)
  sayHow(asked, survey, deps.print)
  const rejects = openRejects(join(deps.dataFolder, `${basename(asked.file)}.rejects.csv`))
  const load = { ...deps, importId, rejects, writeInvoice: createWriter(asked, survey, importId, deps) }
  const loaded = await reading('Loading', asked, deps, (bytes) => loadFile(bytes, survey, load))
  const outcome = {
    currency: survey.mapping.currency,
    fileLines: survey.lines,
    rejected: rejects.count,
    rejectsPath: rejects.path,
    loaded,
    stored: prepareImports(deps.db).stored(importId),
  }
  return { ...outcome, state: report(outcome, deps.print) }
}

/** Prints the end of an import and says how it ended. */
function report(outcome: ReportInput, print: ImportDeps['print']): ImportOutcome['state'] {
  if (outcome.loaded.interrupted) {
    print(`Stopped after ${outcome.stored.invoices.toString()} whole invoices. The same command continues from there.`)
    return 'interrupted'
  }
  reportLines(outcome).forEach(print)
  const isRight = reconciles(outcome)
  print(isRight ? 'File and shop agree exactly.' : 'File and shop DO NOT agree. Keep both and report this.')
  return isRight ? 'complete' : 'does-not-reconcile'
}

/** Reads the file from its beginning with the progress shown; the terminal is put right again whatever happens. */
async function reading<T>(
  label: string,
  { file }: ImportArguments,
  { progress }: ImportDeps,
  run: (bytes: AsyncIterable<Buffer>) => Promise<T>,
): Promise<T> {
  progress.begin(label, fileSize(file))
  try {
    return await run(fileBytes(file, progress.at))
  } finally {
    progress.end()
  }
}

function createWriter(asked: ImportArguments, survey: Survey, importId: number, deps: ImportDeps) {
  const { db, clock } = deps
  const changes = createChanges(db, clock)
  const customers = createCustomers({ ...deps, changes, consents: createConsents(db, clock, changes) })
  const { currency } = survey.mapping
  return invoiceWriter({ db, changes, customers, importId, currency, consents: asked.consents })
}

/** Finds the import of this content, or begins one. */
function beginImport(asked: ImportArguments, survey: Survey, { db, clock, print }: ImportDeps): number {
  const imports = prepareImports(db)
  const before = imports.find(survey.contentHash)
  if (before === null) {
    if (asked.resume) throw new ImportRefusal('This file was never begun, so there is nothing to resume.')
    return imports.begin(survey.contentHash, basename(asked.file), clock.nowMs())
  }
  if (before.finishedAt === null) print('Continuing an import that was interrupted.')
  else print(`This file was loaded on ${new Date(before.finishedAt).toISOString().slice(0, 10)}; nothing will change.`)
  return before.id
}

function sayHow(asked: ImportArguments, { mapping, invoices }: Survey, print: (line: string) => void): void {
  const columns = Object.entries(mapping.columns).map(([noun, name]) => `${noun} = ${name}`)
  print(`Columns: ${columns.join(', ')}`)
  print(`Prices in ${mapping.currency}, times in ${mapping.zone}, ${invoices.size.toLocaleString('en')} invoices.`)
  print(
    asked.consents.length === 0
      ? 'New customers have agreed to nothing; no store will recognise them before they do.'
      : `Recorded for new customers, as stated by the retailer: ${asked.consents.join(', ')}.`,
  )
}
