import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Transact } from '../../db/transact.ts'
import type { AccessLog, HoldsPersonalData } from '../../ports/people.ts'
import type { Handler } from '../../transport/handler.ts'
import type { SubjectDeps } from './subjects.ts'

/** What an answer may carry (`privacy:export`), with room for what stands around the rows. Characters. */
const EXPORT_LENGTH_MAX = 3_900_000

export interface ExportDeps extends SubjectDeps {
  readonly clock: Clock
  readonly storeId: string
  readonly transact: Transact
  readonly access: AccessLog
}

/**
 * Everything this store holds of the subject, as it is stored and with the whole name. Not remembered as the outcome of a command:
 * that would be one more copy; asked again it is made again, and written down again. Refuses: 'unknown-customer'.
 */
export function createExport(deps: ExportDeps): Handler<'privacy:export'> {
  const { subjects, transact, access, clock, holdings } = deps
  return (caller, { customerId, reason }) =>
    transact(() => {
      const member = subjects.member(customerId)
      const result = member === null ? 'unknown' : 'exported'
      access.record({ caller, what: 'privacy.export', subject: customerId, result, purpose: reason })
      if (member === null) return refuse('unknown-customer')
      const text = exportOf(holdings, customerId, { store: deps.storeId, madeAt: clock.nowMs() })
      return ok({ name: `dangol-${member.number.replace(/[^\w-]/g, '_')}.json`, text })
    })
}

/** JSON text of at most four million characters; rows that no longer fit are counted. */
export function exportOf(
  holdings: HoldsPersonalData,
  customerId: CustomerId,
  about: { readonly store: string; readonly madeAt: number },
): string {
  const tables: Record<string, Record<string, unknown>[]> = {}
  const left: Record<string, number> = {}
  let length = 0
  for (const { table, row } of holdings.export(customerId)) {
    const size = JSON.stringify(row).length + 1
    if (length + size > EXPORT_LENGTH_MAX) {
      left[table] = (left[table] ?? 0) + 1
      continue
    }
    length += size
    ;(tables[table] ??= []).push(row)
  }
  return JSON.stringify({ schema: 'export/1', customerId, ...about, tables, left })
}
