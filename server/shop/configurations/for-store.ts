import { isDeepStrictEqual } from 'node:util'
import { wordsOf } from '@dangol/domain/configurations/words.ts'
import type { ConfigurationId, IdSource } from '@dangol/domain/ids/ids.ts'
import { parseRc1 } from '@dangol/domain/recognition/rc1.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { ShopChange, ShopConfiguration } from '@dangol/protocol/shop.ts'
import type { Db } from '../../src/db/open.ts'
import type { ShopChanges } from '../changes/changes.ts'
import type { ShopCatalogue } from '../catalogue/catalogue.ts'
import type { Customers } from '../customers/customers.ts'
import type { Member } from '../customers/customers.sql.ts'
import { toPhone, withoutPerson } from './configurations.ts'
import { prepareConfigurations } from './configurations.sql.ts'
import type { SavedConfiguration } from './configurations.sql.ts'

export interface StoreConfigurationDeps {
  readonly db: Db
  readonly clock: Clock
  readonly ids: IdSource
  readonly changes: ShopChanges
  readonly customers: Customers
  readonly catalogue: Pick<ShopCatalogue, 'model'>
}

export type StoreConfigurations = ReturnType<typeof createStoreConfigurations>

/** Configurations as the store sees and saves them. Every write belongs into a transaction of the caller. */
export function createStoreConfigurations({ db, clock, ids, changes, customers, catalogue }: StoreConfigurationDeps) {
  const sql = prepareConfigurations(db)
  const sight = createSight(sql, clock, customers)
  const withWords = inWords(catalogue)
  const visibleById = (id: string): ShopConfiguration | null => {
    const value = sight(id)
    return value === null ? null : withWords(value)
  }

  function store(value: SavedConfiguration): void {
    sql.put(value)
    changes.append('configuration', value.id)
  }

  /**
   * Takes what was saved or parked in the store. The higher revision wins. What lost, or was changed by somebody who is not its
   * owner, is kept beside the winner when it was parked: the code on the shopper's phone must open what they left.
   */
  function saveFromStore(sent: ShopConfiguration): { accepted: boolean } {
    const member = sent.customerId === null ? null : customers.byAlias(sent.customerId)
    if (sent.customerId !== null && member === null) return { accepted: false }
    const before = sql.byId(sent.id)
    const isIn = mayReplace(before, sent, member) || isSame(before, sent, member)
    const code = sent.code === null ? null : parseRc1(sent.code)
    if (isIn) keep(sent, sent.id, member, code)
    else if (code !== null && sql.codeTaken(code) === null) keep(sent, ids.next<ConfigurationId>(), member, code)
    // Kept beside the winner by an earlier delivery of the same message.
    else return { accepted: code !== null && sql.codeTaken(code) !== sent.id }
    return { accepted: true }
  }

  function keep(sent: ShopConfiguration, id: ConfigurationId, member: Member | null, code: string | null): void {
    store({ ...documentOf(sent), id, revision: Math.max(sent.revision, 1), memberId: member?.id ?? null })
    if (code !== null && sent.codeExpiresAt !== null) sql.putCode.run(code, id, sent.codeExpiresAt)
  }

  return {
    saveFromStore,
    /** Every configuration of a member, for a kiosk at which the member has just been recognised. */
    ofMember: (member: Member): ShopConfiguration[] =>
      customers.granted(member.id, 'recog.kiosk')
        ? sql.ofMember(member.id).map((saved) => withWords(ownOf(member, saved)))
        : [],
    /** One that the retailer's own shop keeps for a member, as their kiosk shows it. */
    ownAtShop: (
      member: Member,
      { code: _code, codeExpiresAt: _until, ...told }: ShopConfiguration,
    ): ShopConfiguration => withWords({ ...told, customerId: member.alias, code: null, codeExpiresAt: null }),
    render: rendersOf(visibleById),
  }
}

/** What a change of a configuration is to the store. */
const rendersOf = (visibleById: (id: string) => ShopConfiguration | null) => ({
  configuration(id: string): ShopChange | null {
    const value = visibleById(id)
    return value === null ? null : { feed: 'configuration', value }
  },
  /** Gone, unless it has become visible again since. */
  'configuration-gone'(id: string): ShopChange | null {
    const value = visibleById(id)
    return value === null ? { feed: 'deleted', value: { feed: 'configuration', id } } : { feed: 'configuration', value }
  },
})

/**
 * What the store may see of a configuration: with consent `config.sync.store` the member's own; else only while a code is live,
 * and then as nobody's; else nothing.
 */
function createSight(sql: ReturnType<typeof prepareConfigurations>, clock: Clock, customers: Customers) {
  function visible(saved: SavedConfiguration): ShopConfiguration | null {
    const live = sql.codeOf(saved.id, clock.nowMs())
    const code = { code: live?.code ?? null, codeExpiresAt: live?.expiresAt ?? null, discarded: saved.discarded }
    const owner = saved.memberId === null ? null : customers.byId(saved.memberId)
    if (owner !== null && customers.granted(owner.id, 'config.sync.store')) {
      return { ...toPhone(saved), customerId: owner.alias, ...code }
    }
    return live === null ? null : { ...withoutPerson(saved), customerId: null, ...code }
  }

  return (id: string): ShopConfiguration | null => {
    const saved = sql.byId(id)
    return saved === null ? null : visible(saved)
  }
}

/** The shop keeps every version of a model, so it can always say what was chosen. */
function inWords(catalogue: Pick<ShopCatalogue, 'model'>): (value: ShopConfiguration) => ShopConfiguration {
  return (value) => {
    const model = catalogue.model(value.familyId, value.modelVersion)
    if (model === null) return value
    const { family, choices, price } = wordsOf(model, value.choices)
    return { ...value, words: { family, choices: [...choices], price } }
  }
}

/** A configuration as its owner's kiosk shows it; the code, if there is one, is for others. */
function ownOf(member: Member, saved: SavedConfiguration): ShopConfiguration {
  return { ...toPhone(saved), customerId: member.alias, code: null, codeExpiresAt: null, discarded: saved.discarded }
}

/** The owner, or anybody while it is nobody's, with a newer revision. */
function mayReplace(before: SavedConfiguration | null, sent: ShopConfiguration, member: Member | null): boolean {
  if (before === null) return true
  const isOwner = before.memberId === null || before.memberId === (member?.id ?? null)
  return isOwner && sent.revision > before.revision
}

function isSame(before: SavedConfiguration | null, sent: ShopConfiguration, member: Member | null): boolean {
  const memberId = member?.id ?? null
  return before !== null && isDeepStrictEqual({ ...before, savedAt: 0 }, { ...documentOf(sent), savedAt: 0, memberId })
}

function documentOf(sent: ShopConfiguration) {
  const { id, familyId, modelVersion, revision, name, personaId, secret, choices, origin, savedAt, discarded } = sent
  return { id, familyId, modelVersion, revision, name, personaId, secret, choices, origin, savedAt, discarded }
}
