import type { Consents } from '@dangol/domain/customers/consent.ts'
import type { ConfigurationId } from '@dangol/domain/ids/ids.ts'
import type { PastOrder, ShopConfiguration } from '@dangol/protocol/shop.ts'
import type { ShopAnswer } from '../../src/shop-port.ts'
import type { CommerceConnector, FeedPage, Outcome, Told } from '../../src/upstream/connector.ts'
import { createPeopleKeys } from '../../src/upstream/people-keys.ts'
import type { PeopleKeys } from '../../src/upstream/people-keys.ts'

export const LINK_KEY = 'c'.repeat(64)

export interface PersonAtShop {
  email: string
  name: string
  number: string
  lang: 'ko' | 'en'
  addresses: string[]
  orders: PastOrder[]
  consents: Consents
}

/** A retailer's own shop in memory, behind the port. It can be out of reach, silent, slow, or search loosely. */
export function createFakePlatform(storeId: string, o: { keepsConfigurations?: boolean } = {}) {
  const keys = createPeopleKeys(LINK_KEY, 'vendure', storeId)
  const people = new Map<string, PersonAtShop>()
  const saved = new Map<ConfigurationId, { owner: string; document: ShopConfiguration }>()
  const { state, ask, read } = createMoods()
  const connector: Pick<
    CommerceConnector,
    'putConsents' | 'platform' | 'capabilities' | 'findCustomers' | 'read' | 'readOf' | 'ordersOf' | 'saveConfiguration'
  > = {
    platform: 'vendure',
    capabilities: {
      ...{ feeds: { customers: 'lossy', orders: 'lossy' }, webhooks: false, consents: true, ownPrices: false },
      ...{ historyDays: null, configurations: o.keepsConfigurations ?? true },
    },
    findCustomers: ({ email = '' }) =>
      read('find', () => {
        const byAddress = [...people].filter(([, one]) => one.email.toLowerCase() === email.toLowerCase())
        const ids = state.finds ?? byAddress.map(([id]) => id)
        return ids.map((id) => ({ id, customerId: keys.alias(id), name: '', number: '' }))
      }),
    read: (_feed, ids) => read('read', () => pageOf(ids.flatMap((id) => profileOf(keys, id, people.get(id))))),
    readOf: (_feed, ref) =>
      read('configurations', () =>
        pageOf([...saved].flatMap(([id, { owner, document }]) => (owner === ref ? [configuration(id, document)] : []))),
      ),
    ordersOf: (ref, limit) => read('orders', () => (people.get(ref)?.orders ?? []).slice(0, limit)),
    putConsents: ({ consents }, ref) => ask('consents', () => agree(people.get(ref), consents), LOST),
    saveConfiguration: (document, ref) =>
      ask(
        'save',
        () => {
          const before = saved.get(document.id)
          const isTaken = before === undefined || (before.owner === ref && before.document.revision < document.revision)
          if (isTaken && ref !== null) saved.set(document.id, { owner: ref, document })
          return state.losesAnswers ? LOST : { kind: 'done', value: { accepted: isTaken } }
        },
        LOST,
      ),
  }
  return {
    keys,
    state,
    people,
    saved,
    // What is missing here is the store's to use.
    connector: connector as CommerceConnector,
    add: (id: string, one: Partial<PersonAtShop> = {}): void => void people.set(id, { ...personOf(id), ...one }),
  }
}

/** How the shop behaves, and what it was asked. */
function createMoods() {
  const state = {
    mode: 'up' as 'up' | 'down' | 'silent' | 'broken',
    /** What the search finds, whatever is asked; null for whoever has the address. */
    finds: null as string[] | null,
    losesAnswers: false,
    asked: [] as string[],
    /** How long each question takes. */
    takes: (_what: string): Promise<void> => Promise.resolve(),
  }

  async function ask<T>(what: string, answer: () => T, none: T): Promise<T> {
    state.asked.push(what)
    if (state.mode === 'silent') return new Promise(() => undefined)
    if (state.mode === 'broken') throw new Error('the connector fell over')
    await state.takes(what)
    return state.mode === 'down' ? none : answer()
  }
  const read = <T>(what: string, answer: () => T): Promise<ShopAnswer<T>> =>
    ask<ShopAnswer<T>>(what, () => ({ kind: 'answered', value: answer() }), { kind: 'unreachable', why: 'no line' })

  return { state, ask, read }
}

function agree(one: PersonAtShop | undefined, consents: Consents): Outcome<null> {
  if (one === undefined) return { kind: 'conflict', reason: 'customer-gone', detail: '' }
  one.consents = { ...one.consents, ...consents }
  return { kind: 'done', value: null }
}

const personOf = (id: string): PersonAtShop => ({
  ...{ email: `${id}@shop.test`, name: `Name ${id}`, number: `W${id}`, lang: 'en', addresses: [], orders: [] },
  consents: {},
})

function profileOf(keys: PeopleKeys, id: string, one: PersonAtShop | undefined): Told[] {
  if (one === undefined) return []
  const { number, name, lang, addresses, consents } = one
  const identifiers = [{ kind: 'email' as const, digest: keys.digest('email', one.email) ?? '' }]
  const value = { id: keys.alias(id), number, name, lang, identifiers, addresses, consents }
  return [{ ...ROW, feed: 'customers', id, changes: [{ feed: 'profile', value }] }]
}

const LOST = { kind: 'retry', why: 'no line' } as const
const ROW = { version: null, customerId: null } as const
const configuration = (id: string, value: ShopConfiguration): Told => ({
  ...ROW,
  feed: 'configurations',
  id: `row-${id}`,
  changes: [{ feed: 'configuration', value }],
})
const pageOf = (told: Told[]): FeedPage => ({ told, gone: [], unusable: [], cursor: '', more: false, shopNowMs: 0 })
