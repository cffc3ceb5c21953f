import { ok } from '@dangol/domain/result/result.ts'
import type { Handler } from '../../transport/handler.ts'
import { personView } from './person-view.ts'
import type { StaffRoom } from './staff-room.ts'

/** Everybody who works or worked here. */
export function createListPeople(room: StaffRoom): Handler<'people:list'> {
  return () => ok({ people: room.sql.all.all().map((person) => personView(room, person)) })
}
