import type { CommandId, DeviceId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Db } from '../db/open.ts'

export interface StoredCommand {
  readonly deviceId: string
  readonly request: string
  /** JSON of the answer; empty once it is forgotten. */
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
  // Rows up to `from` are empty already: without that the week of them would be read every minute.
  const withOutcome = db.prepare<[number, number, number], { commandId: CommandId; at: number }>(
    `select command_id as commandId, at from commands where at >= ? and at < ? and outcome <> '' order by at limit ?`,
  )
  const empty = db.prepare<[CommandId]>("update commands set outcome = '', visit_id = null where command_id = ?")
  const rowBeyond = db.prepare<[number], { at: number }>('select at from commands order by at desc limit 1 offset ?')
  const newest = db.prepare<[], { at: number | null }>('select max(at) as at from commands')
  const newestUpTo = db.prepare<[number], { at: number | null }>('select max(at) as at from commands where at <= ?')
  const dropUpTo = db.prepare<[number]>('delete from commands where at <= ?')
  const ofVisit = db.prepare<[VisitId], { commandId: CommandId; request: string }>(
    'select command_id as commandId, request from commands where visit_id = ?',
  )
  const replace = db.prepare<[string, CommandId]>(
    'update commands set outcome = ?, visit_id = null where command_id = ?',
  )
  const horizon = db.prepare<[], { value: string }>("select value from store_facts where name = 'forgotten-up-to'")
  const setHorizon = db.prepare<[number]>(
    `insert into store_facts (name, value) values ('forgotten-up-to', cast(? as text))
     on conflict (name) do update set value = excluded.value`,
  )
  const time = db.prepare<[], { value: string }>("select value from store_facts where name = 'store-time'")
  const setTime = db.prepare<[number]>(
    `insert into store_facts (name, value) values ('store-time', cast(? as text))
     on conflict (name) do update set value = excluded.value`,
  )
  return {
    ...{ find, insert, ofVisit, replace, withOutcome, empty, rowBeyond, newestUpTo, dropUpTo, setHorizon, setTime },
    horizon: (): number => Number(horizon.get()?.value ?? 0),
    /** A database of before knows it only by its commands. */
    lastTime: (): number => Number(time.get()?.value ?? newest.get()?.at ?? 0),
  }
}
