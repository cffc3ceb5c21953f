import type { StaffMember } from '@dangol/protocol/staff.ts'
import type { StaffRoom } from './staff-room.ts'
import type { PersonRow } from './staff.sql.ts'

/** Somebody who works here, as a manager sees them. */
export function personView({ sql, keys, pinCheck }: StaffRoom, { id, name, role, state }: PersonRow): StaffMember {
  const lock = pinCheck.lockOf(id)
  return {
    ...{ id, name, role, state },
    lockedUntil: typeof lock === 'object' ? lock.untilMs : null,
    locked: lock === 'person',
    passkeyCount: keys.of.all(id).length,
    signedInOn: sql.sessionsOf.all(id).map(({ deviceId }) => deviceId),
  }
}
