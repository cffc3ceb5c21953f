import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { PhonePasskey } from '@dangol/protocol/shop-approvals.ts'
import type { Db } from '../../src/db/open.ts'
import type { RandomBytes } from '../../src/platform/system-ids.ts'
import type { MemberId } from '../customers/customers.sql.ts'
import { preparePasskeys } from './passkeys.sql.ts'
import type { PasskeyRow } from './passkeys.sql.ts'

/** As many as phones (recognition-ux 3.1). */
const PASSKEYS_MAX = 5
/** Time to look for the right finger; a prompt left alone longer is asked anew. */
export const CHALLENGE_LASTS_MS = 5 * 60_000
const CHALLENGE_BYTES = 32

/** What a challenge is for; signed for one thing it is good for no other. */
export type PasskeyPurpose = 'add' | 'erase' | `approve:${string}`
export type Passkeys = ReturnType<typeof createPasskeys>

/** Passkeys and their challenges. Every write belongs into a transaction of the caller. */
export function createPasskeys({ db, clock, random }: { db: Db; clock: Clock; random: RandomBytes }) {
  const sql = preparePasskeys(db)
  return {
    /** A new challenge; one that was given for the same purpose before is void. */
    challenge(memberId: MemberId, purpose: PasskeyPurpose): string {
      const challenge = Buffer.from(random(CHALLENGE_BYTES)).toString('base64url')
      sql.putChallenge.run(memberId, purpose, challenge, clock.nowMs() + CHALLENGE_LASTS_MS)
      return challenge
    },
    /**
     * The challenge that an answer must have signed, deleted with the reading: the library takes the same assertion twice when
     * the challenge stays (recognition-ux 8.2). Null when none is open.
     */
    take(memberId: MemberId, purpose: PasskeyPurpose): string | null {
      const taken = sql.takeChallenge(memberId, purpose)
      return taken !== null && taken.expiresAt > clock.nowMs() ? taken.challenge : null
    },
    /** Refuses: 'too-many', 'not-a-key' for one that is there already. */
    add(passkey: Omit<PasskeyRow, 'madeAt' | 'lastUsedAt'>) {
      if (sql.ofMember(passkey.memberId).length >= PASSKEYS_MAX) return refuse('too-many')
      const madeAt = clock.nowMs()
      if (!sql.insert({ ...passkey, madeAt })) return refuse('not-a-key')
      return ok(shown({ ...passkey, madeAt, lastUsedAt: null }))
    },
    used: (id: string, counter: number): void => void sql.used.run(counter, clock.nowMs(), id),
    /** Refuses: 'not-found' for an unknown one and for somebody else's. */
    remove: (memberId: MemberId, id: string) => (sql.remove(id, memberId) ? ok(null) : refuse('not-found')),
    keysOf: sql.ofMember,
    shownTo: (memberId: MemberId): PhonePasskey[] => sql.ofMember(memberId).map(shown),
    sweep: (): void => void sql.dropOldChallenges.run(clock.nowMs()),
  }
}

const shown = ({ id, name, madeAt, lastUsedAt }: PasskeyRow): PhonePasskey => ({ id, name, madeAt, lastUsedAt })
