import type { AssociateId } from '@dangol/domain/ids/ids.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import { isForPerson, lockAfter } from '@dangol/domain/trust/pin.ts'
import type { PinLock } from '@dangol/domain/trust/pin.ts'
import type { AttemptLimit } from '../../commands/attempt-limit.ts'
import type { Transact } from '../../db/transact.ts'
import type { AccessLog } from '../../ports/people.ts'
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

/** A PIN that was compared; whether it was right is for `judge` to say, or not to. */
interface TriedPin {
  readonly associate: AssociateId
  readonly lock: PinLock
  readonly hash: string | null
  readonly isRight: boolean
}

type Verdict =
  | { ok: true; value: PersonRow }
  | { ok: false; error: { code: 'wrong-pin' } }
  | { ok: false; error: { code: 'locked'; detail: string } }

/** The one place where a PIN is tried: for signing in, for a new PIN and for a new passkey alike. */
export interface PinCheck {
  /** Compares. Somebody unknown takes as long; somebody locked is not compared at all. */
  tryPin(asker: Caller, associate: AssociateId, pin: string): Promise<TriedPin>
  /**
   * What comes of it, in the transaction of what it was tried for: the person whose PIN it is. One at a time, so that of many
   * tries at once not one more is answered than the limit allows. Somebody unknown gets the same answers.
   */
  judge(asker: Caller, tried: TriedPin, what: string): Verdict
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
  return {
    lockOf,
    async tryPin({ deviceId }, associate, pin) {
      const mayTry = transact(() => deps.mayTry(deviceId))
      const lock: PinLock = mayTry ? lockOf(associate) : { untilMs: storeTime.nowMs() + DEVICE_WAITS_MS }
      if (lock !== 'open') return { associate, lock, hash: null, isRight: false }
      const hash = activeOf(sql, associate)?.pinHash ?? null
      return { associate, lock, hash, isRight: await pins.matches(pin, associate, hash) }
    },
    judge(caller, { associate, lock: lockThen, hash, isRight }, what) {
      const lock = lockThen === 'open' ? lockOf(associate) : lockThen
      if (lock !== 'open') {
        access.record({ caller, what, subject: associate, result: 'locked' })
        return refuse('locked', { detail: lock === 'person' ? 'person' : String(lock.untilMs) })
      }
      const person = activeOf(sql, associate)
      // Meanwhile they may have left, or got another PIN.
      if (isRight && person !== null && person.pinHash === hash) {
        sql.forgetTries.run(associate)
        return ok(person)
      }
      sql.countTry.run(associate, storeTime.nowMs())
      access.record({ caller, what, subject: associate, result: 'wrong-pin' })
      return refuse('wrong-pin')
    },
    tidy: () => void sql.dropTriesOfNobody.run(storeTime.nowMs() - TRIES_OF_NOBODY_AGE_MAX_MS),
  }
}

/** Somebody who may sign in. */
function activeOf(sql: StaffSql, associate: AssociateId): PersonRow | null {
  const person = sql.find.get(associate)
  return person?.state === 'active' && person.pinHash !== null ? person : null
}
