import type { ApprovalRow } from './approvals.sql.ts'

/** RFC 8628 3.2 and recognition-ux 3.2. Milliseconds, where not said otherwise. */
export const CODE_LASTS_MS = 120_000
export const INTERVAL_MS = 2_000
/** Added to the interval of a kiosk that asks too often, for good (RFC 8628 3.5). */
export const SLOW_DOWN_ADDS_MS = 5_000
/** A network delivers two polls closer together than they were sent. */
export const EARLY_BY_MS = 250
/** Of all kinds and from everywhere; then the code is dead. */
export const TRIES_MAX = 10
/** The token, from the yes on the phone. Nothing renews it. */
export const APPROVED_LASTS_MS = 10 * 60_000
/** A kiosk that has not fetched its token by then has gone. */
const FETCHED_WITHIN_MS = 60_000

/** Whether the code may still be answered on a phone. */
export const isAsking = (row: ApprovalRow, nowMs: number): boolean => row.state === 'pending' && row.expiresAt > nowMs

/** Until when an approved row counts: 10 minutes once the kiosk has its token, and a minute for it to come. */
export function countsUntil(row: ApprovalRow): number {
  if (row.state !== 'approved' || row.approvedAt === null) return 0
  return row.approvedAt + (row.tokenHash === null ? FETCHED_WITHIN_MS : APPROVED_LASTS_MS)
}
