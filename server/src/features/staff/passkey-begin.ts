import { generateRegistrationOptions } from '@simplewebauthn/server'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Handler } from '../../transport/handler.ts'
import { CHALLENGE_LASTS_MS, newChallenge, passkeyPage, PASSKEYS_MAX } from './passkey-page.ts'
import type { StaffRoom } from './staff-room.ts'

const RP_NAME = 'Dangol'

/** What the browser makes a new passkey from, once the PIN was right. Refuses: 'wrong-pin', 'locked', 'too-many-passkeys', 'no-passkeys-here'. */
export function createPasskeyBegin(room: StaffRoom): Handler<'staff:passkey-begin'> {
  const { keys, pinCheck, transact, storeTime } = room
  return async (caller, { pin }) => {
    const page = passkeyPage(caller)
    const asker = room.holder(caller)
    if (page === null || asker === null) return refuse('no-passkeys-here')
    const { person, session } = asker
    const known = keys.of.all(person.id)
    if (known.length >= PASSKEYS_MAX) return refuse('too-many-passkeys')
    const tried = await pinCheck.tryPin(caller, person.id, pin)
    const options = await generateRegistrationOptions({
      rpName: RP_NAME,
      rpID: page.rpId,
      userID: new Uint8Array(Buffer.from(person.id)),
      userName: person.id,
      userDisplayName: person.name,
      challenge: newChallenge(room.random),
      timeout: CHALLENGE_LASTS_MS,
      attestationType: 'none',
      excludeCredentials: known.filter(({ rpId }) => rpId === page.rpId).map(({ id }) => ({ id })),
      authenticatorSelection: { residentKey: 'discouraged', userVerification: 'required' },
    })
    return transact(() => {
      const judged = pinCheck.judge(caller, tried, 'staff.passkey-begin')
      if (!judged.ok) return judged
      const expiresAt = storeTime.nowMs() + CHALLENGE_LASTS_MS
      keys.setChallenge.run(session.id, 'passkey-add', options.challenge, page.origin, expiresAt)
      return ok({ options: { ...options } })
    })
  }
}
