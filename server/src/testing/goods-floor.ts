import type { CommandId, ConfigurationId, CustomerId, DeviceId, PersonaId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Level } from '@dangol/domain/visits/level.ts'
import type { ConfigurationDraft } from '@dangol/protocol/configurations.ts'
import type { ShopConfiguration } from '@dangol/protocol/shop.ts'
import type { VisitView } from '@dangol/protocol/visits.ts'
import { createCarts } from '../features/carts/carts.ts'
import type { CartsFeature } from '../features/carts/carts.ts'
import { createCatalogue } from '../features/catalogue/catalogue.ts'
import { createConfigurations } from '../features/configurations/configurations.ts'
import { createOrders } from '../features/orders/orders.ts'
import { createPromises } from '../features/promises/promises.ts'
import type { OpenVisit, VisitViews, Visits } from '../ports/visits.ts'
import type { Outbox, OutboxMessage } from '../shop-port.ts'
import type { Caller } from '../transport/handler.ts'
import { HOME, LACES, mugOf, smallSkus, smallStore, SOCKS, WAREHOUSE } from './small-shop.ts'
import { callerOf, openStoreCore } from './store-core.ts'

export const kiosk = callerOf('kiosk', 'kiosk-1')
export const otherKiosk = callerOf('kiosk', 'kiosk-2')
export const tablet = callerOf('tablet', 'tablet-1', 'jieun')

/**
 * The features about goods, wired as in the store, with visits, members and the outbox played by hand: a visit is opened and
 * ended by the test, what is published and enqueued is collected.
 */
export function openGoodsFloor() {
  const core = openStoreCore()
  const played = playVisits()
  const goods = wireGoods(core, played)
  const { configurations, carts, catalogue, promises } = goods
  return {
    ...core,
    ...goods,
    stages: played.stages,
    published: played.published,
    command: () => ({ commandId: core.ids.next<CommandId>() }),
    enter: (on: Caller, level: Level = 'L0', customerId: CustomerId | null = null): OpenVisit =>
      played.enter({ id: core.ids.next<VisitId>(), deviceId: on.deviceId, level, customerId }),
    /** Recognises the person of an open visit. */
    raise: (visit: OpenVisit, level: Level, customerId: CustomerId): OpenVisit =>
      played.enter({ ...visit, level, customerId }),
    leave: (visit: OpenVisit): string | null =>
      core.transact(() => {
        const code = configurations.parking.park(visit)
        for (const memory of [configurations, carts]) memory.forgetVisit(visit.id)
        played.open.delete(visit.id)
        return code
      }),
    /** A mug nobody has saved yet. */
    mug: (over: Partial<ConfigurationDraft> = {}): ConfigurationDraft => ({
      id: core.ids.next<ConfigurationId>(),
      familyId: mugOf(2).id,
      modelVersion: 2,
      revision: 0,
      name: '',
      personaId: null,
      secret: false,
      choices: { kind: 'table', colour: 'blue' },
      ...over,
    }),
    /** What the shop's feed brings, all in one page. */
    feed: (...all: ShopConfiguration[]) => {
      core.transact(() => all.forEach((value) => configurations.sink({ feed: 'configuration', value })))
    },
    /** The catalogue of the small shop with stock: 5 socks here, 9 in the warehouse, 1 lace here. */
    stockUp: () => {
      core.transact(() => {
        for (const version of [1, 2] as const) catalogue.mirror.model({ feed: 'model', value: wire(mugOf(version)) })
        for (const value of smallSkus) catalogue.mirror.sku({ feed: 'sku', value: wire(value) })
        for (const [sku, locationId, onHand] of [
          [SOCKS, HOME, 5],
          [SOCKS, WAREHOUSE, 9],
          [LACES, HOME, 1],
        ] as const) {
          promises.sink({ feed: 'stock', value: { sku, locationId, onHand, held: 0 } })
        }
        catalogue.mirror.announce()
      })
    },
  }
}
export type GoodsFloor = ReturnType<typeof openGoodsFloor>

function wireGoods(core: ReturnType<typeof openStoreCore>, played: ReturnType<typeof playVisits>) {
  const outbox: OutboxMessage[] = []
  const fed: CustomerId[] = []
  const unsound: string[] = []
  const consents = { mayKeep: true, wan: 'up' as 'up' | 'down' }
  const personas = new Set<PersonaId>()
  const addresses = { lacking: new Set<CustomerId>(), askedAgain: [] as CustomerId[] }
  const lacksAddress = (customerId: CustomerId) => addresses.lacking.has(customerId)
  const shared = { ...core, clock: core.time, store: smallStore, visits: played.visits, views: played.views }

  const promises = createPromises({
    ...shared,
    shop: { status: () => ({ state: consents.wan, since: 0, waiting: 0 }) },
  })
  const catalogue = createCatalogue({
    ...shared,
    stock: promises.stock,
    kiosks: { kioskTopics: () => ['kiosk:kiosk-1', 'kiosk:kiosk-2'] },
    onUnsound: (familyId, version) => void unsound.push(`${familyId}/${version}`),
  })
  let seed = 0
  const configurations = createConfigurations({
    ...shared,
    random: (length) => Uint8Array.from({ length }, () => (seed = (seed * 37 + 11) % 251)),
    members: { mayKeepConfigurations: () => consents.mayKeep, hasPersona: (_customer, id) => personas.has(id) },
    outbox: untried(outbox),
    book: catalogue.book,
    desk: promises.desk,
    alsoOf: () => [],
    isHere: (customerId) => [...played.open.values()].some((visit) => visit.customerId === customerId),
    carts: { configurationsIn: (visitId) => carts.configurationsIn(visitId) },
    onFed: (customerId) => void fed.push(customerId),
  })
  const carts: CartsFeature = createCarts({
    ...shared,
    book: catalogue.book,
    configurations,
    desk: promises.desk,
    addresses: { lacks: lacksAddress, askAgain: (customerId) => void addresses.askedAgain.push(customerId) },
  })
  const orders = createOrders({
    ...shared,
    members: { lacksAddress },
    carts,
    configurations,
    desk: promises.desk,
    outbox: untried(outbox),
  })
  return { promises, catalogue, configurations, carts, orders, outbox, fed, unsound, consents, personas, addresses }
}

/** As it comes off the wire: mutable, and with nothing undefined. */
// The wire's types and the domain's differ in 'readonly' only.
export const wire = <T, W>(value: T): W => JSON.parse(JSON.stringify(value)) as W

function playVisits() {
  const open = new Map<VisitId, OpenVisit>()
  const stages = new Map<VisitId, string>()
  const published: { visitId: VisitId; type: string }[] = []
  const visits: Visits = {
    open(visitId, caller) {
      const visit = open.get(visitId)
      return visit?.deviceId === caller.deviceId ? visit : null
    },
    isOpen: (visitId) => open.has(visitId),
    publish(visitId, type) {
      if (!open.has(visitId)) throw new Error('published a visit that is over')
      published.push({ visitId, type })
    },
    reached: (visitId, stage) => void stages.set(visitId, stage),
  }
  // The answer to a cart command is the visits feature's business; the tests here look at the cart itself.
  const views: VisitViews = { view: (visit) => ({ id: visit.id }) as VisitView }
  const enter = (visit: Pick<OpenVisit, 'id' | 'level' | 'customerId'> & { deviceId: DeviceId }): OpenVisit => {
    const entered: OpenVisit = { epoch: 1, lang: 'ko', servedBy: null, ...visit }
    open.set(entered.id, entered)
    return entered
  }
  return { open, stages, published, visits, views, enter }
}

/** An outbox from which nothing was sent yet. */
const untried = (messages: OutboxMessage[]): Outbox => ({
  enqueue: (message) => void messages.push(message),
  waiting: () => messages.length,
  orderCancelled(orderId) {
    const at = messages.findIndex(({ kind, key }) => kind === 'order' && key === orderId)
    if (at >= 0) messages.splice(at, 1)
  },
})
