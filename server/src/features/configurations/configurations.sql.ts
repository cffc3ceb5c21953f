import type { ConfigurationId, CustomerId, FamilyId, VisitId } from '@dangol/domain/ids/ids.ts'
import { ShopConfigurationSchema } from '@dangol/protocol/shop.ts'
import type { ShopConfiguration } from '@dangol/protocol/shop.ts'
import type { Db } from '../../db/open.ts'

/** A configuration as the store keeps it. `visitId` set: it belongs to that visit and goes with it. */
export interface StoredConfiguration extends ShopConfiguration {
  readonly visitId: VisitId | null
}

interface Row {
  readonly id: string
  readonly visitId: string | null
  readonly secret: number
  readonly discarded: number
  readonly choices: string
  readonly words: string | null
}

/** The shop keeps no more per member (its own maximum), and a visit makes few. */
const SEEN_AT_ONCE_MAX = 200

/** Enough of a configuration to know whether it can be shown. */
export interface Sketch {
  readonly id: ConfigurationId
  readonly familyId: FamilyId
  readonly modelVersion: number
  readonly hasWords: 0 | 1
}

const columns = `id, customer_id as customerId, visit_id as visitId, family_id as familyId, model_version as modelVersion,
  revision, name, persona_id as personaId, secret, choices, origin, saved_at as savedAt, code,
  code_expires_at as codeExpiresAt, discarded, words`
const touched = `select configuration_id from visit_configurations where visit_id = ? and how in ('admitted', 'edited')`

/** Configurations, by id, owner and code. */
export function prepareConfigurations(db: Db) {
  const find = db.prepare<[ConfigurationId], Row>(`select ${columns} from configurations where id = ?`)
  // Two plain look-ups: one with 'or' costs ten times as much, and most visits have touched nothing yet.
  const ownOf = db.prepare<[CustomerId], Row>(
    `select ${columns} from configurations where customer_id = ? and secret = 0 and discarded = 0
     order by saved_at desc, id desc limit ${SEEN_AT_ONCE_MAX}`,
  )
  const touchedIn = db.prepare<[VisitId], Row>(
    `select ${columns} from configurations where id in (${touched}) and discarded = 0`,
  )
  const sketch = 'id, family_id as familyId, model_version as modelVersion, words is not null as hasWords'
  const ownSketches = db.prepare<[CustomerId], Sketch>(
    `select ${sketch} from configurations where customer_id = ? and secret = 0 and discarded = 0 limit ${SEEN_AT_ONCE_MAX}`,
  )
  const touchedSketches = db.prepare<[VisitId], Sketch>(
    `select ${sketch} from configurations where id in (${touched}) and discarded = 0 limit ${SEEN_AT_ONCE_MAX}`,
  )
  const openOf = db.prepare<[CustomerId], Row>(
    `select ${columns} from configurations where customer_id = ? and visit_id is null and secret = 0 and discarded = 0
     order by saved_at desc, id desc limit ${SEEN_AT_ONCE_MAX}`,
  )
  const byCode = db.prepare<[string, number], { id: ConfigurationId }>(
    `select id from configurations where code = ? and discarded = 0 and (code_expires_at is null or code_expires_at > ?)
     order by saved_at desc limit 1`,
  )
  const put = db.prepare<
    [Omit<StoredConfiguration, 'choices' | 'secret' | 'discarded' | 'words'> & Omit<Row, 'visitId'>]
  >(
    `insert into configurations (id, customer_id, visit_id, family_id, model_version, revision, name, persona_id, secret,
       choices, origin, saved_at, code, code_expires_at, discarded, words)
     values (:id, :customerId, :visitId, :familyId, :modelVersion, :revision, :name, :personaId, :secret,
       :choices, :origin, :savedAt, :code, :codeExpiresAt, :discarded, :words)
     on conflict (id) do update set customer_id = excluded.customer_id, visit_id = excluded.visit_id,
       family_id = excluded.family_id, model_version = excluded.model_version, revision = excluded.revision,
       name = excluded.name, persona_id = excluded.persona_id, secret = excluded.secret, choices = excluded.choices,
       origin = excluded.origin, saved_at = excluded.saved_at, code = excluded.code,
       code_expires_at = excluded.code_expires_at, discarded = excluded.discarded, words = excluded.words`,
  )
  const remove = db.prepare<[ConfigurationId]>('delete from configurations where id = ?')
  return {
    find(id: ConfigurationId) {
      const row = find.get(id)
      return row === undefined ? null : storedOf(row)
    },
    /** The customer's open ones without the secrets, and what the visit touched; newest first. */
    seenBy: (customerId: CustomerId | null, visitId: VisitId) =>
      newestOnce(customerId === null ? [] : ownOf.all(customerId), touchedIn.all(visitId)),
    /** What `seenBy` gives, as little of it as counting needs; in no order. */
    sketchesSeenBy(customerId: CustomerId | null, visitId: VisitId): Sketch[] {
      const own = customerId === null ? [] : ownSketches.all(customerId)
      const all = new Map([...own, ...touchedSketches.all(visitId)].map((one) => [one.id, one]))
      return [...all.values()].slice(0, SEEN_AT_ONCE_MAX)
    },
    openOf: (customerId: CustomerId) => openOf.all(customerId).map(storedOf),
    byCode: (code: string, nowMs: number) => byCode.get(code, nowMs)?.id ?? null,
    put: (value: StoredConfiguration) => void put.run(rowOf(value)),
    remove,
  }
}
export type ConfigurationsSql = ReturnType<typeof prepareConfigurations>

function newestOnce(own: readonly Row[], ofVisit: readonly Row[]): StoredConfiguration[] {
  const once = new Map([...own, ...ofVisit].map((row) => [row.id, row]))
  return [...once.values()].map(storedOf).toSorted(byNewest).slice(0, SEEN_AT_ONCE_MAX)
}

const byNewest = (a: StoredConfiguration, b: StoredConfiguration): number =>
  b.savedAt - a.savedAt || (a.id < b.id ? 1 : -1)

const rowOf = (value: StoredConfiguration) => ({
  ...value,
  choices: JSON.stringify(value.choices),
  words: value.words === undefined ? null : JSON.stringify(value.words),
  secret: value.secret ? 1 : 0,
  discarded: value.discarded ? 1 : 0,
})

function storedOf({ visitId, secret, discarded, choices, words, ...row }: Row): StoredConfiguration {
  const document = ShopConfigurationSchema.parse({
    ...row,
    secret: secret === 1,
    discarded: discarded === 1,
    choices: JSON.parse(choices) as unknown,
    ...(words !== null && { words: JSON.parse(words) as unknown }),
  })
  // Written from an OpenVisit's own id only.
  return { ...document, visitId: visitId as VisitId | null }
}
