import type { Consents, Purpose } from '@dangol/domain/customers/consent.ts'
import type { Persona } from '@dangol/domain/customers/persona.ts'
import type { CustomerId, IdSource, PersonaId } from '@dangol/domain/ids/ids.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Lang } from '@dangol/domain/text/localised.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { ShopChange } from '@dangol/protocol/shop.ts'
import type { Db } from '../../src/db/open.ts'
import type { ShopChanges } from '../changes/changes.ts'
import { storeAlias } from '../secrets.ts'
import type { ConsentBook } from './consents.ts'
import { prepareCustomers } from './customers.sql.ts'
import type { ConsentChannel, Member, MemberId } from './customers.sql.ts'

/** Roles of one person; more is a list nobody keeps in order. */
const PERSONAS_MAX = 12

export interface CustomerDeps {
  readonly db: Db
  readonly clock: Clock
  readonly ids: IdSource
  readonly changes: ShopChanges
  readonly consents: ConsentBook
  readonly tenantKey: string
  readonly storeId: string
}
export interface NewMember {
  readonly number: string
  readonly email: string | null
  readonly name: string
  readonly lang: Lang
  readonly source: Exclude<Member['source'], 'linked'>
  readonly consents: Consents
  readonly channel: ConsentChannel
  /** Of a retailer's own shop: the alias that a store linked to it gives the customer. */
  readonly alias?: CustomerId
}
export type Customers = ReturnType<typeof createCustomers>

/** Customers of the shop. Every write belongs into a transaction of the caller. */
export function createCustomers(deps: CustomerDeps) {
  const { db, clock, ids, changes } = deps
  const sql = prepareCustomers(db)

  /** Opens an account and tells the store. */
  function add(member: NewMember, personas: readonly Omit<Persona, 'id'>[]): { id: MemberId; personaIds: PersonaId[] } {
    const id: string = ids.next<PersonaId>()
    const alias = member.alias ?? storeAlias(deps.tenantKey, id, deps.storeId)
    const nowMs = clock.nowMs()
    sql.insert.run(id, alias, member.number, member.email, member.name, member.lang, member.source, nowMs)
    const personaIds = personas.map((persona) => {
      const personaId = ids.next<PersonaId>()
      sql.putPersona.run(personaId, id, persona.name, persona.kind)
      return personaId
    })
    deps.consents.begin(id, member.consents, member.channel)
    changes.append('customer', id)
    return { id, personaIds }
  }

  /** Makes or renames a persona. Refuses: 'not-found' for somebody else's, 'too-many'. */
  function putPersona(id: MemberId, persona: Persona) {
    const owner = sql.personaOwner(persona.id)
    if (owner !== null && owner !== id) return refuse('not-found')
    if (owner === null && sql.personas(id).length >= PERSONAS_MAX) return refuse('too-many')
    sql.putPersona.run(persona.id, id, persona.name, persona.kind)
    changes.append('customer', id)
    return ok(null)
  }

  return {
    add,
    putPersona,
    byId: (id: MemberId): Member | null => sql.byId.get(id) ?? null,
    byAlias: (alias: string): Member | null => sql.byAlias.get(alias) ?? null,
    byNumber: (number: string): Member | null => sql.byNumber.get(number) ?? null,
    /** An e-mail address or a customer number, however it is typed. */
    byLogin: (login: string): Member | null =>
      sql.byEmail.get(login.toLowerCase()) ?? sql.byNumber.get(login) ?? sql.byNumber.get(login.toUpperCase()) ?? null,
    count: sql.count,
    personas: sql.personas,
    consents: sql.consents,
    /** Whether stores may be told of it: the member agreed, and has not been forgotten by them. */
    granted: (id: MemberId, purpose: Purpose): boolean =>
      !sql.isForgotten(id) && sql.consents(id)[purpose] === 'granted',
    /** Whether stores know the member at all. */
    isTold: (id: MemberId): boolean => !sql.isForgotten(id),
    forget: (id: MemberId, by: 'member' | 'store'): boolean => sql.forget.run(id, clock.nowMs(), by).changes === 1,
    /** False when the store's command was applied before. */
    firstTime: (commandId: string): boolean => sql.firstTime(commandId, clock.nowMs()),
    remember: (id: MemberId): boolean => sql.remember.run(id).changes === 1,
    remove: (id: MemberId): void => void sql.remove.run(id),
    render: {
      customer(id: string): ShopChange | null {
        const member = sql.byId.get(id)
        if (member === undefined) return null
        if (sql.isForgotten(id)) return goneCustomer(member.alias)
        const { alias, number, name, lang } = member
        const value = { id: alias, number, name, lang, personas: sql.personas(id), consents: sql.consents(id) }
        return { feed: 'customer', value }
      },
      /** The account is gone; its alias is all that is left to say. */
      'customer-gone': goneCustomer,
    },
  }
}

const goneCustomer = (alias: string): ShopChange => ({ feed: 'deleted', value: { feed: 'customer', id: alias } })
