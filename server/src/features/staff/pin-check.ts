import type { AssociateId } from '@dangol/domain/ids/ids.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import { isForPerson, lockAfter } from '@dangol/domain/trust/pin.ts'
import type { PinLock } from '@dangol/domain/trust/pin.ts'
import type { AttemptLimit } from '../../commands/attempt-limit.ts'
import type { Transact } from '../../db/transact.ts'
import type { AccessLog } from '../../ports.ts'
import type { Caller } from '../../transport/handler.ts'
import type { PinHasher } from './pin-hasher.ts'
import type { PersonRow, StaffSql } from './staff.sql.ts'

/** Wrong tries of names that nobody bears are kept this long. Milliseconds. */
const TRIES_OF_NOBODY_AGE_MAX_MS = 24 * 60 * 60_000
/** After a device tried too often, whoever it tried for. Milliseconds. */
const DEVICE_WAITS_MS = 60_000

export interface PinCheckDeps {
  readonly sql: StaffSql
  readonly pins: PinHasher
  readonly storeTime: Clock
  readonly transact: Transact
  readonly access: AccessLog
  /** Tries of one device, for whomever. */
  readonly mayTry: AttemptLimit
}

type PinRefusal = { ok: false; error: { code: 'wrong-pin' } } | { ok: false; error: { code: 'locked'; detail: string } }

/** The one place where a PIN is tried: for signing in, for a new PIN and for a new passkey alike. */
export interface PinCheck {
  /** The person, if it is their PIN. Somebody unknown gets the same answers after the same time. */
  check(
    asker: Caller,
    o: { associate: AssociateId; pin: string; what: string },
  ): Promise<{ ok: true; value: PersonRow } | PinRefusal>
  lockOf(associate: AssociateId): PinLock
  tidy(): void
}

export function createPinCheck(deps: PinCheckDeps): PinCheck {
  const { sql, pins, storeTime, transact, access } = deps

  const lockOf = (associate: AssociateId): PinLock => {
    const tries = sql.tries.get(associate)
    if (tries === undefined) return 'open'
    // Locked for a person to undo only while there is one who is not locked like that as well.
    const somebodyCanUndo = sql.rescuers.all(associate).some(({ wrong }) => !isForPerson(wrong))
    const lock = lockAfter(tries.wrong, tries.lastWrongAt, somebodyCanUndo)
    return typeof lock === 'object' && lock.untilMs <= storeTime.nowMs() ? 'open' : lock
  }
  const begin = (caller: Caller, associate: AssociateId, what: string): PinRefusal | null =>
    transact(() => {
      if (!deps.mayTry(caller.deviceId)) return locked({ untilMs: storeTime.nowMs() + DEVICE_WAITS_MS })
      const lock = lockOf(associate)
      if (lock === 'open') {
        // Before it is looked at: many tries at once count as many.
        sql.countTry.run(associate, storeTime.nowMs())
        return null
      }
      access.record({ caller, what, subject: associate, result: 'locked' })
      return locked(lock)
    })
  return {
    lockOf,
    async check(asker, { associate, pin, what }) {
      const refused = begin(asker, associate, what)
      if (refused !== null) return refused
      const before = activeOf(sql, associate)
      const isRight = await pins.matches(pin, associate, before?.pinHash ?? null)
      return transact(() => {
        const person = activeOf(sql, associate)
        // Meanwhile they may have left, or got another PIN.
        if (!isRight || person === null || person.pinHash !== before?.pinHash) {
          access.record({ caller: asker, what, subject: associate, result: 'wrong-pin' })
          return refuse('wrong-pin')
        }
        sql.forgetTries.run(associate)
        return ok(person)
      })
    },
    tidy: () => void sql.dropTriesOfNobody.run(storeTime.nowMs() - TRIES_OF_NOBODY_AGE_MAX_MS),
  }
}

/** Somebody who may sign in. */
export function activeOf(sql: StaffSql, associate: AssociateId): PersonRow | null {
  const person = sql.find.get(associate)
  return person?.state === 'active' && person.pinHash !== null ? person : null
}

const locked = (lock: Exclude<PinLock, 'open'>) =>
  refuse('locked', { detail: lock === 'person' ? 'person' : String(lock.untilMs) })
