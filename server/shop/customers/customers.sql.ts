import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import type { Consents, ConsentState, Purpose } from '@dangol/domain/customers/consent.ts'
import type { Persona } from '@dangol/domain/customers/persona.ts'
import type { Lang } from '@dangol/domain/text/localised.ts'
import type { Db } from '../../src/db/open.ts'

/** Identity of a customer inside the shop; a store knows only the alias. */
export type MemberId = string

export interface Member {
  readonly id: MemberId
  readonly alias: CustomerId
  readonly number: string
  readonly email: string | null
  readonly name: string
  readonly lang: Lang
  /** 'linked': an account of the retailer's own shop, opened here at the first sign-in. */
  readonly source: 'web' | 'demo' | 'import' | 'linked'
  /** What the retailer's own shop calls a linked member; null of everybody else. */
  readonly platformId: string | null
}
export type ConsentChannel = 'web' | 'store' | 'stated-by-retailer'

const MEMBER = `select id, alias, number, email, name, lang, iif(platform_id is null, source, 'linked') as source,
  platform_id as platformId from customers left join linked_members on customer_id = id`

/** Customers with their personas and the consents in force. */
export function prepareCustomers(db: Db) {
  const insert = db.prepare<[string, string, string, string | null, string, string, string, number]>(
    'insert into customers (id, alias, number, email, name, lang, source, created_at) values (?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const byId = db.prepare<[string], Member>(`${MEMBER} where id = ?`)
  const byAlias = db.prepare<[string], Member>(`${MEMBER} where alias = ?`)
  const byNumber = db.prepare<[string], Member>(`${MEMBER} where number = ?`)
  const byEmail = db.prepare<[string], Member>(`${MEMBER} where email = ?`)
  const count = db.prepare<[], { n: number }>('select count(*) as n from customers')
  const personas = db.prepare<[string], Persona>(
    'select id, name, kind from personas where customer_id = ? order by id',
  )
  const personaOwner = db.prepare<[string], { customer_id: string }>('select customer_id from personas where id = ?')
  const putPersona = db.prepare<[string, string, string, string]>(
    `insert into personas (id, customer_id, name, kind) values (?, ?, ?, ?)
     on conflict (id) do update set name = excluded.name, kind = excluded.kind`,
  )
  const consents = db.prepare<[string], { purpose: Purpose; state: ConsentState }>(
    'select purpose, state from consents where customer_id = ?',
  )
  const putConsent = db.prepare<[string, string, string]>(
    `insert into consents (customer_id, purpose, state) values (?, ?, ?)
     on conflict (customer_id, purpose) do update set state = excluded.state`,
  )
  const addConsentEvent = db.prepare<[string, string, string, ConsentChannel, number]>(
    'insert into consent_events (customer_id, purpose, state, channel, at) values (?, ?, ?, ?, ?)',
  )
  const lastConsentAt = db.prepare<[string, string], { at: number | null }>(
    'select max(at) as at from consent_events where customer_id = ? and purpose = ?',
  )
  const addCommand = db.prepare<[string, number]>(
    'insert into store_commands (command_id, at) values (?, ?) on conflict do nothing',
  )
  const forgotten = db.prepare<[string], { at: number }>('select at from forgotten_members where customer_id = ?')
  const forget = db.prepare<[string, number, 'member' | 'store']>(
    'insert into forgotten_members (customer_id, at, by) values (?, ?, ?) on conflict do nothing',
  )
  const remember = db.prepare<[string]>('delete from forgotten_members where customer_id = ?')
  const remove = db.prepare<[string]>('delete from customers where id = ?')
  return {
    isForgotten: (id: MemberId): boolean => forgotten.get(id) !== undefined,
    forget,
    remember,
    remove,
    insert,
    byId,
    byAlias,
    byNumber,
    byEmail,
    count: (): number => count.get()?.n ?? 0,
    personas: (id: MemberId): Persona[] => personas.all(id),
    personaOwner: (id: string): MemberId | null => personaOwner.get(id)?.customer_id ?? null,
    putPersona,
    consents: (id: MemberId): Consents =>
      Object.fromEntries(consents.all(id).map(({ purpose, state }) => [purpose, state])),
    putConsent,
    addConsentEvent,
    lastConsentAt: (id: MemberId, purpose: Purpose): number => lastConsentAt.get(id, purpose)?.at ?? 0,
    /** False when the command was applied before. */
    firstTime: (commandId: string, nowMs: number): boolean => addCommand.run(commandId, nowMs).changes === 1,
  }
}

/** Which customers of the retailer's own shop they are. */
export function prepareLinkedMembers(db: Db) {
  const link = db.prepare<[string, string]>('insert into linked_members (customer_id, platform_id) values (?, ?)')
  const update = db.prepare<[Pick<Member, 'id' | 'number' | 'email' | 'name' | 'lang'>]>(
    'update customers set number = @number, email = @email, name = @name, lang = @lang where id = @id',
  )
  const leaveEmail = db.prepare<[string, string]>('update customers set email = null where email = ? and id <> ?')
  const byPlatformId = db.prepare<[string], Member>(`${MEMBER} where platform_id = ?`)
  return {
    link,
    update,
    leaveEmail,
    byPlatformId: (platformId: string): Member | null => byPlatformId.get(platformId) ?? null,
  }
}
