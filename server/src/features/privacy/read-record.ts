import { ok } from '@dangol/domain/result/result.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { AuditEntry } from '@dangol/protocol/privacy.ts'
import type { Handlers } from '../../transport/handler.ts'

/** Entries an answer carries. */
const ENTRIES_MAX = 100

/** The record, as those read it who are entitled to. */
export interface AuditRecord {
  list(o: { before: number | null; subject: string | null; max: number }): AuditEntry[]
  verify(): Promise<{ whole: boolean; entries: number; brokenAt: number | null; head: string }>
}

/** Reads the record of who did what, and checks it. */
export function createReadRecord(deps: { clock: Clock; record: AuditRecord }): Handlers<'audit:list' | 'audit:verify'> {
  const { clock, record } = deps
  return {
    'audit:list': (_caller, { before, subject }) => {
      const found = record.list({ before, subject, max: ENTRIES_MAX + 1 })
      return ok({ entries: found.slice(0, ENTRIES_MAX), more: found.length > ENTRIES_MAX })
    },
    'audit:verify': async () => ok({ ...(await record.verify()), checkedAt: clock.nowMs() }),
  }
}
