import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Result } from '@dangol/domain/result/result.ts'
import { makeCode } from '@dangol/domain/trust/device-proof.ts'
import type { Localised } from '@dangol/domain/text/localised.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { DeviceKind } from '@dangol/protocol/handshake.ts'
import type { Pairing, PairSchema } from '@dangol/protocol/trust.ts'
import type { z } from 'zod'
import { createTries } from '../../commands/tries.ts'
import type { Db } from '../../db/open.ts'
import type { Transact } from '../../db/transact.ts'
import type { RandomBytes } from '../../platform/system-ids.ts'
import { preparePaired, preparePairings } from './paired-devices.sql.ts'
import type { PairingRow } from './paired-devices.sql.ts'
import type { JudgeProof, Proof } from './proof.ts'

/** More than anybody pairs in one go; whoever fills it keeps others waiting for PAIRING_LASTS_MS at most. */
export const PENDING_MAX = 20
export const PENDING_OF_ADDRESS_MAX = 5
/** Long enough to walk from the device to the office. Milliseconds. */
export const PAIRING_LASTS_MS = 10 * 60_000
/** New codes in the time that one lasts: every one that is never answered leaves a row until then. */
const CODES_OF_ADDRESS_MAX = 20
const CODES_MAX = 100

type PairRefusal = 'stale-challenge' | 'bad-proof' | 'too-many-tries'
type Asked = z.infer<typeof PairSchema>

export interface PairingDeps {
  readonly db: Db
  /** Time that never goes back. */
  readonly storeTime: Clock
  readonly transact: Transact
  readonly random: RandomBytes
  readonly judge: JudgeProof
  readonly storeName: Localised
}

/** What strangers may do: ask to be let in, and how that stands. */
export interface PairingDesk {
  readonly pair: (asked: Asked, address: string) => Result<Pairing, { code: PairRefusal }>
  readonly status: (proof: Proof) => Result<Pairing, { code: PairRefusal }>
  /** The device whose screen shows this code; null when none does. */
  withCode(code: string): PairingRow | null
  drop(publicKey: string): void
  pairedAs(publicKey: string): Pairing | null
}

/** Keeps the requests of devices that want to be let in; the key is known from the first moment, the code finds it. */
export function createPairingDesk(deps: PairingDeps): PairingDesk {
  const { storeTime, transact, judge } = deps
  const requests = preparePairings(deps.db)
  const paired = preparePaired(deps.db)
  const tries = createTries({
    ...{ db: deps.db, clock: storeTime, what: 'pair', windowMs: PAIRING_LASTS_MS },
    ...{ most: CODES_OF_ADDRESS_MAX, mostOfAll: CODES_MAX },
  })
  const pairedAs = (publicKey: string): Pairing | null => {
    const device = paired.activeWithKey.get(publicKey)
    if (device === undefined) return null
    return { state: 'paired', deviceId: device.id, kind: device.kind, storeName: deps.storeName }
  }
  const pending = (publicKey: string) => requests.withKey.get(publicKey, storeTime.nowMs())
  const begin = (publicKey: string, kind: DeviceKind, address: string): PairingRow | null => {
    const nowMs = storeTime.nowMs()
    requests.dropUpTo.run(nowMs)
    // Asked as something else before.
    requests.drop.run(publicKey)
    const { all, ofAddress } = requests.counts.get(address) ?? { all: 0, ofAddress: 0 }
    if (all >= PENDING_MAX || ofAddress >= PENDING_OF_ADDRESS_MAX || tries.left(address) === 0) return null
    const code = freeCode(deps.random, (one) => requests.withCode.get(one, nowMs) !== undefined)
    tries.note(address)
    const row = { publicKey, code, kind, address, askedAt: nowMs, expiresAt: nowMs + PAIRING_LASTS_MS }
    requests.insert(row)
    return row
  }
  return {
    pair(asked, address) {
      const worth = judge('pair', asked, [asked.kind])
      if (worth !== 'good') return refuse(worth)
      const { publicKey, kind } = asked
      const before = pairedAs(publicKey)
      if (before !== null) return ok(before)
      const asks = pending(publicKey)
      if (asks?.kind === kind) return ok(shown(asks))
      const row = transact(() => begin(publicKey, kind, address))
      return row === null ? refuse('too-many-tries') : ok(shown(row))
    },
    status(proof) {
      const worth = judge('pair-status', proof, [])
      if (worth !== 'good') return refuse(worth)
      const asks = pending(proof.publicKey)
      return ok(pairedAs(proof.publicKey) ?? (asks === undefined ? { state: 'none' } : shown(asks)))
    },
    withCode: (code) => requests.withCode.get(code, storeTime.nowMs()) ?? null,
    drop: (publicKey) => void requests.drop.run(publicKey),
    pairedAs,
  }
}

const shown = ({ code, expiresAt }: PairingRow): Pairing => ({ state: 'pending', code, expiresAt })

/** Of 20^8 codes at most PENDING_MAX are taken. */
function freeCode(random: RandomBytes, isTaken: (code: string) => boolean): string {
  for (let at = 0; at <= PENDING_MAX; at++) {
    const code = makeCode(random)
    if (!isTaken(code)) return code
  }
  throw new Error('every random code was taken')
}
