import { mayUse } from '../customers/may-use.ts'
import type { Consents, Purpose } from '../customers/consent.ts'
import type { Level } from '../visits/level.ts'
import { reaches } from './authorise.ts'
import type { Actor } from './authorise.ts'

/**
 * Every personal field that ever leaves the store server, and what must be so for it to leave (recognition-ux 2, 5.2, 5.5). The
 * server cuts by this table and no screen ever does; a field that is not in it does not exist on the wire.
 */
export interface FieldRule {
  readonly to: readonly Actor['device'][]
  /** Least level of the shopper's open visit; null where no visit is needed. */
  readonly level: Level | null
  /** Null where showing the code was the agreement. */
  readonly purpose: Purpose | null
  /** Only to the associate who serves the shopper's visit. */
  readonly serving?: boolean
}

export const FIELDS = {
  /** The shopper's own visit, on the device it takes place on. */
  'visit.name': { to: ['kiosk', 'tablet'], level: 'L2', purpose: null },
  'visit.personas': { to: ['kiosk', 'tablet'], level: 'L2', purpose: null },
  'visit.consents': { to: ['kiosk', 'tablet'], level: 'L2', purpose: null },
  'visit.saved-configurations': { to: ['kiosk', 'tablet'], level: 'L2', purpose: null },
  'visit.address': { to: ['kiosk'], level: 'L3', purpose: null },
  /** Whether a delivery has somewhere to go; never where. */
  'visit.delivery': { to: ['kiosk', 'tablet'], level: 'L2', purpose: null },
  /** The visit as others on the floor hear of it. */
  'floor.name': { to: ['tablet', 'office'], level: 'L2', purpose: 'assist.notify' },
  /** The shopper's card. */
  'card.name': { to: ['tablet'], level: null, purpose: null },
  'card.configurations': { to: ['tablet'], level: null, purpose: 'config.sync.store' },
  'card.history': { to: ['tablet'], level: 'L3', purpose: 'history.view', serving: true },
  /** Carrier and tracking number, by which anybody learns where somebody lives. */
  'card.parcels': { to: ['tablet'], level: 'L3', purpose: 'history.view', serving: true },
} as const satisfies Record<string, FieldRule>
export type Field = keyof typeof FIELDS

/** What is known where a field is asked for. */
export interface Circumstances {
  readonly device: Actor['device']
  readonly level: Level | null
  readonly consents: Consents
  readonly serves: boolean
}

/** Whether a field may leave the server, to this device, now. */
export function mayLeave(field: Field, now: Circumstances): boolean {
  const rule: FieldRule = FIELDS[field]
  if (!rule.to.includes(now.device)) return false
  if (rule.level !== null && !reaches(now.level, rule.level)) return false
  if (rule.purpose !== null && !mayUse(now.consents, rule.purpose)) return false
  return rule.serving !== true || now.serves
}
