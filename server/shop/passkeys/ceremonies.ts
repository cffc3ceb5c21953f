import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { VerifiedAuthenticationResponse, VerifiedRegistrationResponse } from '@simplewebauthn/server'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Member, MemberId } from '../customers/customers.sql.ts'
import { keyedHash } from '../secrets.ts'
import type { Assertion, Attestation } from './browser-answers.ts'
import { CHALLENGE_LASTS_MS } from './passkeys.ts'
import type { PasskeyPurpose, Passkeys } from './passkeys.ts'
import type { PasskeyRow } from './passkeys.sql.ts'
import type { RelyingParty } from './relying-party.ts'

interface CeremonyDeps {
  readonly passkeys: Passkeys
  /** Null where no passkey can be made: every ceremony refuses 'needs-a-name'. */
  readonly relyingParty: () => RelyingParty | null
  readonly tenant: string
  readonly tenantKey: string
  readonly write: <T>(run: () => T) => T
}
/** A passkey that was used just now. Its counter is written with what it was used for. */
interface Proven {
  readonly id: string
  readonly counter: number
}

/**
 * What browser and shop say to each other about a passkey (W3C WebAuthn level 3). Somebody must have been verified: a finger, a
 * face, or the phone's own code. The challenge is gone before anything is verified, so that nothing counts twice.
 */
export const createCeremonies = (deps: CeremonyDeps) => ({ ...createAdding(deps), ...createProving(deps) })

/** A new passkey of a member. */
function createAdding({ passkeys, relyingParty, tenant, tenantKey, write }: CeremonyDeps) {
  /** Refuses: 'needs-a-name'. */
  async function optionsToAdd(member: Member) {
    const party = relyingParty()
    if (party === null) return refuse('needs-a-name')
    const options = await generateRegistrationOptions({
      ...{ rpName: tenant, rpID: party.id, attestationType: 'none', timeout: CHALLENGE_LASTS_MS },
      challenge: bytesOf(write(() => passkeys.challenge(member.id, 'add'))),
      // Lies on the phone for ever, so it is nothing that anybody else knows the member by.
      userID: Uint8Array.from(Buffer.from(keyedHash(tenantKey, `passkey\0${member.id}`), 'hex')),
      userName: member.email ?? member.number,
      userDisplayName: member.name,
      excludeCredentials: passkeys.keysOf(member.id).map(named),
      authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
    })
    return ok({ ...options })
  }

  /** Keeps a new passkey. Refuses: 'needs-a-name', 'wrong-passkey', 'too-many', 'not-a-key'. */
  async function add(memberId: MemberId, name: string, response: Attestation) {
    const party = relyingParty()
    if (party === null) return refuse('needs-a-name')
    const expectedChallenge = write(() => passkeys.take(memberId, 'add'))
    if (expectedChallenge === null) return refuse('wrong-passkey')
    const made = await orNull<VerifiedRegistrationResponse>(() =>
      verifyRegistrationResponse({ response, expectedChallenge, ...strictly(party) }),
    )
    if (made?.verified !== true) return refuse('wrong-passkey')
    const { id, publicKey, counter } = made.registrationInfo.credential
    const transports = JSON.stringify(response.response.transports)
    return write(() => passkeys.add({ id, memberId, name, publicKey: Buffer.from(publicKey), counter, transports }))
  }

  return { optionsToAdd, add }
}

/** That a member has one of their passkeys in hand. */
function createProving({ passkeys, relyingParty, write }: CeremonyDeps) {
  /** Refuses: 'needs-a-name', 'no-passkey' for somebody who has none. */
  async function optionsToProve(memberId: MemberId, purpose: PasskeyPurpose) {
    const party = relyingParty()
    if (party === null) return refuse('needs-a-name')
    const keys = passkeys.keysOf(memberId)
    if (keys.length === 0) return refuse('no-passkey')
    const options = await generateAuthenticationOptions({
      ...{ rpID: party.id, userVerification: 'required', timeout: CHALLENGE_LASTS_MS },
      challenge: bytesOf(write(() => passkeys.challenge(memberId, purpose))),
      allowCredentials: keys.map(named),
    })
    return ok({ ...options })
  }

  /** Whether a passkey of this member was used for this purpose, now and once. Refuses: 'needs-a-name', 'wrong-passkey'. */
  async function prove(memberId: MemberId, purpose: PasskeyPurpose, response: Assertion) {
    const party = relyingParty()
    if (party === null) return refuse('needs-a-name')
    const expectedChallenge = write(() => passkeys.take(memberId, purpose))
    const key = passkeys.keysOf(memberId).find(({ id }) => id === response.id)
    if (expectedChallenge === null || key === undefined) return refuse('wrong-passkey')
    const credential = { id: key.id, publicKey: Uint8Array.from(key.publicKey), counter: key.counter }
    const used = await orNull<VerifiedAuthenticationResponse>(() =>
      verifyAuthenticationResponse({ response, expectedChallenge, credential, ...strictly(party) }),
    )
    if (used?.verified !== true) return refuse('wrong-passkey')
    return ok<Proven>({ id: key.id, counter: used.authenticationInfo.newCounter })
  }

  return { optionsToProve, prove }
}

const strictly = ({ id, origin }: RelyingParty) => ({
  expectedOrigin: origin,
  expectedRPID: id,
  requireUserVerification: true,
})

/** What the library refuses it throws; to whoever sent it every such answer is one. */
async function orNull<T>(verify: () => Promise<T>): Promise<T | null> {
  try {
    return await verify()
  } catch {
    return null
  }
}

const bytesOf = (challenge: string) => Uint8Array.from(Buffer.from(challenge, 'base64url'))
const named = ({ id, transports }: PasskeyRow) => ({ id, transports: JSON.parse(transports) as string[] })
