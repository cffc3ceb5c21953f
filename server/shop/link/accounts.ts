import { isDeepStrictEqual } from 'node:util'
import type { Db } from '../../src/db/open.ts'
import type { PeopleKeys } from '../../src/upstream/people-keys.ts'
import type { ShopChanges } from '../changes/changes.ts'
import type { Customers } from '../customers/customers.ts'
import { prepareLinkedMembers } from '../customers/customers.sql.ts'
import type { Member, MemberId } from '../customers/customers.sql.ts'
import type { FoundAtShop } from './platform.ts'

/** Letters of the alias that stand for a number, where the shop has none that is only theirs. */
const NUMBER_LENGTH = 10
/** The role that everybody has. */
const OWN_ROLE = { ko: '나', en: 'Me' } as const

type Said = Pick<Member, 'number' | 'email' | 'name' | 'lang'>
export interface AccountDeps {
  readonly db: Db
  readonly changes: Pick<ShopChanges, 'append'>
  readonly customers: Pick<Customers, 'add' | 'byNumber'>
  readonly keys: Pick<PeopleKeys, 'alias'>
}

/**
 * Accounts of the retailer's own shop, as members here: opened at the first sign-in, never before somebody has shown that the
 * mailbox is theirs, and with the consents that the shop has from them. Every write belongs into a transaction of the caller.
 */
export function createLinkedAccounts({ db, changes, customers, keys }: AccountDeps) {
  const sql = prepareLinkedMembers(db)

  /** What the shop says of somebody today. */
  function keepUp({ id, number, email, name, lang }: Member, said: Said): MemberId {
    if (isDeepStrictEqual({ number, email, name, lang }, said)) return id
    sql.update.run({ id, ...said })
    changes.append('customer', id)
    return id
  }

  function open(said: Said, { platformId, consents }: FoundAtShop): MemberId {
    const member = { ...said, source: 'web', consents, channel: 'web', alias: keys.alias(platformId) } as const
    const { id } = customers.add(member, [{ name: OWN_ROLE[said.lang], kind: 'self' }])
    sql.link.run(id, platformId)
    return id
  }

  return (found: FoundAtShop, typed: string): MemberId => {
    const { platformId, name, lang } = found
    const before = sql.byPlatformId(platformId)
    const bearer = customers.byNumber(found.number)
    const isTheirs = found.number !== '' && (bearer === null || bearer.id === before?.id)
    const number = isTheirs ? found.number : keys.alias(platformId).slice(0, NUMBER_LENGTH).toUpperCase()
    const email = typed.toLowerCase()
    // Whoever had the address before has it no longer: the shop has given it to somebody else.
    sql.leaveEmail.run(email, before?.id ?? '')
    const said = { number, email, name, lang }
    return before === null ? open(said, found) : keepUp(before, said)
  }
}
