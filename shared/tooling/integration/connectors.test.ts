import type { AddressInfo } from 'node:net'
import { openStage, SIGNING_KEY, STORE_ID, STORE_KEY } from '@dangol/server/shop/testing/shop-stage.ts'
import { createLogger } from '@dangol/server/src/platform/log.ts'
import { systemClock } from '@dangol/server/src/platform/system-clock.ts'
import { systemRandom } from '@dangol/server/src/platform/system-ids.ts'
import { describeConnector } from '@dangol/server/src/testing/connector-contract.ts'
import type { ConnectorAtHand, OrderInShop } from '@dangol/server/src/testing/connector-contract.ts'
import { openStoreCore } from '@dangol/server/src/testing/store-core.ts'
import type { Send } from '@dangol/server/src/upstream/connector.ts'
import { createEmbeddedConnector } from '@dangol/server/src/upstream/embedded-connector.ts'
import { createEmbeddedShop } from '@dangol/server/src/upstream/embedded.ts'
import { createSealedRoster } from '@dangol/server/src/upstream/sealed-roster.ts'

const HOST = '127.0.0.1'

describeConnector('the embedded shop', openEmbedded)

async function openEmbedded(): Promise<ConnectorAtHand> {
  const stage = await openStage()
  const member = stage.addMember('C-1', { 'config.sync.store': 'granted', 'history.view': 'granted' })
  await stage.app.listen({ host: HOST, port: 0 })
  const url = `http://${HOST}:${(stage.app.server.address() as AddressInfo).port}`
  const { db } = openStoreCore()
  const roster = createSealedRoster({
    ...{ db, storeId: STORE_ID, isKept: () => true, log: createLogger('silent') },
    keys: { roster: [SIGNING_KEY.publicKey] },
  })
  const connectAs = (key: string, send: Send) =>
    createEmbeddedConnector({
      shop: createEmbeddedShop({ url, key: () => key, send }),
      ...{ clock: systemClock, random: systemRandom, roster },
    })
  return {
    connect: (send) => connectAs(STORE_KEY, send),
    stranger: connectAs('c'.repeat(64), (to, init) => fetch(to, init)),
    customerRef: member.alias,
    newOrder: () => stage.order({ customerId: member.alias }),
    inShop: (orderId) => Promise.resolve(ordersIn(stage, orderId)),
    drafts: () => Promise.resolve(0),
    change: {},
    spoil: null,
    message: null,
    close: () => stage.close(),
  }
}

function ordersIn({ db }: Awaited<ReturnType<typeof openStage>>, orderId: string): OrderInShop[] {
  const orders = db
    .prepare<[string], { id: number; number: string; totalMinor: number; customerId: string | null }>(
      'select id, number, total_minor as totalMinor, customer_id as customerId from orders where order_id = ?',
    )
    .all(orderId)
  const lines = db.prepare<[number], { quantity: number; configurationId: string | null }>(
    `select quantity, json_extract(configuration, '$.id') as configurationId from order_lines
     where order_row = ? order by position`,
  )
  return orders.map(({ id, number, totalMinor, customerId }) => {
    const its = lines.all(id)
    return {
      ...{ number, totalMinor, payments: null, isOfCustomer: customerId !== null },
      quantities: its.map(({ quantity }) => quantity),
      configurationIds: its.map(({ configurationId }) => configurationId),
    }
  })
}
