import type { Consents } from '@dangol/domain/customers/consent.ts'
import type { CommerceConnector } from '@dangol/server/src/upstream/connector.ts'
import { openDatabase } from '@dangol/server/src/db/open.ts'
import { STORE_MIGRATIONS } from '@dangol/server/src/db/store-migrations.ts'
import { steadyClock } from '@dangol/server/src/platform/system-clock.ts'
import { memberFeed } from '@dangol/server/src/testing/store-server.ts'
import { openWiredStore } from '@dangol/server/src/testing/wired-store.ts'
import type { WiredStore } from '@dangol/server/src/testing/wired-store.ts'
import type { PeopleKeys } from '@dangol/server/src/upstream/people-keys.ts'

const ALL: Consents = { 'history.view': 'granted', 'config.sync.store': 'granted', 'assist.notify': 'granted' }

/**
 * All features of a store server on a database file, linked to a shop whose customers let the store keep everything; it has heard
 * of them by the member service, and of the shop nothing yet.
 */
export async function openLinkedStore(o: {
  path: string
  customers: number
  connector: CommerceConnector
  keys: PeopleKeys
}): Promise<WiredStore> {
  const feed = Array.from({ length: o.customers }, (_, n) =>
    memberFeed({ id: o.keys.alias(String(n)), number: `M-${n}`, name: '김민지', consents: ALL }),
  ).flat()
  const link = { connector: o.connector, keys: o.keys, host: 'shop.example.test', pollMs: 1_000 }
  const db = openDatabase(o.path, STORE_MIGRATIONS)
  const store = await openWiredStore(feed, { db, link, steady: steadyClock })
  await store.features.guard.probe.ask()
  return store
}
