import type { CommandId } from '@dangol/domain/ids/ids.ts'
import type { LogEntry, Topic } from '@dangol/protocol/sync.ts'
import type { ShopChange } from '@dangol/protocol/shop.ts'
import { openMemoryDatabase } from '../db/testing/memory-database.ts'
import { STORE_MIGRATIONS } from '../db/store-migrations.ts'
import { newDeviceKeys } from '../features/devices/device-keys.ts'
import { DEFAULT_STORE } from '../features/stores/default-store.ts'
import { createLogger } from '../platform/log.ts'
import { systemRandom } from '../platform/system-ids.ts'
import { handlersOf, wireFeatures, wireMirror, wireTidying } from '../wire.ts'
import type { StoreDeps } from '../wire-house.ts'
import { createFastPins } from './fast-pins.ts'
import { createFakeShop } from './fake-shop.ts'
import { createManualTime } from './manual-time.ts'
import { TENANT } from './member-code.ts'
import { SHOP_KEYS } from './shop-seals.ts'
import { createRepeatableIds } from './store-core.ts'

/** All features wired as in the store server, without sockets, on a clock and timers turned by hand. */
export async function openWiredStore(feed: ShopChange[] = [], changed: Partial<StoreDeps> = {}) {
  const time = createManualTime()
  const shop = createFakeShop(time, feed, changed.store?.id)
  const ids = createRepeatableIds(time)
  const deps: StoreDeps = {
    db: openMemoryDatabase(STORE_MIGRATIONS),
    clock: time,
    steady: time.steady,
    timers: time,
    ids,
    random: (length) => Uint8Array.from({ length }, (_, at) => (at * 37 + 11) % 256),
    log: createLogger('silent'),
    store: DEFAULT_STORE,
    shop,
    shopKeys: SHOP_KEYS,
    tenant: TENANT,
    deviceKeys: newDeviceKeys(systemRandom),
    pins: createFastPins(),
    ...changed,
  }
  const features = wireFeatures(deps)
  const mirror = wireMirror(deps, features)
  const appended: { topic: Topic; entry: LogEntry }[] = []
  features.core.changes.onAppended((topic, _epoch, entry) => void appended.push({ topic, entry }))
  const mirrorAll = async (): Promise<void> => {
    while (await mirror.poll());
  }
  await mirrorAll()
  return {
    db: deps.db,
    time,
    shop,
    features,
    mirror,
    handlers: handlersOf(features),
    tidy: wireTidying(deps, features),
    /** Feeds more changes and takes them in. */
    async feed(...changes: ShopChange[]) {
      shop.feed.push(...changes)
      await mirrorAll()
    },
    commandId: () => ids.next<CommandId>(),
    appended,
    typesOn: (topic: Topic) => appended.filter((one) => one.topic === topic).map(({ entry }) => entry.type),
  }
}
export type WiredStore = Awaited<ReturnType<typeof openWiredStore>>

/** Lets promises settle that wait for nothing but each other. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
