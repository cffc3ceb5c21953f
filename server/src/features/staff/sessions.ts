import { createHash } from 'node:crypto'
import type { AssociateId, Brand, DeviceId, IdSource } from '@dangol/domain/ids/ids.ts'
import type { Clock, Timers } from '@dangol/domain/time/clock.ts'
import type { Actor } from '@dangol/domain/trust/authorise.ts'
import type { RandomBytes } from '../../platform/system-ids.ts'
import type { Cutting } from '../../ports/sync.ts'
import type { Caller } from '../../transport/handler.ts'
import type { SessionRow, StaffSql } from './staff.sql.ts'

/** Nobody has worked with it for as long as a shift: whoever comes next shows who they are. Milliseconds. */
export const IDLE_MAX_MS = 8 * 60 * 60_000
/** Who asked for the end of their own session hears the answer before the connection goes. Milliseconds. */
const ANSWERED_WITHIN_MS = 100
const TOKEN_BYTES = 32

export interface SessionDeps {
  readonly sql: StaffSql
  readonly storeTime: Clock
  readonly timers: Timers
  readonly ids: IdSource
  readonly random: RandomBytes
  readonly cutting: Cutting
}

/** Who has signed in where. What changes anything is called inside a transaction. */
export interface Sessions {
  /** Opens one, and ends whatever held the device before. Returns the token, of which only the hash is kept. */
  begin(associate: AssociateId, deviceId: DeviceId, asker: Caller | null): string
  /** Ends sessions and the connections that stand on them; the asker's own a moment later. */
  end(sessions: readonly Pick<SessionRow, 'id'>[], asker?: Caller | null): void
  /** Ends the asker's connection a moment later; the session goes on. */
  comeAgain(asker: Caller): void
  /** The session of this token on this very device, if it is not over. */
  byToken(token: string, deviceId: DeviceId): SessionRow | null
  /** The session the caller stands on, if it is not over. */
  of(caller: Caller): SessionRow | null
  /** What the caller's session is good for at this moment: asked with every message, never remembered. */
  standing(caller: Caller): Actor['staff']
  /** Somebody worked with it just now. */
  used(caller: Caller): void
  /** Writes down when sessions were used last, and ends those that nobody used for IDLE_MAX_MS. */
  tidy(): void
}

export function createSessions(deps: SessionDeps): Sessions {
  const { sql, storeTime, timers, cutting } = deps
  // Every use would be a write to the disk; what a crash takes is a minute of a shift.
  const lastUse = new Map<string, number>()
  const isIdle = ({ id, lastUsedAt }: SessionRow): boolean =>
    storeTime.nowMs() - Math.max(lastUsedAt, lastUse.get(id) ?? 0) > IDLE_MAX_MS
  const unlessIdle = (row: SessionRow | undefined): SessionRow | null => (row === undefined || isIdle(row) ? null : row)
  const of = ({ session, deviceId }: Caller): SessionRow | null => {
    const row = session === null ? null : unlessIdle(sql.session.get(session))
    return row?.deviceId === deviceId ? row : null
  }

  const comeAgain = (asker: Caller): void =>
    void timers.after(ANSWERED_WITHIN_MS, () => cutting.cut((caller) => caller === asker))
  const end: Sessions['end'] = (ended, asker = null) => {
    const ids = new Set<string | null>(ended.map(({ id }) => id))
    for (const { id } of ended) {
      sql.end.run(id)
      lastUse.delete(id)
    }
    const stoodOnOne = (caller: Caller) => caller.session !== null && ids.has(caller.session)
    cutting.cut((caller) => caller !== asker && stoodOnOne(caller))
    if (asker === null || !stoodOnOne(asker)) return
    cutting.hush((caller) => caller === asker)
    comeAgain(asker)
  }
  return {
    end,
    comeAgain,
    begin(associate, deviceId, asker) {
      const before = sql.sessionOn.get(deviceId)
      if (before !== undefined) end([before], asker)
      const token = Buffer.from(deps.random(TOKEN_BYTES)).toString('base64url')
      const now = storeTime.nowMs()
      sql.begin.run(deps.ids.next<Brand<string>>(), hashOf(token), associate, deviceId, now, now)
      return token
    },
    byToken: (token, deviceId) => unlessIdle(sql.byToken.get(hashOf(token), deviceId)),
    of,
    standing(caller) {
      const session = of(caller)
      const trust = session === null ? undefined : sql.trust.get(session.associate)
      // Whoever gave somebody the PIN knows it as well: until it is changed nothing is done in their name.
      if (session === null || trust === undefined || trust.mustChangePin === 1) return null
      return { role: trust.role, steppedUp: (session.steppedUpUntil ?? 0) > storeTime.nowMs() }
    },
    used({ session }) {
      if (session !== null) lastUse.set(session, storeTime.nowMs())
    },
    tidy() {
      const sessions = sql.allSessions.all()
      end(sessions.filter(isIdle))
      for (const { id, lastUsedAt } of sessions) {
        const used = lastUse.get(id)
        if (used !== undefined && used > lastUsedAt) sql.setUsed.run(used, id)
      }
      lastUse.clear()
    },
  }
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()
