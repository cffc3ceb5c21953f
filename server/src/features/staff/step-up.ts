import { verifyAuthenticationResponse } from '@simplewebauthn/server'
import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import { STEP_UP_LASTS_MS } from '@dangol/domain/trust/authorise.ts'
import type { Caller, Handler } from '../../transport/handler.ts'
import { passkeyPage } from './passkey-page.ts'
import type { StaffRoom } from './staff-room.ts'

/** A passkey shown for the challenge of 'staff:step-up-begin' counts for STEP_UP_LASTS_MS, in this session only. Refuses: 'not-verified'. */
export function createStepUp(room: StaffRoom): Handler<'staff:step-up'> {
  const { keys, sql, transact, access, storeTime } = room
  return async (caller, { response }) => {
    const shown = await verifiedPasskey(room, caller, response)
    return transact(() => {
      const holder = room.holder(caller)
      const isVerified = shown !== null && holder !== null
      const result = isVerified ? 'stepped-up' : 'not-verified'
      access.record({ caller, what: 'staff.step-up', subject: caller.associate, result })
      if (!isVerified) return refuse('not-verified')
      const now = storeTime.nowMs()
      keys.used.run(shown.newCounter, now, shown.credentialID)
      sql.setSteppedUp.run(now + STEP_UP_LASTS_MS, holder.session.id)
      return ok(room.meOf(holder.person, { ...holder.session, steppedUpUntil: now + STEP_UP_LASTS_MS }))
    })
  }
}

/** What the passkey proved; null when anything about it is not as it was asked for. */
async function verifiedPasskey(room: StaffRoom, caller: Caller, response: Record<string, unknown>) {
  // Gone before it is looked at: the library takes the same answer twice for as long as it is given the same challenge.
  const challenge = room.takeChallenge(caller, 'step-up')
  const page = passkeyPage(caller)
  const holder = room.holder(caller)
  if (challenge === null || page === null || holder === null) return null
  const own = room.keys.of.all(holder.person.id)
  const passkey = own.find(({ id, rpId }) => id === response['id'] && rpId === page.rpId)
  if (passkey === undefined) return null
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      // The library checks the form itself and throws.
      response: response as unknown as AuthenticationResponseJSON,
      expectedChallenge: challenge.challenge,
      expectedOrigin: challenge.origin,
      expectedRPID: page.rpId,
      requireUserVerification: true,
      credential: { id: passkey.id, publicKey: new Uint8Array(passkey.publicKey), counter: passkey.counter },
    })
    return verified ? authenticationInfo : null
  } catch {
    // Whatever it does not like about an answer it says by throwing; to us it is one refusal.
    return null
  }
}
