import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Handler } from '../../transport/handler.ts'
import { personView } from './person-view.ts'
import type { StaffRoom } from './staff-room.ts'
import type { PersonRow } from './staff.sql.ts'

/**
 * Name, role, or that somebody left; who left keeps neither PIN nor passkey, and gets a new PIN on coming back. With another role
 * or none their sessions are over. Refuses: 'no-such-person', 'own-role', 'last-manager'.
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

const runsTheStore = ({ role, state, pinHash }: PersonRow): boolean =>
  role === 'manager' && state === 'active' && pinHash !== null
