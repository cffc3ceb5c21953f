import { authorise } from '@dangol/domain/trust/authorise.ts'
import type { Actor, Denial, Resource, Rule } from '@dangol/domain/trust/authorise.ts'
import { FLOOR_ROLES } from '@dangol/domain/trust/role.ts'
import type { Role } from '@dangol/domain/trust/role.ts'
import { REQUESTS } from './requests.ts'
import type { RequestName } from './requests.ts'
import type { Topic } from './sync.ts'

type Right = Omit<Rule, 'devices'>

/** No person need be known: what a device does for itself, or for whoever stands before it. */
const anyone: Right = { staff: 'nobody' }
/** Whoever works with shoppers; at a kiosk the shopper. */
const floor: Right = { staff: FLOOR_ROLES }
const leads: Right = { staff: ['lead', 'manager'] }
const manager: Right = { staff: ['manager'] }
const managerSteppedUp: Right = { staff: ['manager'], stepUp: true }
/** Whoever has to know how the link to the shop stands. */
const linkWatchers: Right = { staff: ['manager', 'technician', 'auditor'] }
/** Whoever looks after the machines. */
const machines: Right = { staff: ['manager', 'technician'] }
const machinesSteppedUp: Right = { staff: ['manager', 'technician'], stepUp: true }
const privacy: Right = { staff: ['privacy-officer'] }
const privacySteppedUp: Right = { staff: ['privacy-officer'], stepUp: true }
const record: Right = { staff: ['auditor', 'privacy-officer'] }
const signedIn: Right = { staff: ['associate', 'lead', 'manager', 'privacy-officer', 'technician', 'auditor'] }

/**
 * Who may ask what, on one page; from which devices stands with each request. What is not here may be asked by nobody, and the
 * compiler finds it. A visit's own requests are judged further by whose visit it is (`VisitDesk`).
 */
const RIGHTS = {
  'visits:begin': anyone,
  'visits:begin-for': floor,
  'recognition:scan': anyone,
  'visits:set-language': floor,
  'visits:report-step': floor,
  'visits:consent': { staff: 'nobody', level: 'L2' },
  'visits:end': floor,
  'visits:serve': floor,
  'visits:open': floor,
  'visits:forget': anyone,
  'approvals:begin': anyone,
  'approvals:cancel': anyone,
  'handovers:send': floor,
  'handovers:withdraw': floor,
  'handovers:take': anyone,
  'handovers:decline': anyone,
  'assist:call': anyone,
  'assist:withdraw': anyone,
  'assist:answer': floor,
  'assist:close': floor,
  'assist:ask': floor,
  'assist:agree': anyone,
  'assist:leave': floor,
  'assist:present': floor,
  'drafts:open': floor,
  'drafts:edit': floor,
  'drafts:undo': floor,
  'drafts:suggest': floor,
  'drafts:decide': floor,
  'drafts:close': floor,
  'catalogue:get': anyone,
  'catalogue:stock': anyone,
  'sales:get-history': anyone,
  'configurations:save': floor,
  'configurations:quote': floor,
  'configurations:discard': floor,
  'carts:add': floor,
  'carts:change': floor,
  'orders:place': floor,
  'orders:move': floor,
  'customers:find': floor,
  'customers:card': floor,
  'insights:office': { staff: ['lead', 'manager', 'auditor'] },
  'models:list': manager,
  'models:files': manager,
  'models:dry-run': manager,
  'models:publish': manager,
  'models:roll-back': manager,
  'link:state': linkWatchers,
  'link:letters': linkWatchers,
  'link:set-aside': linkWatchers,
  'link:dry-run': machines,
  'link:pause': machines,
  'link:resume': machines,
  'link:compare': machines,
  'link:resolve': manager,
  'devices:report': anyone,
  'devices:find-pairing': machines,
  'devices:approve': machinesSteppedUp,
  'devices:reject': machines,
  'devices:revoke': machinesSteppedUp,
  'devices:rename': machines,
  'devices:rotate': anyone,
  'staff:list': anyone,
  'staff:sign-in': anyone,
  'staff:sign-out': anyone,
  'staff:me': anyone,
  // With a PIN that somebody else gave nobody is anybody yet; the use-case asks who holds the device.
  'staff:change-pin': anyone,
  'staff:passkey-begin': signedIn,
  'staff:passkey-add': signedIn,
  'staff:passkey-remove': { ...signedIn, stepUp: true },
  'staff:step-up-begin': signedIn,
  'staff:step-up': signedIn,
  'people:list': manager,
  'people:add': managerSteppedUp,
  'people:change': managerSteppedUp,
  'people:reset-pin': managerSteppedUp,
  'people:unlock': leads,
  'privacy:subject': privacy,
  'privacy:ledger': privacy,
  'privacy:export': privacySteppedUp,
  'privacy:erase': privacySteppedUp,
  'privacy:merge': privacySteppedUp,
  'privacy:unmerge': privacySteppedUp,
  'audit:list': record,
  'audit:verify': record,
  'sync:subscribe': anyone,
} as const satisfies Record<RequestName, Right>

/**
 * Whose PIN a role may set: whoever sets it could sign in with it, so only of those who may do nothing that it may not do itself.
 * What is not here sets none; a privacy officer and an auditor have only the PIN that they chose.
 */
const SETS_PINS_OF: Readonly<Partial<Record<Role, readonly Role[]>>> = {
  manager: ['associate', 'lead', 'manager', 'technician'],
}

/** Whether somebody of a role, or nobody, may set the PIN of somebody of another. */
export const maySetPin = (by: Role | null, of: Role): boolean =>
  by !== null && (SETS_PINS_OF[by]?.includes(of) ?? false)

/** Who may hear a kind of topic; whose visit it is, and what the shopper agreed to, is judged besides. */
export const TOPIC_RIGHTS: Readonly<Record<'own' | 'visit' | 'floor' | 'fleet', Rule>> = {
  // On a tablet it tells of the visit that was begun on it: a tablet that nobody holds, or a thief, hears nothing of that.
  own: { devices: ['kiosk', 'tablet', 'office'], staff: FLOOR_ROLES },
  visit: { devices: ['kiosk', 'tablet'], staff: FLOOR_ROLES },
  floor: { devices: ['tablet', 'office'], staff: ['associate', 'lead', 'manager', 'auditor'] },
  fleet: { devices: ['office'], staff: ['manager', 'technician', 'auditor'] },
}

/** What kind of topic it is. */
export function topicKind(topic: Topic): keyof typeof TOPIC_RIGHTS {
  if (topic === 'floor' || topic === 'fleet') return topic
  return topic.startsWith('visit:') ? 'visit' : 'own'
}

/** The whole rule of a request. */
export const ruleOf = (name: RequestName): Rule => ({ devices: REQUESTS[name].from, ...RIGHTS[name] })

/** Whether somebody may ask this now; null means yes. A screen shows no button that this denies. */
export const mayAsk = (name: RequestName, actor: Actor, resource: Resource = { level: null }): Denial | null =>
  authorise(actor, ruleOf(name), resource)
