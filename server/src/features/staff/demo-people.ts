import { FIRST_STAFF } from './first-staff.ts'
import type { DemoPerson } from './first-staff.ts'
import type { StaffRoom } from './staff-room.ts'

/** The people of the demonstration, where nobody has a PIN yet. */
export function enterDemo({ sql, pins }: StaffRoom, demo: readonly DemoPerson[]): void {
  if (sql.active.all().length > 0) return
  for (const { id, name, role, pin } of demo) {
    const hash = pins.hashNow(pin, id)
    if (sql.find.get(id) === undefined) sql.add.run(id, name, role, hash, 0)
    sql.change.run(name, role, 'active', id)
    sql.setPin.run(hash, 0, id)
  }
}

/**
 * A store that was tried out as the demonstration first: everybody knows the PINs of its invented people, so whoever still has
 * theirs works here no more. Who made a PIN of their own stays.
 */
export function sendDemoAway({ sql, keys, pins, sessions, transact }: StaffRoom): void {
  const known = FIRST_STAFF.filter(({ id, pin }) => {
    const hash = sql.find.get(id)?.pinHash ?? null
    return hash !== null && pins.matchesNow(pin, id, hash)
  })
  if (known.length === 0) return
  transact(() => {
    for (const { id, name, role } of known) {
      sql.change.run(name, role, 'left', id)
      sql.setPin.run(null, 0, id)
      keys.removeAll.run(id)
      sessions.end(sql.sessionsOf.all(id))
    }
  })
}
