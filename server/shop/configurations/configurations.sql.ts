import type { Choices } from '@dangol/domain/catalogue/model.ts'
import type { ConfigurationId, FamilyId, PersonaId } from '@dangol/domain/ids/ids.ts'
import type { PhoneConfiguration } from '@dangol/protocol/shop.ts'
import type { Db } from '../../src/db/open.ts'

/** A saved configuration with its owner; `memberId` null for one that only its code opens. */
export interface SavedConfiguration extends PhoneConfiguration {
  readonly memberId: string | null
  readonly discarded: boolean
}
export interface LiveCode {
  readonly code: string
  readonly expiresAt: number
}
interface Row {
  readonly id: ConfigurationId
  readonly memberId: string | null
  readonly familyId: FamilyId
  readonly modelVersion: number
  readonly revision: number
  readonly name: string
  readonly personaId: PersonaId | null
  readonly secret: number
  readonly choices: string
  readonly origin: 'online' | 'kiosk' | 'tablet'
  readonly savedAt: number
  readonly discarded: number
}

const COLUMNS = `id, customer_id as memberId, family_id as familyId, model_version as modelVersion, revision, name,
  persona_id as personaId, secret, choices, origin, saved_at as savedAt, discarded`

/** Saved configurations and the RC1 codes that open them. */
export function prepareConfigurations(db: Db) {
  return { ...prepareDocuments(db), ...prepareCodes(db) }
}

function prepareDocuments(db: Db) {
  const byId = db.prepare<[string], Row>(`select ${COLUMNS} from configurations where id = ?`)
  const ofMember = db.prepare<[string], Row>(
    `select ${COLUMNS} from configurations where customer_id = ? and discarded = 0 order by saved_at desc, id desc`,
  )
  const countOf = db.prepare<[string], { n: number }>(
    'select count(*) as n from configurations where customer_id = ? and discarded = 0',
  )
  const put = db.prepare<[Row]>(
    `insert into configurations (id, customer_id, family_id, model_version, revision, name, persona_id, secret, choices,
       origin, saved_at, discarded)
     values (@id, @memberId, @familyId, @modelVersion, @revision, @name, @personaId, @secret, @choices, @origin, @savedAt,
       @discarded)
     on conflict (id) do update set customer_id = excluded.customer_id, family_id = excluded.family_id,
       model_version = excluded.model_version, revision = excluded.revision, name = excluded.name,
       persona_id = excluded.persona_id, secret = excluded.secret, choices = excluded.choices, origin = excluded.origin,
       saved_at = excluded.saved_at, discarded = excluded.discarded`,
  )
  const drop = db.prepare<[string]>('delete from configurations where id = ?')
  return {
    drop,
    byId: (id: string): SavedConfiguration | null => toSaved(byId.get(id)),
    ofMember: (memberId: string): SavedConfiguration[] => ofMember.all(memberId).map(savedOf),
    countOf: (memberId: string): number => countOf.get(memberId)?.n ?? 0,
    put: (value: SavedConfiguration): void =>
      void put.run({
        ...value,
        secret: Number(value.secret),
        discarded: Number(value.discarded),
        choices: JSON.stringify(value.choices),
      }),
  }
}

function prepareCodes(db: Db) {
  const byCode = db.prepare<[string, number], Row>(
    `select ${COLUMNS} from configurations
     where id = (select configuration_id from codes where code = ? and expires_at > ?) and discarded = 0`,
  )
  const codeOf = db.prepare<[string, number], LiveCode>(
    `select code, expires_at as expiresAt from codes where configuration_id = ? and expires_at > ?
     order by expires_at desc limit 1`,
  )
  const codeTaken = db.prepare<[string], { id: string }>('select configuration_id as id from codes where code = ?')
  const putCode = db.prepare<[string, string, number]>(
    `insert into codes (code, configuration_id, expires_at) values (?, ?, ?)
     on conflict (code) do update set expires_at = excluded.expires_at where configuration_id = excluded.configuration_id`,
  )
  const claimed = db.prepare<[string, string], { id: string }>(
    'select configuration_id as id from claims where code = ? and customer_id = ?',
  )
  const putClaim = db.prepare<[string, string, string]>(
    `insert into claims (code, customer_id, configuration_id) values (?, ?, ?)
     on conflict (code, customer_id) do update set configuration_id = excluded.configuration_id`,
  )
  const expired = db.prepare<[number, number], { code: string; id: string; owned: number }>(
    `select code, configuration_id as id, customer_id is not null as owned
     from codes join configurations on configurations.id = configuration_id where expires_at <= ? order by expires_at limit ?`,
  )
  const dropCode = db.prepare<[string]>('delete from codes where code = ?')
  const dropOrphan = db.prepare<[string]>(
    `delete from configurations where id = ? and customer_id is null
       and not exists (select 1 from codes where configuration_id = configurations.id)`,
  )
  return {
    byCode: (code: string, nowMs: number): SavedConfiguration | null => toSaved(byCode.get(code, nowMs)),
    codeOf: (id: string, nowMs: number): LiveCode | null => codeOf.get(id, nowMs) ?? null,
    codeTaken: (code: string): string | null => codeTaken.get(code)?.id ?? null,
    putCode,
    claimed: (code: string, memberId: string): string | null => claimed.get(code, memberId)?.id ?? null,
    putClaim,
    expired,
    dropCode,
    dropOrphan,
  }
}

const toSaved = (row: Row | undefined): SavedConfiguration | null => (row === undefined ? null : savedOf(row))

function savedOf(row: Row): SavedConfiguration {
  // Choices were validated as they were written.
  const choices = JSON.parse(row.choices) as Choices
  return { ...row, secret: row.secret === 1, discarded: row.discarded === 1, choices }
}
