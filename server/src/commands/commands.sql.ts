import type { CommandId, DeviceId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Db } from '../db/open.ts'

export interface StoredCommand {
  readonly deviceId: string
  readonly request: string
  /** JSON of the answer. */
  readonly outcome: string
}

/** The stored outcomes of commands. */
export function prepareCommands(db: Db) {
  const find = db.prepare<[CommandId], StoredCommand>(
    'select device_id as deviceId, request, outcome from commands where command_id = ?',
  )
  const insert = db.prepare<[CommandId, DeviceId, string, string, number, VisitId | null]>(
    'insert into commands (command_id, device_id, request, outcome, at, visit_id) values (?, ?, ?, ?, ?, ?)',
  )
  const dropOlderThan = db.prepare<[number]>('delete from commands where at < ?')
  const dropBeyond = db.prepare<[number]>(
    'delete from commands where at < (select at from commands order by at desc limit 1 offset ?)',
  )
  const ofVisit = db.prepare<[VisitId], { commandId: CommandId; request: string }>(
    'select command_id as commandId, request from commands where visit_id = ?',
  )
  const replace = db.prepare<[string, CommandId]>(
    'update commands set outcome = ?, visit_id = null where command_id = ?',
  )
  return { find, insert, ofVisit, replace, dropOlderThan, dropBeyond }
}
