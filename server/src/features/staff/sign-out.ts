import { ok } from '@dangol/domain/result/result.ts'
import type { Handler } from '../../transport/handler.ts'
import type { StaffRoom } from './staff-room.ts'

/** Lays the device down. Nobody holding it is as good. */
export function createSignOut({ sessions, access, transact }: StaffRoom): Handler<'staff:sign-out'> {
  return (caller) =>
    transact(() => {
      const session = sessions.of(caller)
      if (session === null) return ok(null)
      sessions.end([session], caller)
      access.record({ caller, what: 'staff.sign-out', subject: session.associate, result: 'signed-out' })
      return ok(null)
    })
}
