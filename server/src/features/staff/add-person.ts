import { ok, refuse } from '@dangol/domain/result/result.ts'
import { maySetPin } from '@dangol/protocol/rights.ts'
import type { Handler } from '../../transport/handler.ts'
import { personView } from './person-view.ts'
import type { StaffRoom } from './staff-room.ts'

/** More than any store employs at a time, those who left included. */
export const PEOPLE_MAX = 500

/**
 * Somebody new. Their PIN is told to whoever asked and stored nowhere: it is worked out of the command's own id, so that a
 * repeated command tells it again. They have to change it. Refuses: 'id-taken', 'too-many-people'; 'beyond-role' as
 * a reset does.
 */
export function createAddPerson(room: StaffRoom): Handler<'people:add'> {
  const { sql, pins, once, access } = room
  return async (caller, { commandId, id, name, role }) => {
    const pin = pins.pinOf(commandId)
    const hash = await pins.hash(pin, id)
    const added = once(commandId, caller.deviceId, () => {
      if (!maySetPin(room.holder(caller)?.person.role ?? null, role)) {
        access.record({ caller, what: 'people.add', subject: id, result: 'beyond-role' })
        return refuse('beyond-role')
      }
      if (sql.find.get(id) !== undefined) return refuse('id-taken')
      if (sql.all.all().length >= PEOPLE_MAX) return refuse('too-many-people')
      sql.add.run(id, name, role, hash, 1)
      // Somebody may have tried the name before anybody bore it.
      sql.forgetTries.run(id)
      access.record({ caller, what: 'people.add', subject: id, result: role })
      return ok(personView(room, { id, name, role, state: 'active', pinHash: hash, mustChangePin: 1 }))
    })
    return added.ok ? ok({ person: added.value, pin }) : added
  }
}
