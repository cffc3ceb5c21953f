import type { Role } from '@dangol/domain/trust/role.ts'
import { maySetPin } from '@dangol/protocol/rights.ts'
import type { StaffMember } from '@dangol/protocol/staff.ts'

/** How somebody stands at the door. `ms`: how long they cannot try again; null where only a person undoes it. */
export type Standing = { kind: 'active' | 'left' } | { kind: 'locked'; ms: number | null }

export function standingOf({ state, locked, lockedUntil }: StaffMember, nowMs: number): Standing {
  if (state === 'left') return { kind: 'left' }
  if (locked) return { kind: 'locked', ms: null }
  return lockedUntil !== null && lockedUntil > nowMs ? { kind: 'locked', ms: lockedUntil - nowMs } : { kind: 'active' }
}

/** Why neither role nor state of somebody can be changed here: by oneself, or because nobody would run the store. */
export function fixedBecause(
  person: StaffMember,
  people: readonly StaffMember[],
  me: string | null,
): 'own-role' | 'last-manager' | null {
  if (person.id === me) return 'own-role'
  const managers = people.filter(({ role, state }) => role === 'manager' && state === 'active')
  return managers.length === 1 && managers[0]?.id === person.id ? 'last-manager' : null
}

/** Whether a PIN of that role opens more than whoever is here may do: then nobody but its owner sets it. */
export const isBeyond = (me: Role | null, role: Role): boolean => !maySetPin(me, role)

/** What saving does to somebody: with another role they are signed out everywhere. */
export const signsOut = (person: StaffMember, next: Role): boolean => person.state === 'active' && next !== person.role
