import { generateAuthenticationOptions } from '@simplewebauthn/server'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Handler } from '../../transport/handler.ts'
import { CHALLENGE_LASTS_MS, newChallenge, passkeyPage } from './passkey-page.ts'
import type { StaffRoom } from './staff-room.ts'

/** What the browser asks for a passkey with. Refuses: 'no-passkey' for who has none under this name, 'no-passkeys-here'. */
export function createStepUpBegin(room: StaffRoom): Handler<'staff:step-up-begin'> {
  const { keys, transact, storeTime } = room
  return async (caller) => {
    const page = passkeyPage(caller)
    const holder = room.holder(caller)
    if (page === null || holder === null) return refuse('no-passkeys-here')
    const usable = keys.of.all(holder.person.id).filter(({ rpId }) => rpId === page.rpId)
    if (usable.length === 0) return refuse('no-passkey')
    const options = await generateAuthenticationOptions({
      rpID: page.rpId,
      allowCredentials: usable.map(({ id }) => ({ id })),
      challenge: newChallenge(room.random),
      timeout: CHALLENGE_LASTS_MS,
      userVerification: 'required',
    })
    return transact(() => {
      // Meanwhile they may have been signed out.
      const session = room.sessions.of(caller)
      if (session === null) return refuse('no-passkeys-here')
      const expiresAt = storeTime.nowMs() + CHALLENGE_LASTS_MS
      keys.setChallenge.run(session.id, 'step-up', options.challenge, page.origin, expiresAt)
      return ok({ options: { ...options } })
    })
  }
}
