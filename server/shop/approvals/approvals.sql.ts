import type { Db } from '../../src/db/open.ts'

/** An approval that a kiosk asked for. 'ended': used up by tries, put an end to, or replaced. */
export interface ApprovalRow {
  readonly deviceHash: string
  readonly codeHash: string
  readonly storeNameKo: string
  readonly storeNameEn: string
  readonly kioskId: string
  readonly kioskThumbprint: string
  readonly number: string
  /** The three that the phone offers, with spaces between. */
  readonly numbers: string
  readonly state: 'pending' | 'approved' | 'denied' | 'ended'
  readonly memberId: string | null
  readonly triesLeft: number
  readonly intervalMs: number
  readonly polledAt: number
  readonly expiresAt: number
  readonly approvedAt: number | null
  readonly tokenHash: string | null
  readonly forgetAt: number
}
type NewApproval = Omit<ApprovalRow, 'state' | 'memberId' | 'approvedAt' | 'tokenHash'>
export type ApprovalsSql = ReturnType<typeof prepareApprovals>

const COLUMNS = `device_hash as deviceHash, code_hash as codeHash, store_name_ko as storeNameKo,
  store_name_en as storeNameEn, kiosk_id as kioskId, kiosk_thumbprint as kioskThumbprint, number, numbers, state,
  customer_id as memberId, tries_left as triesLeft, interval_ms as intervalMs, polled_at as polledAt,
  expires_at as expiresAt, approved_at as approvedAt, token_hash as tokenHash, forget_at as forgetAt`

/** Approvals. Device codes, user codes and tokens are here as hashes only. */
export function prepareApprovals(db: Db) {
  const insert = db.prepare<[NewApproval]>(
    `insert into approvals (device_hash, code_hash, store_name_ko, store_name_en, kiosk_id, kiosk_thumbprint, number,
       numbers, state, tries_left, interval_ms, polled_at, expires_at, forget_at)
     values (@deviceHash, @codeHash, @storeNameKo, @storeNameEn, @kioskId, @kioskThumbprint, @number, @numbers,
       'pending', @triesLeft, @intervalMs, @polledAt, @expiresAt, @forgetAt)`,
  )
  const byDevice = db.prepare<[string], ApprovalRow>(`select ${COLUMNS} from approvals where device_hash = ?`)
  const byCode = db.prepare<[string], ApprovalRow>(`select ${COLUMNS} from approvals where code_hash = ?`)
  const byToken = db.prepare<[string], ApprovalRow>(`select ${COLUMNS} from approvals where token_hash = ?`)
  const approvedOf = db.prepare<[string], ApprovalRow>(
    `select ${COLUMNS} from approvals where customer_id = ? and state = 'approved'`,
  )
  const polled = db.prepare<[number, number, string]>(
    'update approvals set polled_at = ?, interval_ms = ? where device_hash = ?',
  )
  const approve = db.prepare<[string, number, number, string]>(
    `update approvals set state = 'approved', customer_id = ?, approved_at = ?, forget_at = ?
     where code_hash = ? and state = 'pending'`,
  )
  const settle = db.prepare<['denied' | 'ended', string]>('update approvals set state = ? where code_hash = ?')
  const giveToken = db.prepare<[string, string]>('update approvals set token_hash = ? where device_hash = ?')
  const takeTry = db.prepare<[string]>(
    `update approvals set tries_left = tries_left - 1, state = case when tries_left <= 1 then 'ended' else state end
     where code_hash = ? and state = 'pending'`,
  )
  const dropOld = db.prepare<[number]>('delete from approvals where forget_at <= ?')
  return {
    insert,
    byDevice: (hash: string): ApprovalRow | null => byDevice.get(hash) ?? null,
    byCode: (hash: string): ApprovalRow | null => byCode.get(hash) ?? null,
    byToken: (hash: string): ApprovalRow | null => byToken.get(hash) ?? null,
    approvedOf: (memberId: string): ApprovalRow[] => approvedOf.all(memberId),
    polled,
    approve,
    settle,
    giveToken,
    takeTry,
    dropOld,
  }
}
