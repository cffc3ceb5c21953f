import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Handler } from '../../transport/handler.ts'
import type { StaffRoom } from './staff-room.ts'

/** Forgets one of one's own passkeys. Refuses: 'no-such-passkey'. */
export function createPasskeyRemove(room: StaffRoom): Handler<'staff:passkey-remove'> {
  const { keys, once, access } = room
  return (caller, { commandId, id }) =>
    once(commandId, caller.deviceId, () => {
      const holder = room.holder(caller)
      if (holder === null || keys.remove.run(id, holder.person.id).changes === 0) return refuse('no-such-passkey')
      access.record({ caller, what: 'staff.passkey-remove', subject: holder.person.id, result: 'removed' })
      return ok(room.meOf(holder.person, holder.session))
    })
}
