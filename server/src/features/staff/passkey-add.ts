import { verifyRegistrationResponse } from '@simplewebauthn/server'
import type { RegistrationResponseJSON } from '@simplewebauthn/server'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Handler } from '../../transport/handler.ts'
import { passkeyPage, PASSKEYS_MAX } from './passkey-page.ts'
import type { StaffRoom } from './staff-room.ts'

/** Keeps the passkey that was made for the challenge of 'staff:passkey-begin'. Refuses: 'not-verified', 'too-many-passkeys'. */
export function createPasskeyAdd(room: StaffRoom): Handler<'staff:passkey-add'> {
  const { keys, once, access, storeTime } = room
  return async (caller, { commandId, response, name }) => {
    const credential = await verifiedCredential(room, caller, response)
    return once(commandId, caller.deviceId, () => {
      const holder = room.holder(caller)
      const page = passkeyPage(caller)
      if (credential === null || holder === null || page === null || keys.isTaken.get(credential.id) !== undefined) {
        access.record({ caller, what: 'staff.passkey-add', subject: caller.associate, result: 'not-verified' })
        return refuse('not-verified')
      }
      const { person, session } = holder
      if (keys.of.all(person.id).length >= PASSKEYS_MAX) return refuse('too-many-passkeys')
      const { id, publicKey, counter, transports = [] } = credential
      const madeAt = storeTime.nowMs()
      keys.add.run(id, person.id, page.rpId, publicKey, counter, JSON.stringify(transports), name, madeAt)
      access.record({ caller, what: 'staff.passkey-add', subject: person.id, result: 'added' })
      return ok(room.meOf(person, session))
    })
  }
}

/** The new credential; null when anything about it is not as it was asked for. */
async function verifiedCredential(room: StaffRoom, caller: Parameters<StaffRoom['holder']>[0], response: object) {
  const challenge = room.takeChallenge(caller, 'passkey-add')
  const page = passkeyPage(caller)
  if (challenge === null || page === null) return null
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      // The library checks the form itself and throws.
      response: response as RegistrationResponseJSON,
      expectedChallenge: challenge.challenge,
      expectedOrigin: challenge.origin,
      expectedRPID: page.rpId,
      requireUserVerification: true,
    })
    return registrationInfo?.credential ?? null
  } catch {
    // Whatever it does not like about an answer it says by throwing; to us it is one refusal.
    return null
  }
}
