import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import { parseRm1, RM1_FUTURE_MS, RM1_PAST_MS, RM1_ROSTER_MAX_AGE_MS } from '@dangol/domain/recognition/rm1.ts'
import type { Rm1Kind } from '@dangol/domain/recognition/rm1.ts'
import { JUMP_BACK_MAX_MS } from './clock-watch.ts'
import type { VerifySignature } from './verify-signature.ts'

/** The keys and consents a code is judged by, as the store has them now. */
export interface Roster {
  credential(credId: string): {
    readonly kind: Rm1Kind
    readonly publicKey: string
    readonly customerId: CustomerId
    readonly status: 'active' | 'revoked'
  } | null
  /** When the roster was last known to be current; null for never. */
  currentAtMs(): number | null
  /** Consent 'recog.kiosk' is in force. */
  mayRecognise(customerId: CustomerId): boolean
}

/** Why a code was refused. Goes to the access log only: whoever stands at the kiosk learns nothing of it. */
type RefusedWhy =
  'malformed' | 'bad-signature' | 'revoked' | 'clock-wrong' | 'roster-too-old' | 'not-fresh' | 'replayed' | 'no-consent'

export type Verdict =
  | { readonly ok: true; readonly credId: string; readonly ts: number; readonly customerId: CustomerId }
  | { readonly ok: false; readonly why: RefusedWhy; readonly customerId: CustomerId | null }

export interface JudgeDeps {
  readonly roster: Roster
  readonly verifySignature: VerifySignature
  readonly lastAcceptedTs: (credId: string) => number | null
  readonly nowMs: () => number
  readonly isClockRight: () => boolean
}

/** Judges a member code by the checks of recognition-ux 3.1, in their order. Consumes nothing. */
export function judgeCode(deps: JudgeDeps, text: string): Verdict {
  const code = parseRm1(text)
  if (code === null) return { ok: false, why: 'malformed', customerId: null }
  const credential = deps.roster.credential(code.credId)
  const publicKey = credential?.kind === code.kind ? credential.publicKey : null
  if (!deps.verifySignature(code, publicKey) || credential === null) {
    return { ok: false, why: 'bad-signature', customerId: null }
  }
  const { customerId } = credential
  const refused = (why: RefusedWhy): Verdict => ({ ok: false, why, customerId })
  if (credential.status !== 'active') return refused('revoked')
  const nowMs = deps.nowMs()
  const rosterAgeMs = nowMs - (deps.roster.currentAtMs() ?? -Infinity)
  // A roster of the future: the clock was set back while the store server was off.
  if (!deps.isClockRight() || rosterAgeMs < -JUMP_BACK_MAX_MS) return refused('clock-wrong')
  if (rosterAgeMs > RM1_ROSTER_MAX_AGE_MS) return refused('roster-too-old')
  const tsMs = code.ts * 1000
  if (tsMs < nowMs - RM1_PAST_MS || tsMs > nowMs + RM1_FUTURE_MS) return refused('not-fresh')
  if (code.ts <= (deps.lastAcceptedTs(code.credId) ?? -1)) return refused('replayed')
  if (!deps.roster.mayRecognise(customerId)) return refused('no-consent')
  return { ok: true, credId: code.credId, ts: code.ts, customerId }
}
