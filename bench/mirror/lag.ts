import type { IncomingMessage, Server } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { openDatabase } from '@dangol/server/src/db/open.ts'
import { STORE_MIGRATIONS } from '@dangol/server/src/db/store-migrations.ts'
import { DEFAULT_STORE } from '@dangol/server/src/features/stores/default-store.ts'
import { steadyClock, systemClock, systemTimers } from '@dangol/server/src/platform/system-clock.ts'
import { openWiredStore } from '@dangol/server/src/testing/wired-store.ts'
import type { CommerceConnector } from '@dangol/server/src/upstream/connector.ts'
import { createPeopleKeys } from '@dangol/server/src/upstream/people-keys.ts'
import { createVendureConnector } from '@dangol/server/src/upstream/vendure/connector.ts'
import type { Vendure } from '@dangol/tooling/vendure/launch.ts'
import { quantiles } from '../report.ts'
import { prepareArrival } from './owners.sql.ts'

/** Milliseconds from the shop's answer to who changed something until the store knows it. */
export interface Lag {
  readonly pollMs: number
  readonly polling: ReturnType<typeof quantiles>
  readonly webhooks: ReturnType<typeof quantiles>
}

const CHANGES = 60
const POLL_MS = 1_000
/** So seldom that only a message can be the reason. */
const HARDLY_EVER_MS = 600_000
const LOOK_EVERY_MS = 2
const LATE_MS = 60_000
const keys = createPeopleKeys('cd'.repeat(32), 'vendure', DEFAULT_STORE.id)

interface OwnShop {
  readonly shop: Vendure
  /** Where the shop's messages arrive. */
  readonly ears: Server
  readonly webhookSecret: string
}

/** How far the mirror is behind a real Vendure: names of customers are changed there, one after the other. */
export async function lagOf(own: OwnShop, say: (line: string) => void): Promise<Lag> {
  say(`changing ${CHANGES} customers, polling each ${POLL_MS} ms ...`)
  const polling = await lagWith(own, { pollMs: POLL_MS, hears: false })
  say(`changing ${CHANGES} customers, heard by webhooks ...`)
  return { pollMs: POLL_MS, polling, webhooks: await lagWith(own, { pollMs: HARDLY_EVER_MS, hears: true }) }
}

async function lagWith({ shop, ears, webhookSecret }: OwnShop, o: { pollMs: number; hears: boolean }) {
  const deps = { clock: systemClock, store: DEFAULT_STORE, keys, secret: shop.apiKey, webhookSecret }
  const whole = createVendureConnector(shop.link, { ...deps, send: (url, init) => fetch(url, init) })
  const { customers } = whole.capabilities.feeds
  const feeds = customers === undefined ? {} : { customers }
  const connector: CommerceConnector = { ...whole, capabilities: { ...whole.capabilities, feeds } }
  const store = await openWiredStore([], {
    ...{
      db: openDatabase(':memory:', STORE_MIGRATIONS),
      clock: systemClock,
      steady: steadyClock,
      timers: systemTimers,
    },
    ...{ store: DEFAULT_STORE, link: { connector, keys, host: 'localhost', pollMs: o.pollMs } },
  })
  const { mirror, features } = store
  ears.removeAllListeners('request')
  ears.on('request', (request, response) => {
    void bodyOf(request).then((body) => {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
      const hint = o.hears ? connector.hint(headers, body) : null
      if (hint !== null) mirror.hinted(hint)
      response.writeHead(200).end()
    })
  })
  await features.guard.probe.ask()
  while (await mirror.poll());
  if (mirror.feeds().some(({ state, feed }) => feed === 'customers' && state !== 'current'))
    throw new Error(
      `the mirror did not load: ${JSON.stringify(mirror.feeds())} ${JSON.stringify(features.guard.probe.latest())}`,
    )
  mirror.start()
  const sample: number[] = []
  for (let n = 0; n < CHANGES; n += 1) sample.push(await lagOfOne(shop, prepareArrival(store.db), n))
  await mirror.stop()
  return quantiles(sample)
}

async function lagOfOne(shop: Vendure, arrival: ReturnType<typeof prepareArrival>, n: number): Promise<number> {
  const { customers } = await shop.admin<{ customers: { items: { id: string }[] } }>(
    'query($skip: Int!) { customers(options: { take: 1, skip: $skip }) { items { id } } }',
    { skip: n },
  )
  const [customer] = customers.items
  if (customer === undefined) throw new Error('the shop has too few customers')
  const lastName = `Changed${n}at${Math.round(performance.now())}`
  await shop.admin('mutation($i: UpdateCustomerInput!) { updateCustomer(input: $i) { __typename } }', {
    i: { id: customer.id, lastName },
  })
  const doneAt = performance.now()
  const alias = keys.alias(customer.id)
  while (arrival.nameOf(alias)?.includes(lastName) !== true) {
    if (performance.now() - doneAt > LATE_MS) throw new Error(`a change was not seen within ${LATE_MS} ms`)
    await pause(LOOK_EVERY_MS)
  }
  const lagMs = performance.now() - doneAt
  // Not all at the same moment of the interval.
  await pause((n * 137) % POLL_MS)
  return lagMs
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}
