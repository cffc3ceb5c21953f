import { ok } from '@dangol/domain/result/result.ts'
import type { Handler } from '../../transport/handler.ts'
import type { StaffRoom } from './staff-room.ts'

/** Takes the device in hand by PIN; whoever held it before does not any more. Refuses: 'wrong-pin', 'locked'. */
export function createSignIn(room: StaffRoom): Handler<'staff:sign-in'> {
  const { sessions, access, transact, pinCheck } = room
  return async (caller, { associate, pin }) => {
    const tried = await pinCheck.tryPin(caller, associate, pin)
    return transact(() => {
      const person = pinCheck.judge(caller, tried, 'staff.sign-in')
      if (!person.ok) return person
      const token = sessions.begin(associate, caller.deviceId, caller)
      access.record({ caller, what: 'staff.sign-in', subject: associate, result: 'signed-in' })
      const session = sessions.byToken(token, caller.deviceId)
      if (session === null) throw new Error('a session was over as it began')
      return ok({ session: token, me: room.meOf(person.value, session) })
    })
  }
}
