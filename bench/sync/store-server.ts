import type { AssociateId, DeviceId } from '@dangol/domain/ids/ids.ts'
import { createApp } from '../../server/src/app.ts'
import { openDatabase } from '../../server/src/db/open.ts'
import { STORE_MIGRATIONS } from '../../server/src/db/store-migrations.ts'
import { newDeviceKeys } from '../../server/src/features/devices/device-keys.ts'
import { DEFAULT_STORE } from '../../server/src/features/stores/default-store.ts'
import { createLogger } from '../../server/src/platform/log.ts'
import { steadyClock, systemClock, systemTimers } from '../../server/src/platform/system-clock.ts'
import { createIds, systemRandom } from '../../server/src/platform/system-ids.ts'
import { createFastPins } from '../../server/src/testing/fast-pins.ts'
import { createFakeShop } from '../../server/src/testing/fake-shop.ts'
import { SHOP_KEYS } from '../../server/src/testing/shop-seals.ts'
import { ownFigures } from './own-figures.ts'
import { serveParent } from './worker.ts'

/** The product's store server in a process of its own; the first argument is its database. The online shop is at hand and has nothing to say. */
const [database = ':memory:'] = process.argv.slice(2)
const db = openDatabase(database, STORE_MIGRATIONS)
const deviceKeys = newDeviceKeys(systemRandom)
const app = await createApp({
  db,
  clock: systemClock,
  steady: steadyClock,
  timers: systemTimers,
  ids: createIds(systemClock),
  random: systemRandom,
  log: createLogger('error'),
  store: DEFAULT_STORE,
  shop: createFakeShop(systemClock),
  shopKeys: SHOP_KEYS,
  tenant: 'bench',
  deviceKeys,
  pins: createFastPins(),
  ownNames: [],
  pages: '/nonexistent',
})
const url = await app.listen({ host: '127.0.0.1', port: 0 })
const { transact, changes } = app.features.core
const tablet = (n: number) => `tablet-${n}` as DeviceId
/** Somebody of the demonstration. */
const ASSOCIATE = 'seoyeon' as AssociateId
const session = app.features.staff.beginSession(ASSOCIATE, tablet(1))

serveParent({
  ...ownFigures,
  address: () => ({ url, keys: deviceKeys, session }),
  /** Somebody signs in on so many tablets, numbered from 0; their sessions. */
  signIn: ({ devices }: { devices: number }) =>
    transact(() =>
      Array.from({ length: devices + 1 }, (_, n) => app.features.staff.beginSession(ASSOCIATE, tablet(n))),
    ),
  /** Appends to the floor as a visit that moves on does, each in a transaction and an event-loop turn of its own. */
  async publish({ times, serial = 0 }: { times: number; serial?: number }) {
    for (let n = 0; n < times; n++) {
      transact(() =>
        changes.append({ type: 'visit.moved-on', commandId: null, topic: 'floor', puts: [floorPut(serial + n)] }),
      )
      await new Promise((resolve) => setImmediate(resolve))
    }
  },
})

const floorPut = (n: number) =>
  ({
    kind: 'floor-visit',
    id: '01998000-0000-7000-8000-000000000000',
    value: {
      id: '01998000-0000-7000-8000-000000000000',
      deviceId: 'kiosk-1',
      level: 'L0',
      lang: 'ko',
      startedAt: 1_760_000_000_000,
      maskedName: null,
      customerId: null,
      configurationCount: n % 100,
      cartUnits: 0,
      step: n % 2 === 0 ? 'cart' : 'browsing',
      servedBy: null,
    },
  }) as never
