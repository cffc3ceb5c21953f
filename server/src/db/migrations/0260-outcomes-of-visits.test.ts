import { expect, it } from 'vitest'
import { planOf } from '../../testing/query-plan.ts'
import { openDatabase } from '../open.ts'
import { commands } from './0020-commands.ts'
import { outcomesOfVisits } from './0260-outcomes-of-visits.ts'

const open = () => openDatabase(':memory:', [commands, outcomesOfVisits])

it('keeps the outcomes that were there, as those of no visit', () => {
  const db = openDatabase(':memory:', [commands])
  db.exec("insert into commands values ('c', 'kiosk-1', 'visits:begin', '{}', 1)")
  db.exec(outcomesOfVisits.up)
  expect(db.prepare('select command_id, outcome, visit_id from commands').all()).toEqual([
    { command_id: 'c', outcome: '{}', visit_id: null },
  ])
})

it('finds the outcomes of a visit by index', () => {
  expect(planOf(open(), 'select command_id from commands where visit_id = ?')).toMatch(/commands_of_visit/)
})
