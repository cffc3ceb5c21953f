import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Handler } from '../../transport/handler.ts'
import type { StaffRoom } from './staff-room.ts'

/** Lets somebody try again who entered too many wrong PINs. Refuses: 'no-such-person', 'own-lock'. */
export function createUnlockPerson({ sql, once, access }: StaffRoom): Handler<'people:unlock'> {
  return (caller, { commandId, id }) =>
    once(commandId, caller.deviceId, () => {
      if (sql.find.get(id)?.state !== 'active') return refuse('no-such-person')
      if (id === caller.associate) return refuse('own-lock')
      sql.forgetTries.run(id)
      access.record({ caller, what: 'people.unlock', subject: id, result: 'unlocked' })
      return ok(null)
    })
}
