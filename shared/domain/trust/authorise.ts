import { LEVELS } from '../visits/level.ts'
import type { Level } from '../visits/level.ts'
import type { Role } from './role.ts'

/** Who asks: a device of this store, and who has signed in on it, as the server knows them at this moment. */
export interface Actor {
  readonly device: 'kiosk' | 'tablet' | 'office'
  readonly staff: {
    readonly role: Role
    /** A passkey was shown within STEP_UP_LASTS_MS. */
    readonly steppedUp: boolean
  } | null
}

/** What is asked about. */
export interface Resource {
  /** Level of the visit that is named; null when none is, or none such is open. */
  readonly level: Level | null
}

/** Who may do one thing. Whatever has no rule may be done by nobody. */
export interface Rule {
  readonly devices: readonly Actor['device'][]
  /** 'nobody': nobody need have signed in. On a kiosk nobody ever has, so roles are asked of staff devices only. */
  readonly staff: 'nobody' | readonly Role[]
  /** It costs money or exposes people: a passkey must have been shown just now. */
  readonly stepUp?: boolean
  /** The least that must be known of the person at the kiosk. */
  readonly level?: Level
}

/** Why not, in the order in which it is judged; with whom to ask. */
export type Denial =
  | { readonly rule: 'no-rule' }
  | { readonly rule: 'device'; readonly devices: Rule['devices'] }
  | { readonly rule: 'sign-in' }
  | { readonly rule: 'role'; readonly roles: readonly Role[] }
  | { readonly rule: 'level'; readonly level: Level }
  | { readonly rule: 'step-up' }

/** How long a passkey that was shown counts. Milliseconds (recognition-ux 8.2). */
export const STEP_UP_LASTS_MS = 5 * 60_000

/**
 * The one decision who may do what, for sockets and HTTP alike; null means yes. Pure, so that every screen can ask it as well
 * and show nothing that would be refused; only the server's answer counts.
 */
export function authorise(actor: Actor, rule: Rule | undefined, resource: Resource): Denial | null {
  if (rule === undefined) return { rule: 'no-rule' }
  if (!rule.devices.includes(actor.device)) return { rule: 'device', devices: rule.devices }
  if (rule.staff !== 'nobody' && actor.device !== 'kiosk') {
    if (actor.staff === null) return { rule: 'sign-in' }
    if (!rule.staff.includes(actor.staff.role)) return { rule: 'role', roles: rule.staff }
  }
  if (rule.level !== undefined && !reaches(resource.level, rule.level)) return { rule: 'level', level: rule.level }
  if (rule.stepUp === true && actor.staff?.steppedUp !== true) return { rule: 'step-up' }
  return null
}

/** Whether a level is at least another. */
export const reaches = (level: Level | null, least: Level): boolean =>
  level !== null && LEVELS.indexOf(level) >= LEVELS.indexOf(least)

/** A denial as the `detail` of the refusal 'not-allowed': `role:lead,manager`, `level:L3`, `step-up`. */
export function detailOf(denial: Denial): string {
  switch (denial.rule) {
    case 'device':
      return `device:${denial.devices.join(',')}`
    case 'role':
      return `role:${denial.roles.join(',')}`
    case 'level':
      return `level:${denial.level}`
    default:
      return denial.rule
  }
}
