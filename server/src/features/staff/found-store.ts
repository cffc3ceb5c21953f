import { ok, refuse } from '@dangol/domain/result/result.ts'
import { isWeakPin } from '@dangol/domain/trust/pin.ts'
import type { Founder } from '../../ports/people.ts'
import type { StaffRoom } from './staff-room.ts'

/**
 * The first manager of a store, by whoever holds the set-up code; their PIN is their own from the start. Somebody who worked here
 * before is a manager by it as well, and whatever they were signed in on is not theirs any more. Refuses: 'already-founded' as soon
 * as somebody runs the store, unless `again`; 'weak-pin'.
 */
export function createFounder({ sql, pins, sessions, transact }: StaffRoom): Founder {
  const isFounded = (): boolean => sql.active.all().some(({ role }) => role === 'manager')
  return {
    isFounded,
    async found({ id, name, pin }, alongside, again = false) {
      const isTaken = () => isFounded() && !again
      if (isTaken()) return refuse('already-founded')
      if (isWeakPin(pin)) return refuse('weak-pin')
      const hash = await pins.hash(pin, id)
      return transact(() => {
        // Somebody else may have been quicker while the PIN was hashed.
        if (isTaken()) return refuse('already-founded')
        if (sql.find.get(id) === undefined) sql.add.run(id, name, 'manager', hash, 0)
        sql.change.run(name, 'manager', 'active', id)
        sql.setPin.run(hash, 0, id)
        sql.forgetTries.run(id)
        sessions.end(sql.sessionsOf.all(id))
        alongside()
        return ok(null)
      })
    },
  }
}
