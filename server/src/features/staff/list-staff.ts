import type { AssociateId } from '@dangol/domain/ids/ids.ts'
import { ok } from '@dangol/domain/result/result.ts'
import type { Handler } from '../../transport/handler.ts'
import type { DemoPerson } from './first-staff.ts'
import type { StaffRoom } from './staff-room.ts'

/**
 * Who may take a device in hand, before anybody has. PINs only of the demonstration's invented people (`demo`, null in a real
 * store), and only of those who still have the one they were given.
 */
export function createListStaff(room: StaffRoom, demo: readonly DemoPerson[] | null): Handler<'staff:list'> {
  // A hash belongs to one PIN for good, so that what was found out of it stays true.
  const known = new Map<string, Promise<boolean>>()
  const stillHas = async ({ id, pin }: DemoPerson): Promise<boolean> => {
    const hash = room.sql.find.get(id)?.pinHash ?? null
    if (hash === null) return false
    // Devices that start together ask together: one answer serves them all.
    const found = known.get(hash) ?? room.pins.matches(pin, id, hash)
    known.set(hash, found)
    return found
  }
  const demoPins = async (people: readonly DemoPerson[]): Promise<Record<AssociateId, string>> => {
    const kept = await Promise.all(people.map(stillHas))
    return Object.fromEntries(people.filter((_person, at) => kept[at]).map(({ id, pin }) => [id, pin]))
  }
  return async () => {
    const associates = room.sql.active.all().map(({ id, name }) => ({ id, name }))
    return ok({ associates, demoPins: demo === null ? null : await demoPins(demo) })
  }
}
