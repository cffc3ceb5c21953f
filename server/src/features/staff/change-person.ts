import { ok, refuse } from '@dangol/domain/result/result.ts'
import { maySetPin } from '@dangol/protocol/rights.ts'
import type { Caller, Handler } from '../../transport/handler.ts'
import { personView } from './person-view.ts'
import type { StaffRoom } from './staff-room.ts'
import type { PersonRow } from './staff.sql.ts'

/**
 * Name, role, or that somebody left; who left keeps neither PIN nor passkey, and gets a new PIN on coming back. With another role
 * or none their sessions are over. Refuses: 'no-such-person', 'own-role', 'last-manager'; 'own-pin-first' for a role whose PIN the
 * asker may not set, as long as whoever is to have it has no PIN of their own choosing.
 */
export function createChangePerson(room: StaffRoom): Handler<'people:change'> {
  const { sql, keys, sessions, once, access } = room
  return (caller, { commandId, id, name, role, state }) =>
    once(commandId, caller.deviceId, () => {
      const before = sql.find.get(id)
      if (before === undefined) return refuse('no-such-person')
      const after: PersonRow = { ...before, name, role, state }
      const isOther = role !== before.role || state !== before.state
      if (isOther && id === caller.associate) return refuse('own-role')
      if (runsTheStore(before) && !runsTheStore(after) && sql.active.all().filter(runsTheStore).length === 1) {
        return refuse('last-manager')
      }
      if (isOther && isBeyond(room, caller, before, after)) {
        access.record({ caller, what: 'people.change', subject: id, result: 'own-pin-first' })
        return refuse('own-pin-first')
      }
      sql.change.run(name, role, state, id)
      if (state === 'left') {
        sql.setPin.run(null, 0, id)
        sql.forgetTries.run(id)
        keys.removeAll.run(id)
      }
      if (isOther) sessions.end(sql.sessionsOf.all(id))
      access.record({ caller, what: 'people.change', subject: id, result: state === 'left' ? 'left' : role })
      return ok(personView(room, after))
    })
}

/** They would have a role whose PIN the asker may not set, and have no PIN that they alone know. */
function isBeyond(room: StaffRoom, caller: Caller, before: PersonRow, { role, state }: PersonRow): boolean {
  return state === 'active' && !hasOwnPin(before) && !maySetPin(room.holder(caller)?.person.role ?? null, role)
}

const hasOwnPin = ({ pinHash, mustChangePin }: PersonRow): boolean => pinHash !== null && mustChangePin === 0

const runsTheStore = ({ role, state, pinHash }: PersonRow): boolean =>
  role === 'manager' && state === 'active' && pinHash !== null
