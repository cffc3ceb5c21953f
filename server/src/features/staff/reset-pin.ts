import { ok, refuse } from '@dangol/domain/result/result.ts'
import { maySetPin } from '@dangol/protocol/rights.ts'
import type { Handler } from '../../transport/handler.ts'
import { personView } from './person-view.ts'
import type { StaffRoom } from './staff-room.ts'

/**
 * A new PIN for somebody who lost theirs, told and kept like that of somebody new; their sessions are over. Refuses:
 * 'no-such-person'; 'beyond-role' where whoever asks could do more with that PIN than with their own.
 */
export function createResetPin(room: StaffRoom): Handler<'people:reset-pin'> {
  const { sql, pins, sessions, once, access } = room
  return async (caller, { commandId, id }) => {
    const pin = pins.pinOf(commandId)
    const hash = await pins.hash(pin, id)
    const reset = once(commandId, caller.deviceId, () => {
      const person = sql.find.get(id)
      if (person?.state !== 'active') return refuse('no-such-person')
      if (!maySetPin(room.holder(caller)?.person.role ?? null, person.role)) {
        access.record({ caller, what: 'people.reset-pin', subject: id, result: 'beyond-role' })
        return refuse('beyond-role')
      }
      sql.setPin.run(hash, 1, id)
      sql.forgetTries.run(id)
      sessions.end(sql.sessionsOf.all(id), caller)
      access.record({ caller, what: 'people.reset-pin', subject: id, result: 'reset' })
      return ok(personView(room, person))
    })
    return reset.ok ? ok({ person: reset.value, pin }) : reset
  }
}
