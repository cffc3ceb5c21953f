import { createHash } from 'node:crypto'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Db } from '../../db/open.ts'
import type { AccessLog } from '../../ports.ts'
import { prepareAccessLog } from './access-log.sql.ts'
import type { AccessRow } from './access-log.sql.ts'

/** Two years: the store may know more than 50,000 people (recognition-ux 5.1). */
export const ACCESS_AGE_MAX_MS = 2 * 366 * 24 * 60 * 60_000

export interface StoreAccessLog extends AccessLog {
  /** Drops what is past its age; the newest row always stays, because the chain goes on from it. */
  purge(): void
  /** True while no kept row was altered or taken out. */
  isIntact(): boolean
}

/** The append-only record of who looked at whom and why a code was refused, chained by hash. */
export function createAccessLog(deps: { db: Db; clock: Clock }): StoreAccessLog {
  const sql = prepareAccessLog(deps.db)
  return {
    record({ caller, what, subject, result }) {
      const prev = sql.last.get()?.hash ?? ''
      const at = deps.clock.nowMs()
      const row = { at, deviceId: caller.deviceId, associate: caller.associate, what, subject, result, prev }
      sql.insert.run(at, row.deviceId, row.associate, what, subject, result, prev, hashOf(row))
    },
    purge() {
      sql.dropOlderThan.run(deps.clock.nowMs() - ACCESS_AGE_MAX_MS, sql.newest.get()?.position ?? 0)
    },
    isIntact() {
      const rows = sql.all.all()
      return rows.every((row, index) => row.hash === hashOf(row) && (index === 0 || row.prev === rows[index - 1]?.hash))
    },
  }
}

function hashOf(row: Omit<AccessRow, 'position' | 'hash'>): string {
  const content = JSON.stringify([row.prev, row.at, row.deviceId, row.associate, row.what, row.subject, row.result])
  return createHash('sha256').update(content).digest('hex')
}
