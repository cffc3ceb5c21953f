import { ok, refuse } from '@dangol/domain/result/result.ts'
import { isWeakPin } from '@dangol/domain/trust/pin.ts'
import type { Handler } from '../../transport/handler.ts'
import type { StaffRoom } from './staff-room.ts'

/**
 * Another PIN, by whoever knows the present one; every session of theirs but this one is over. Refuses: 'wrong-pin', 'locked';
 * 'weak-pin' also for the one they have. Asked by nobody it is a wrong PIN.
 */
export function createChangePin(room: StaffRoom): Handler<'staff:change-pin'> {
  const { sql, sessions, pinCheck, pins, once, access } = room
  return async (caller, { commandId, pin, newPin }) => {
    const asker = room.holder(caller)
    if (asker === null) return refuse('wrong-pin')
    if (isWeakPin(newPin) || newPin === pin) return refuse('weak-pin')
    const tried = await pinCheck.tryPin(caller, asker.person.id, pin)
    const hash = await pins.hash(newPin, asker.person.id)
    return once(commandId, caller.deviceId, () => {
      const person = pinCheck.judge(caller, tried, 'staff.change-pin')
      if (!person.ok) return person
      const { id, mustChangePin } = person.value
      sql.setPin.run(hash, 0, id)
      sessions.end(sql.sessionsOf.all(id).filter((session) => session.id !== asker.session.id))
      // Nothing was told here that needed somebody to hold the device: it comes again, as somebody.
      if (mustChangePin === 1) sessions.comeAgain(caller)
      access.record({ caller, what: 'staff.change-pin', subject: id, result: 'changed' })
      return ok(null)
    })
  }
}
