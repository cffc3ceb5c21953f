import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser'
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser'
import type { Refused } from '../text.ts'

type Json = Record<string, unknown>
/** 'cancelled': whoever was asked said no, or waited too long. 'not-here': this page or machine has no passkeys. */
type PasskeyFault = 'cancelled' | 'taken' | 'not-here' | 'failed'
/** Why no passkey was made or shown: the machine's word, or the store's. */
export type PasskeyProblem =
  { readonly by: 'machine'; readonly code: PasskeyFault } | ({ readonly by: 'store' } & Refused)
export type Shown = { ok: true; value: Json } | { ok: false; error: { code: PasskeyFault } }

/** The platform's passkeys, as far as the staff pages need them. Options and answers are WebAuthn's own JSON. */
export interface Passkeys {
  make(options: Json): Promise<Shown>
  show(options: Json): Promise<Shown>
}

/** Those of the browser: fingerprint, face or the machine's own code, and nothing secret in this page. */
export const browserPasskeys: Passkeys = {
  make: (options) =>
    // The store server's library made the options; this one is its other half.
    shown(() => startRegistration({ optionsJSON: options as unknown as PublicKeyCredentialCreationOptionsJSON })),
  show: (options) =>
    shown(() => startAuthentication({ optionsJSON: options as unknown as PublicKeyCredentialRequestOptionsJSON })),
}

async function shown(ask: () => Promise<object>): Promise<Shown> {
  if (!browserSupportsWebAuthn()) return { ok: false, error: { code: 'not-here' } }
  try {
    return { ok: true, value: { ...(await ask()) } }
  } catch (error) {
    return { ok: false, error: { code: faultOf(error) } }
  }
}

function faultOf(error: unknown): PasskeyFault {
  switch (error instanceof Error ? error.name : '') {
    case 'NotAllowedError':
    case 'AbortError':
      return 'cancelled'
    case 'InvalidStateError':
      return 'taken'
    case 'SecurityError':
    case 'NotSupportedError':
      return 'not-here'
    default:
      return 'failed'
  }
}
