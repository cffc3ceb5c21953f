import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import type { ConsentState, Purpose } from '@dangol/domain/customers/consent.ts'
import type { CommandId } from '@dangol/domain/ids/ids.ts'
import { openStage, STORE_KEY } from '@dangol/server/shop/testing/shop-stage.ts'
import { createFakeShop } from '@dangol/server/src/testing/fake-shop.ts'
import { createManualTime } from '@dangol/server/src/testing/manual-time.ts'
import { describeOnlineShop } from '@dangol/server/src/testing/online-shop-contract.ts'
import type { ShopAtHand } from '@dangol/server/src/testing/online-shop-contract.ts'
import { createRepeatableIds } from '@dangol/server/src/testing/store-core.ts'
import { JIWOO, memberFeed } from '@dangol/server/src/testing/store-server.ts'
import { createEmbeddedShop } from '@dangol/server/src/upstream/embedded.ts'
import { openWanRelay } from '../start/wan-relay.ts'

const HOST = '127.0.0.1'

describeOnlineShop('the shop that tests play', () => Promise.resolve(openFakeShop()))
describeOnlineShop('the embedded shop over HTTP', openEmbeddedShop)

function openFakeShop(): ShopAtHand {
  const time = createManualTime()
  const ids = createRepeatableIds(time)
  const shop = createFakeShop(time, memberFeed({}))
  return {
    shop,
    stranger: Object.assign(createFakeShop(time), { isStoreKnown: false }),
    silent: Object.assign(createFakeShop(time), { isSilent: true }),
    member: JIWOO,
    ids,
    nowMs: () => time.nowMs(),
    change: () => void shop.feed.push({ feed: 'deleted', value: { feed: 'sku', id: ids.next<CommandId>() } }),
    memberSays: (purpose, state) =>
      void shop.consents.push({ commandId: ids.next(), customerId: JIWOO, consents: { [purpose]: state } }),
    consentsOfMember: () => Object.assign({}, ...shop.consents.map(({ consents }) => consents)) as object,
    cut: () => void (shop.isReachable = false),
    mend: () => void (shop.isReachable = true),
    close: () => Promise.resolve(),
  }
}

/** The real shop: HTTP over loopback, through a line that can be cut. */
async function openEmbeddedShop(): Promise<ShopAtHand> {
  const stage = await openStage()
  const { shop, app, time } = stage
  const { id, alias } = stage.addMember('C-1', { 'recog.kiosk': 'granted', 'config.sync.store': 'granted' })
  await app.listen({ host: HOST, port: 0 })
  const relay = await openWanRelay({ host: HOST, port: 0, shopPort: (app.server.address() as AddressInfo).port })
  const mute = createServer()
  await new Promise<void>((resolve) => mute.listen(0, HOST, resolve))
  const adapter = (port: number, key = STORE_KEY) =>
    createEmbeddedShop({ url: `http://${HOST}:${port}`, key: () => key })
  let members = 1
  return {
    shop: adapter(relay.port),
    stranger: adapter(relay.port, 'c'.repeat(64)),
    silent: adapter((mute.address() as AddressInfo).port),
    member: alias,
    ids: stage.ids,
    nowMs: () => time.nowMs(),
    change: () => void stage.addMember(`C-${++members}`),
    memberSays(purpose: Purpose, state: ConsentState) {
      time.advance(1_000)
      shop.write(() => shop.consents.set(id, purpose, state, 'web'))
    },
    consentsOfMember: () => shop.customers.consents(id),
    cut: () => relay.cut(),
    mend: () => relay.mend(),
    async close() {
      mute.close()
      await relay.close()
      await stage.close()
    },
  }
}
