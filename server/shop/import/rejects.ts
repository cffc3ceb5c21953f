import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import type { FileRecord } from './records.ts'
import type { BadInvoice } from './survey.ts'

/** Why a row is not loaded; the last two are the fate of good rows of an invoice that stays out. */
type RejectReason = BadInvoice | 'invoice-has-a-bad-row' | 'invoice-loaded-from-another-file'
const FLUSH_CHARACTERS = 64 * 1024

/** The report of what stayed out: one row per row of the file, with its line number, the reason, and its invoice's fate. */
export interface Rejects {
  readonly count: number
  readonly path: string
  add(record: FileRecord, reason: RejectReason, fate: string): void
  close(): void
}

/** Begins a report; the file appears with the first rejected row, and one of an earlier run goes. */
export function openRejects(path: string): Rejects {
  rmSync(path, { force: true })
  let file: number | null = null
  let waiting = ''
  let count = 0

  function flush(): void {
    if (waiting === '') return
    if (file === null) {
      mkdirSync(dirname(path), { recursive: true })
      // Rows of an order export name customers.
      file = openSync(path, 'w', 0o600)
    }
    writeSync(file, waiting, null, 'utf8')
    waiting = ''
  }

  return {
    get count() {
      return count
    },
    path,
    add({ line, raw }, reason, fate) {
      if (count === 0) waiting = 'line,reason,fate,row\n'
      count++
      waiting += `${line},${reason},${quoted(fate)},${quoted(Buffer.from(raw, 'latin1').toString('utf8'))}\n`
      if (waiting.length > FLUSH_CHARACTERS) flush()
    },
    close() {
      flush()
      if (file !== null) closeSync(file)
      file = null
    },
  }
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
