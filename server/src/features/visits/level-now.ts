import type { Clock } from '@dangol/domain/time/clock.ts'
import type { VisitRow, VisitsSql } from './visits.sql.ts'

/**
 * Reads visits by the clock: an approval counts until its last instant and no longer, however late the row is written.
 */
export function readByClock(sql: VisitsSql, clock: Clock): VisitsSql {
  const now = (row: VisitRow): VisitRow => {
    const { approvedUntil } = row
    return approvedUntil === null || clock.nowMs() < approvedUntil ? row : lapsedFrom(row, approvedUntil)
  }
  const one = (row: VisitRow | undefined) => row && now(row)
  return {
    ...sql,
    find: (id) => one(sql.find(id)),
    openOn: (deviceId) => one(sql.openOn(deviceId)),
    openOf: (customerId) => one(sql.openOf(customerId)),
    allOpen: () => sql.allOpen().map(now),
  }
}

/** The visit without its approval: whom the phone named stays recognised. */
export const lapsedFrom = (row: VisitRow, atMs: number): VisitRow => ({
  ...row,
  ...(row.level === 'L3'
    ? { level: row.customerId === null ? ('L0' as const) : ('L2' as const), levelSince: atMs }
    : {}),
  approvedUntil: null,
})
