import { ok, refuse } from '@dangol/domain/result/result.ts'
import { fingerprintOf, readCode } from '@dangol/domain/trust/device-proof.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Once } from '../../commands/once.ts'
import { createTries } from '../../commands/tries.ts'
import type { Db } from '../../db/open.ts'
import type { Transact } from '../../db/transact.ts'
import type { AccessLog } from '../../ports/people.ts'
import type { Caller, Handlers } from '../../transport/handler.ts'
import type { Inventory } from './inventory.ts'
import type { PairingDesk } from './pairing.ts'
import type { PairingRow } from './paired-devices.sql.ts'

/** Codes are 34 bits, and at most 20 are open: nobody finds one with so few tries, and who mistypes has enough. */
export const WRONG_CODES_MAX = 5
const WRONG_CODES_OF_ALL_MAX = 100
/** Milliseconds. */
export const WRONG_CODES_WITHIN_MS = 10 * 60_000

export interface LetInDeps {
  readonly db: Db
  readonly storeTime: Clock
  readonly once: Once
  readonly transact: Transact
  readonly access: AccessLog
  readonly inventory: Inventory
  readonly pairings: PairingDesk
}

type LetIn = 'devices:find-pairing' | 'devices:approve' | 'devices:reject'

/** Letting devices in: the code on their screen is typed in the office, and somebody entitled decides. */
export function createLetIn(deps: LetInDeps): Handlers<LetIn> {
  const { storeTime, once, transact, access, inventory, pairings } = deps
  const { look, triesLeft, detailOf } = createTypedCodes(deps)
  return {
    'devices:find-pairing': (caller, { code }) =>
      transact(() => {
        const found = look(caller, code, 'devices.find-pairing')
        if (typeof found === 'string') return refuse(found, detailOf(found, caller))
        const { publicKey, expiresAt: _lasts, ...asks } = found
        return ok({
          ...asks,
          expiresAt: found.expiresAt,
          fingerprint: fingerprintOf(publicKey),
          suggestedId: inventory.freeId(found.kind),
          triesLeft: triesLeft(caller),
        })
      }),
    'devices:approve': (caller, { commandId, code, deviceId, name }) =>
      once(commandId, caller.deviceId, () => {
        const found = look(caller, code, 'devices.approve')
        if (typeof found === 'string') return refuse('no-such-code')
        const decided = (result: string) =>
          access.record({ caller, what: 'devices.approve', subject: deviceId, result })
        // Another device's next key by now.
        if (inventory.activeWithKey(found.publicKey) !== null) return refuse('no-such-code')
        if (inventory.isActive(deviceId)) {
          decided('id-taken')
          return refuse('id-taken')
        }
        const { publicKey, kind } = found
        const nowMs = storeTime.nowMs()
        pairings.drop(publicKey)
        inventory.add(
          { id: deviceId, kind, name, publicKey, keySince: nowMs, pairedAt: nowMs, pairedBy: caller.associate },
          commandId,
        )
        decided('paired')
        return ok(null)
      }),
    'devices:reject': (caller, { commandId, code }) =>
      once(commandId, caller.deviceId, () => {
        const found = look(caller, code, 'devices.reject')
        if (typeof found === 'string') return refuse('no-such-code')
        pairings.drop(found.publicKey)
        access.record({ caller, what: 'devices.reject', subject: fingerprintOf(found.publicKey), result: 'rejected' })
        return ok(null)
      }),
  }
}

/** Codes as they are typed. Every way to name one counts what is wrong alike, or one of them could be used to guess. */
function createTypedCodes({ db, storeTime, access, pairings }: LetInDeps) {
  const tries = createTries({
    ...{ db, clock: storeTime, what: 'pairing-code', windowMs: WRONG_CODES_WITHIN_MS },
    ...{ most: WRONG_CODES_MAX, mostOfAll: WRONG_CODES_OF_ALL_MAX },
  })
  return {
    triesLeft: ({ deviceId }: Caller): number => tries.left(deviceId),
    look: (caller: Caller, typed: string, what: string): PairingRow | 'no-such-code' | 'too-many-tries' => {
      if (tries.left(caller.deviceId) === 0) return 'too-many-tries'
      const code = readCode(typed)
      const found = code === null ? null : pairings.withCode(code)
      if (found !== null) return found
      tries.note(caller.deviceId)
      access.record({ caller, what, subject: null, result: 'no-such-code' })
      return 'no-such-code'
    },
    /** So that the office can say how many tries are left, or when there is one again. */
    detailOf: (why: 'no-such-code' | 'too-many-tries', { deviceId }: Caller): { detail?: string } => {
      if (why === 'no-such-code') return { detail: String(tries.left(deviceId)) }
      const atMs = tries.againAt(deviceId)
      return atMs === null ? {} : { detail: String(atMs) }
    },
  }
}
