import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { ApprovalPolledSchema, ApprovalPollSchema, ApprovedAskSchema } from '@dangol/protocol/shop-approvals.ts'
import type { z } from 'zod'
import type { MemberId } from '../customers/customers.sql.ts'
import { sha256 } from '../secrets.ts'
import type { ApprovalRow, ApprovalsSql } from './approvals.sql.ts'
import { approvalSecrets } from './grants.ts'
import { APPROVED_LASTS_MS, countsUntil, EARLY_BY_MS, isAsking, SLOW_DOWN_ADDS_MS } from './rules.ts'

type Polled = z.infer<typeof ApprovalPolledSchema>
type Token = z.infer<typeof ApprovedAskSchema>
interface ApprovalDeps {
  readonly sql: ApprovalsSql
  readonly clock: Clock
  readonly tenantKey: string
  readonly aliasOf: (memberId: MemberId) => CustomerId | null
}

/**
 * RD1 as the store sees it (RFC 8628 with the mitigations of BCP 247; recognition-ux 3.2). The store is the client, the kiosk the
 * device: what it gets works with the key of that kiosk and no other. Every write belongs into a transaction of the caller.
 */
export function createApprovals({ sql, clock, tenantKey, aliasOf }: ApprovalDeps) {
  const secrets = approvalSecrets(tenantKey)

  /** What became of it. An unknown code, one that is over, and another kiosk's look the same: 'expired'. */
  function poll({ deviceCode, kioskThumbprint }: z.infer<typeof ApprovalPollSchema>): Polled {
    const row = sql.byDevice(sha256(deviceCode))
    if (row === null || row.kioskThumbprint !== kioskThumbprint) return { state: 'expired' }
    const nowMs = clock.nowMs()
    if (isAsking(row, nowMs)) return pace(row, nowMs)
    if (row.state === 'denied') return { state: 'denied' }
    return countsUntil(row) > nowMs ? handOver(row, deviceCode) : { state: 'expired' }
  }

  /** RFC 8628 3.5: who asks too often is told so, and has to wait longer from then on. */
  function pace(row: ApprovalRow, nowMs: number): Polled {
    const isEarly = nowMs - row.polledAt < row.intervalMs - EARLY_BY_MS
    sql.polled.run(nowMs, row.intervalMs + (isEarly ? SLOW_DOWN_ADDS_MS : 0), row.deviceHash)
    return { state: isEarly ? 'slow-down' : 'pending' }
  }

  /** One code becomes one token. A store whose answer was lost on the way asks again and gets the same. */
  function handOver(row: ApprovalRow, deviceCode: string): Polled {
    const customerId = row.memberId === null ? null : aliasOf(row.memberId)
    if (row.approvedAt === null || customerId === null) return { state: 'expired' }
    const token = secrets.tokenOf(deviceCode)
    sql.giveToken.run(sha256(token), row.deviceHash)
    return { state: 'approved', customerId, token, expiresAt: row.approvedAt + APPROVED_LASTS_MS }
  }

  function byToken({ token, kioskThumbprint }: Token): ApprovalRow | null {
    const row = sql.byToken(sha256(token))
    return row?.kioskThumbprint === kioskThumbprint ? row : null
  }

  return {
    poll,
    /** Who approved this very kiosk, while that counts; null for every token that opens nothing. */
    memberBy(token: Token): MemberId | null {
      const row = byToken(token)
      return row !== null && countsUntil(row) > clock.nowMs() ? row.memberId : null
    },
    /** The visit is over. A token that opens nothing is ended already. */
    end(token: Token): void {
      const row = byToken(token)
      if (row !== null) sql.settle.run('ended', row.codeHash)
    },
    sweep: (): void => void sql.dropOld.run(clock.nowMs()),
  }
}
