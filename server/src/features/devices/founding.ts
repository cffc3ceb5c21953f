import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Result } from '@dangol/domain/result/result.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { FoundSchema, Pairing } from '@dangol/protocol/trust.ts'
import { PROTOCOL_VERSION } from '@dangol/protocol/version.ts'
import type { z } from 'zod'
import { createTries } from '../../commands/tries.ts'
import type { Db } from '../../db/open.ts'
import type { Transact } from '../../db/transact.ts'
import type { AccessLog, Founder } from '../../ports/people.ts'
import type { Inventory } from './inventory.ts'
import type { PairingDesk } from './pairing.ts'
import type { JudgeProof } from './proof.ts'
import { isSameCode } from './setup-code.ts'
import type { SetupCode } from './setup-code.ts'

/** Of 80 bits nobody guesses any; the limit is for who tries nonetheless. */
export const WRONG_SETUP_CODES_MAX = 5
const WRONG_SETUP_CODES_OF_ALL_MAX = 20
const WRONG_SETUP_CODES_WITHIN_MS = 10 * 60_000

type Asked = z.infer<typeof FoundSchema>
type FoundRefusal = 'stale-challenge' | 'bad-proof' | 'too-many-tries' | 'already-founded' | 'wrong-code' | 'weak-pin'

export interface FoundingDeps {
  readonly db: Db
  readonly storeTime: Clock
  readonly transact: Transact
  readonly access: AccessLog
  readonly inventory: Inventory
  readonly pairings: PairingDesk
  readonly judge: JudgeProof
  readonly founder: Founder
  readonly setupCode: SetupCode
}

export type Found = (asked: Asked, address: string) => Promise<Result<Pairing, { code: FoundRefusal }>>

/**
 * The first office and the first manager, by the code that only whoever owns the machine can read. A store that has its manager
 * and lost its offices gets another office by a code that its owner asked for, and one whose managers cannot sign in any more
 * another manager.
 */
export function createFound(deps: FoundingDeps): Found {
  const { storeTime, transact, founder, setupCode, pairings } = deps
  const tries = createTries({
    ...{ db: deps.db, clock: storeTime, what: 'setup-code', windowMs: WRONG_SETUP_CODES_WITHIN_MS },
    ...{ most: WRONG_SETUP_CODES_MAX, mostOfAll: WRONG_SETUP_CODES_OF_ALL_MAX },
  })
  const refusalOf = (asked: Asked, address: string): FoundRefusal | null => {
    const { associate, pin } = asked
    const worth = deps.judge('found', asked, [asked.setupCode, associate.id, associate.name, pin])
    if (worth !== 'good') return worth
    if (setupCode.read() === null || isUnderWay) return 'already-founded'
    if (tries.left(address) === 0) return 'too-many-tries'
    if (isSameCode(setupCode.read(), asked.setupCode)) return null
    transact(() => tries.note(address))
    return 'wrong-code'
  }
  let isUnderWay = false
  const begin = async (asked: Asked): ReturnType<Founder['found']> => {
    const { id, name } = asked.associate
    const again = setupCode.makesManager === true
    if (!founder.isFounded() || again)
      return founder.found({ id, name, pin: asked.pin }, () => addOffice(deps, asked), again)
    transact(() => addOffice(deps, asked))
    return ok(null)
  }
  return async (asked, address) => {
    const refusal = refusalOf(asked, address)
    if (refusal !== null) return refuse(refusal)
    isUnderWay = true
    try {
      const founded = await begin(asked)
      if (!founded.ok) return founded
      setupCode.forget()
    } finally {
      isUnderWay = false
    }
    const paired = pairings.pairedAs(asked.publicKey)
    if (paired === null) throw new Error('the first office is not of the house')
    return ok(paired)
  }
}

/** The office it was asked from, paired unless it is of the house already. */
function addOffice(deps: FoundingDeps, { publicKey, associate }: Asked): void {
  const deviceId = deps.inventory.activeWithKey(publicKey)?.id ?? pairedOffice(deps, publicKey)
  const caller = { deviceId, protocol: PROTOCOL_VERSION, associate: associate.id, session: null }
  const result = deps.setupCode.makesManager === true ? 'manager' : 'founded'
  deps.access.record({ caller: { ...caller, kind: 'office' }, what: 'devices.found', subject: deviceId, result })
}

function pairedOffice({ storeTime, inventory, pairings }: FoundingDeps, publicKey: string): DeviceId {
  const nowMs = storeTime.nowMs()
  const id = inventory.freeId('office')
  pairings.drop(publicKey)
  inventory.add({ id, kind: 'office', name: id, publicKey, keySince: nowMs, pairedAt: nowMs, pairedBy: null }, null)
  return id
}
