import { join } from 'node:path'
import { demoModels } from '@dangol/server/shop/demo/demo.ts'
import { DEFAULT_STORE } from '@dangol/server/src/features/stores/default-store.ts'
import { createPeopleKeys } from '@dangol/server/src/upstream/people-keys.ts'
import { familySku } from '../../vendure/seed/catalogue.ts'
import { locationName } from '../../vendure/seed/settings.ts'
import type { Site } from '../site/site.ts'
import { judgeApi } from './api.ts'
import { judgeMirror } from './mirror.ts'
import { judgeOrders } from './orders.ts'
import { readShopFile } from './shop-file.sql.ts'
import { readStoreFile } from './store-file.sql.ts'
import type { StoreFile } from './store-file.sql.ts'
import type { Violation } from './violation.ts'

export interface Checks {
  /** Whether the store's copy is the shop. */
  mirror(): Violation[]
  /** Everything that can be seen from the two files. */
  all(acknowledged: readonly string[]): Violation[]
  /** The same of the orders, as Vendure's API says it. */
  api(): Promise<Violation[]>
}

/** Compares the shop's file with the store's, both read from outside. */
export function createChecks({ vendure, data, linkKey }: Site): Checks {
  const keys = createPeopleKeys(linkKey, 'vendure', DEFAULT_STORE.id)
  const walkInEmail = vendure.link.mapping.walkIn.emailAddress
  const alias = (id: number): string => keys.alias(String(id))
  const shopFile = () => readShopFile(join(vendure.data, 'shop.sqlite'))
  const storeFile = () => readStoreFile(join(data, 'store.sqlite'))
  const rules = {
    ...{ alias, walkInEmail, digest: (kind: 'email' | 'phone', said: string) => keys.digest(kind, said) },
    familySkus: new Set(demoModels.map(({ id }) => familySku(id))),
    locationIds: new Map(DEFAULT_STORE.locations.map((at) => [locationName(at), at.id])),
  }
  return {
    mirror: () => judgeMirror(shopFile(), storeFile(), rules),
    all(acknowledged) {
      const [shop, store] = [shopFile(), storeFile()]
      const walkIn = shop.customers.find(({ emailAddress }) => emailAddress === walkInEmail)?.id
      const aliasOf = (id: number): string | null => (id === walkIn ? null : alias(id))
      return [
        ...judgeOrders(shop, store, { acknowledged, aliasOf, storeId: DEFAULT_STORE.id, skuOfFamily: familySku }),
        ...judgeMirror(shop, store, rules),
        ...leftBehind(store),
      ]
    },
    api: () => judgeApi(vendure, shopFile()),
  }
}

/** What still waits, what nobody took, and what was set aside: there is nothing in these runs that may be. */
function leftBehind({ outbox, setAside }: StoreFile): Violation[] {
  return [
    ...outbox.map(({ kind, key, target, letter }): Violation =>
      letter === null
        ? { kind: 'still-waiting', what: `${kind} ${key} waits for ${target}` }
        : { kind: 'letter', what: `${kind} ${key} was not taken: ${letter}` },
    ),
    ...setAside.map(({ feed, id, reason, detail }): Violation => ({
      kind: 'set-aside',
      what: `${feed} ${id}: ${reason}, ${detail}`,
    })),
  ]
}
