import { createHash } from 'node:crypto'
import type { Db } from '../db/open.ts'
import { prepareAudit } from './audit-log.sql.ts'
import type { AuditHead, AuditRow } from './audit-log.sql.ts'

/** Digest of an entry: over every field, its place and the entry before. Entries of form 1 keep the digest they were made with. */
export function hashOf(row: Omit<AuditRow, 'hash'>): string {
  const { form, prev, position, at, deviceId, kind, associate, what, subject, purpose, result } = row
  const content =
    form === 1
      ? [prev, at, deviceId, associate, what, subject, result]
      : [`audit/${form}`, prev, position, at, deviceId, kind, associate, what, subject, purpose, result]
  return digest(content)
}

/** Seal of a head: over the head and the one before. */
export const sealOf = ({ day, position, hash }: Omit<AuditHead, 'seal'>, before: string): string =>
  digest(['head/1', before, day, position, hash])

/** Whether the record is whole. */
export interface AuditVerdict {
  readonly whole: boolean
  readonly entries: number
  /** First position that does not fit, or that a head says is missing; null when the record is whole. */
  readonly brokenAt: number | null
  /** Digest of the newest entry. */
  readonly head: string
}

/** Read in pieces: two years of a busy store do not fit into memory at once. */
const PAGE_ROWS = 5_000

/**
 * Checks the seals of the heads, every kept entry from the head before the first of them, and that each head names its entry; so
 * nothing can be altered, added, or cut off at either end. `keptFrom`: no day from it on may have been pruned. Only reads.
 */
export function verifyAudit(db: Db, keptFrom: string): AuditVerdict {
  const steps = verifyingAudit(db, keptFrom)
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

/** The same in pieces, between which others may write: what they add meanwhile is not looked at. */
export function* verifyingAudit(db: Db, keptFrom: string): Generator<undefined, AuditVerdict> {
  const sql = prepareAudit(db)
  const heads = sql.heads.all()
  const newest = heads.at(-1) ?? { position: 0, hash: '' }
  const headAt = new Map(heads.map((head) => [head.position, head]))
  const found = { entries: 0, brokenAt: brokenSeal(heads) }
  let last: Place | null = null
  let page: AuditRow[]
  do {
    page = sql.between.all(last?.position ?? Number.MIN_SAFE_INTEGER, newest.position, PAGE_ROWS)
    for (const row of page) {
      last ??= startBefore(row, headAt, keptFrom)
      found.entries += 1
      if (!follows(row, last) || !isItsHead(row, headAt)) found.brokenAt ??= row.position
      last = row
    }
    yield
  } while (page.length === PAGE_ROWS)
  const end = last?.position ?? 0
  // The newest head names the newest entry: whatever is missing at the end, all of it, or added to it, shows here.
  if (newest.position !== end || isAddedTo(sql, newest.position)) found.brokenAt ??= end + 1
  return { whole: found.brokenAt === null, ...found, head: newest.hash }
}

interface Place {
  readonly position: number
  readonly hash: string
}

const isItsHead = (row: AuditRow, headAt: ReadonlyMap<number, AuditHead>): boolean =>
  (headAt.get(row.position)?.hash ?? row.hash) === row.hash

/** Entries after the newest head, which no later head knows of either. */
const isAddedTo = (sql: ReturnType<typeof prepareAudit>, position: number): boolean =>
  sql.isAnyAfter(position) && (sql.lastHeads.all()[0]?.position ?? 0) === position

/** The entry stands right after the one before, and nothing in it is without its digest. */
const follows = (row: AuditRow, last: Place): boolean =>
  row.position === last.position + 1 &&
  row.prev === last.hash &&
  row.hash === hashOf(row) &&
  (row.form === 2 || (row.kind === null && row.purpose === null))

/** Where the kept entries go on from: the very beginning, or the head of a day that was old enough to be pruned. */
function startBefore(first: AuditRow, headAt: ReadonlyMap<number, AuditHead>, keptFrom: string): Place {
  if (first.position === 1) return { position: 0, hash: '' }
  const head = headAt.get(first.position - 1)
  // Nothing follows on a place that is none.
  return head === undefined || head.day >= keptFrom ? { position: -1, hash: '' } : head
}

/** Position of the first head whose seal is not over it and the one before; null for none. */
function brokenSeal(heads: readonly AuditHead[]): number | null {
  let before: AuditHead | null = null
  for (const head of heads) {
    const rises: boolean = before === null || head.position > before.position
    if (!rises || head.seal !== sealOf(head, before?.seal ?? '')) return head.position
    before = head
  }
  return null
}

/** Two years: the store may know more than 50,000 people (recognition-ux 5.1). */
export const AUDIT_AGE_MAX_MS = 2 * 366 * 24 * 60 * 60_000

/** The oldest day whose entries must be there. */
export const keptFromDay = (nowMs: number): string => dayOf(nowMs - AUDIT_AGE_MAX_MS)

/** Days are counted in UTC: the record outlives a change of zone. */
export const dayOf = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10)

/** Day of the head that stands for entries pruned before there were heads. */
export const PRUNED_DAY = '0000-00-00'

const digest = (content: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('hex')
