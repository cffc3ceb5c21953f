import type { IdSource } from '@dangol/domain/ids/ids.ts'
import type { Clock, Timers } from '@dangol/domain/time/clock.ts'
import type { StaffMe } from '@dangol/protocol/staff.ts'
import type { AttemptLimit } from '../../commands/attempt-limit.ts'
import type { Once } from '../../commands/once.ts'
import type { Db } from '../../db/open.ts'
import type { Transact } from '../../db/transact.ts'
import type { RandomBytes } from '../../platform/system-ids.ts'
import type { AccessLog } from '../../ports/people.ts'
import type { Cutting } from '../../ports/sync.ts'
import type { Caller } from '../../transport/handler.ts'
import { preparePasskeys } from './passkeys.sql.ts'
import type { ChallengeRow, PasskeySql, Purpose } from './passkeys.sql.ts'
import { createPinCheck } from './pin-check.ts'
import type { PinCheck } from './pin-check.ts'
import type { PinHasher } from './pin-hasher.ts'
import { createSessions } from './sessions.ts'
import type { Sessions } from './sessions.ts'
import { prepareStaff } from './staff.sql.ts'
import type { PersonRow, SessionRow, StaffSql } from './staff.sql.ts'

export interface StaffDeps {
  readonly db: Db
  readonly storeTime: Clock
  readonly timers: Timers
  readonly ids: IdSource
  readonly random: RandomBytes
  readonly pins: PinHasher
  readonly transact: Transact
  readonly once: Once
  readonly access: AccessLog
  readonly cutting: Cutting
  readonly mayTry: AttemptLimit
}

/** What every use-case of this feature works with. */
export interface StaffRoom extends StaffDeps {
  readonly sql: StaffSql
  readonly keys: PasskeySql
  readonly sessions: Sessions
  readonly pinCheck: PinCheck
  /** Whoever holds the device, with their session; null for nobody. */
  holder(caller: Caller): { readonly person: PersonRow; readonly session: SessionRow } | null
  /** The challenge that the caller's session has open for this, taken out for good; null for none, or one that is too old. */
  takeChallenge(caller: Caller, purpose: Purpose): ChallengeRow | null
  /** As they see themselves. */
  meOf(person: PersonRow, session: SessionRow): StaffMe
}

export function createStaffRoom(deps: StaffDeps): StaffRoom {
  const sql = prepareStaff(deps.db)
  const keys = preparePasskeys(deps.db)
  const sessions = createSessions({ ...deps, sql })
  const pinCheck = createPinCheck({ ...deps, sql })
  return {
    ...deps,
    ...{ sql, keys, sessions, pinCheck },
    holder(caller) {
      const session = sessions.of(caller)
      const person = session === null ? undefined : sql.find.get(session.associate)
      return session === null || person?.state !== 'active' ? null : { person, session }
    },
    takeChallenge(caller, purpose) {
      const session = sessions.of(caller)
      const taken = session === null ? undefined : deps.transact(() => keys.takeChallenge.get(session.id, purpose))
      return taken !== undefined && taken.expiresAt > deps.storeTime.nowMs() ? taken : null
    },
    meOf: ({ id, name, role, mustChangePin }, { steppedUpUntil }) => ({
      ...{ id, name, role },
      steppedUpUntil: (steppedUpUntil ?? 0) > deps.storeTime.nowMs() ? steppedUpUntil : null,
      passkeys: keys.of.all(id).map(({ id: key, name: called, madeAt, lastUsedAt }) => ({
        ...{ id: key, name: called, madeAt, lastUsedAt },
      })),
      mustChangePin: mustChangePin === 1,
    }),
  }
}
