import { ROLES } from '@dangol/domain/trust/role.ts'
import type { Role } from '@dangol/domain/trust/role.ts'
import type { AuditEntry } from '@dangol/protocol/privacy.ts'
import { ko } from '../../messages/ko.ts'

type What = keyof typeof ko.record.what
type Outcome = keyof typeof ko.record.result

/** What came of something, as far as this screen has words for it. */
export type ReadResult =
  | { readonly kind: 'outcome'; readonly outcome: Outcome; readonly other: string | null }
  | { readonly kind: 'role'; readonly role: Role }
  | { readonly kind: 'hits'; readonly n: number }
  | { readonly kind: 'from' | 'to'; readonly device: string }
  | { readonly kind: 'raw'; readonly text: string }

/** The message of what was done; null for something of a later version, which is shown as it is written. */
export function whatOf({ what }: Pick<AuditEntry, 'what'>): What | null {
  const key = what.replaceAll('.', '-')
  return isWhat(key) ? key : null
}

/** Reads a result: `3 hits`, `from kiosk-1`, `merged with <alias>`, a role, or one word. */
export function resultOf({ result }: Pick<AuditEntry, 'result'>): ReadResult {
  const [, hits] = /^(\d+) hits$/.exec(result) ?? []
  if (hits !== undefined) return { kind: 'hits', n: Number(hits) }
  const [, way, device] = /^(from|to) ([a-z0-9-]+)$/.exec(result) ?? []
  if (device !== undefined) return { kind: way === 'from' ? 'from' : 'to', device }
  const role = ROLES.find((one) => one === result)
  if (role !== undefined) return { kind: 'role', role }
  const [outcome = '', other] = result.split(' with ')
  return isOutcome(outcome) ? { kind: 'outcome', outcome, other: other ?? null } : { kind: 'raw', text: result }
}

/** What was tried and stopped, or came to nothing: worth a second look. */
const STOPPED: ReadonlySet<Outcome> = new Set<Outcome>([
  ...(['wrong-pin', 'locked', 'not-verified', 'bad-proof', 'no-such-code', 'id-taken', 'own-device'] as const),
  ...(['too-many-searches', 'too-many', 'not-yours', 'another-person', 'malformed', 'bad-signature'] as const),
  ...(['clock-wrong', 'roster-too-old', 'not-fresh', 'replayed', 'no-consent', 'unknown-code', 'unreadable'] as const),
  ...(['unknown', 'unknown-customer', 'disowned', 'revoked', 'beyond-role', 'own-pin-first'] as const),
])
export const isStopped = (read: ReadResult, what: string): boolean =>
  read.kind === 'outcome' && STOPPED.has(read.outcome) && what !== 'devices.revoke'

const isWhat = (key: string): key is What => Object.hasOwn(ko.record.what, key)
const isOutcome = (key: string): key is Outcome => Object.hasOwn(ko.record.result, key)
