import type { AssociateId, DeviceId } from '@dangol/domain/ids/ids.ts'
import type { Role } from '@dangol/domain/trust/role.ts'
import type { Db } from '../../db/open.ts'

export interface PersonRow {
  readonly id: AssociateId
  readonly name: string
  readonly role: Role
  readonly state: 'active' | 'left'
  /** Null: nobody signs in as them. */
  readonly pinHash: string | null
  readonly mustChangePin: 0 | 1
}

export interface SessionRow {
  readonly id: string
  readonly associate: AssociateId
  readonly deviceId: DeviceId
  readonly lastUsedAt: number
  readonly steppedUpUntil: number | null
}

/** What rights depend on. */
interface TrustRow {
  readonly role: Role
  readonly mustChangePin: 0 | 1
}

interface TriesRow {
  readonly wrong: number
  readonly lastWrongAt: number
}

const PERSON = 'id, name, role, state, pin_hash as pinHash, must_change_pin as mustChangePin'
const SESSION = `id, associate, device_id as deviceId, last_used_at as lastUsedAt, stepped_up_until as steppedUpUntil`

/** The people who work in this store, their tries and their sessions. */
export const prepareStaff = (db: Db) => ({ ...preparePeople(db), ...prepareTries(db), ...prepareSessions(db) })

export type StaffSql = ReturnType<typeof prepareStaff>

function preparePeople(db: Db) {
  const find = db.prepare<[AssociateId], PersonRow>(`select ${PERSON} from associates where id = ?`)
  const all = db.prepare<[], PersonRow>(`select ${PERSON} from associates order by name, id`)
  const active = db.prepare<[], PersonRow>(
    `select ${PERSON} from associates where state = 'active' and pin_hash is not null order by name, id`,
  )
  // Asked with every message, beside the session: together a fifth of what joining them in one statement takes.
  const trust = db.prepare<[AssociateId], TrustRow>(
    `select role, must_change_pin as mustChangePin from associates where id = ? and state = 'active'`,
  )
  const add = db.prepare<[AssociateId, string, Role, string, 0 | 1]>(
    `insert into associates (id, name, role, state, pin_hash, must_change_pin) values (?, ?, ?, 'active', ?, ?)`,
  )
  const setPin = db.prepare<[string | null, 0 | 1, AssociateId]>(
    'update associates set pin_hash = ?, must_change_pin = ? where id = ?',
  )
  const change = db.prepare<[string, Role, 'active' | 'left', AssociateId]>(
    'update associates set name = ?, role = ?, state = ? where id = ?',
  )
  return { find, all, active, trust, add, setPin, change }
}

/** Wrong PINs in a row. */
export function prepareTries(db: Db) {
  const tries = db.prepare<[string], TriesRow>(
    'select wrong, last_wrong_at as lastWrongAt from pin_tries where associate = ?',
  )
  const countTry = db.prepare<[string, number]>(
    `insert into pin_tries (associate, wrong, last_wrong_at) values (?, 1, ?)
     on conflict (associate) do update set wrong = wrong + 1, last_wrong_at = excluded.last_wrong_at`,
  )
  const forgetTries = db.prepare<[string]>('delete from pin_tries where associate = ?')
  const dropTriesOfNobody = db.prepare<[number]>(
    'delete from pin_tries where last_wrong_at < ? and associate not in (select id from associates)',
  )
  /** Who could let somebody else in again, with their wrong tries. */
  const rescuers = db.prepare<[string], { wrong: number }>(
    `select coalesce(t.wrong, 0) as wrong from associates a left join pin_tries t on t.associate = a.id
     where a.role in ('lead', 'manager') and a.state = 'active' and a.pin_hash is not null and a.id <> ?`,
  )
  const moveTries = db.prepare<[number]>('update pin_tries set last_wrong_at = last_wrong_at + ?')
  return { tries, countTry, forgetTries, dropTriesOfNobody, rescuers, moveTries }
}

function prepareSessions(db: Db) {
  const begin = db.prepare<[string, Uint8Array, AssociateId, DeviceId, number, number]>(
    `insert into staff_sessions (id, token_hash, associate, device_id, begun_at, last_used_at) values (?, ?, ?, ?, ?, ?)`,
  )
  const byToken = db.prepare<[Uint8Array, DeviceId], SessionRow>(
    `select ${SESSION} from staff_sessions where token_hash = ? and device_id = ?`,
  )
  const session = db.prepare<[string], SessionRow>(`select ${SESSION} from staff_sessions where id = ?`)
  const sessionsOf = db.prepare<[AssociateId], SessionRow>(
    `select ${SESSION} from staff_sessions where associate = ? order by device_id`,
  )
  const sessionOn = db.prepare<[DeviceId], SessionRow>(`select ${SESSION} from staff_sessions where device_id = ?`)
  const allSessions = db.prepare<[], SessionRow>(`select ${SESSION} from staff_sessions order by id`)
  const end = db.prepare<[string]>('delete from staff_sessions where id = ?')
  const setUsed = db.prepare<[number, string]>('update staff_sessions set last_used_at = ? where id = ?')
  const setSteppedUp = db.prepare<[number, string]>('update staff_sessions set stepped_up_until = ? where id = ?')
  return { begin, byToken, session, sessionsOf, sessionOn, allSessions, end, setUsed, setSteppedUp }
}
