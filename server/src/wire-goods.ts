import { createAttemptLimit } from './commands/attempt-limit.ts'
import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import { createAssist } from './features/assist/assist.ts'
import type { AssistFeature } from './features/assist/assist.ts'
import { createSharing } from './features/assist/sharing.ts'
import type { SharingFeature } from './features/assist/sharing.ts'
import { createCarts } from './features/carts/carts.ts'
import type { CartsFeature } from './features/carts/carts.ts'
import { createOnlineCarts } from './features/carts/online-carts.ts'
import type { OnlineCartsFeature } from './features/carts/online-carts.ts'
import { createCatalogue } from './features/catalogue/catalogue.ts'
import type { CatalogueFeature } from './features/catalogue/catalogue.ts'
import { createConfigurations } from './features/configurations/configurations.ts'
import type { ConfigurationsFeature } from './features/configurations/configurations.ts'
import { createHandovers } from './features/handovers/handovers.ts'
import type { HandoversFeature } from './features/handovers/handovers.ts'
import { createInsights } from './features/insights/insights.ts'
import type { InsightsFeature } from './features/insights/insights.ts'
import { prepareVersions } from './features/catalogue/versions.sql.ts'
import { prepareInCarts } from './features/carts/in-carts.sql.ts'
import { prepareSavedThings } from './features/configurations/saved-things.sql.ts'
import { createModels } from './features/models/models.ts'
import type { ModelsFeature } from './features/models/models.ts'
import { createNextChoice } from './features/next-choice/next-choice.ts'
import type { NextChoiceFeature } from './features/next-choice/next-choice.ts'
import { prepareOrderedThings } from './features/orders/ordered-things.sql.ts'
import { createOrders } from './features/orders/orders.ts'
import type { OrdersFeature } from './features/orders/orders.ts'
import { createPromises } from './features/promises/promises.ts'
import type { PromisesFeature } from './features/promises/promises.ts'
import { createPublishAtShop } from './upstream/publish-model.ts'
import { prepareAskAgain } from './upstream/mirror/to-read.sql.ts'
import type { People } from './wire-people.ts'
import type { Core, House, StoreDeps } from './wire-house.ts'

/** What the store has and does for people: things, drafts, carts, orders, help, and what the manager sees of it. */
export interface Goods {
  readonly catalogue: CatalogueFeature
  readonly promises: PromisesFeature
  readonly configurations: ConfigurationsFeature
  readonly carts: CartsFeature
  readonly onlineCarts: OnlineCartsFeature
  readonly orders: OrdersFeature
  readonly assist: AssistFeature
  readonly sharing: SharingFeature
  readonly handovers: HandoversFeature
  readonly insights: InsightsFeature
  readonly models: ModelsFeature
  readonly nextChoice: NextChoiceFeature
}

export function wireGoods(deps: StoreDeps, core: Core, house: House, people: People): Goods {
  const { once, changes } = core
  const visits = people.visits.desk
  const shelvesCountedBy = (deps.link ?? null) === null ? 'store' : 'shop'
  const promises = createPromises({ ...deps, shop: house.line, shelvesCountedBy })
  const catalogue = createCatalogue({
    ...deps,
    log: changes,
    stock: promises.stock,
    kiosks: house.devices,
    onUnsound: (familyId, version) => deps.log.error({ event: 'catalogue.unsound-model', familyId, version }),
  })
  const { book } = catalogue
  const { desk } = promises
  const configurations: ConfigurationsFeature = createConfigurations({
    ...deps,
    once,
    visits,
    members: people.customers,
    ...{ outbox: house.outbox, book, desk },
    isHere: (customerId) => people.visits.openOf(customerId) !== null,
    alsoOf: (customerId) => linkedTo(people, customerId, deps.clock.nowMs()),
    carts: { configurationsIn: (visitId) => carts.configurationsIn(visitId) },
    onFed(customerId) {
      const visit = people.visits.openOf(customerId)
      if (visit !== null) visits.publish(visit.id, 'configuration.arrived', null)
    },
  })
  const carts: CartsFeature = createCarts({
    ...deps,
    ...{ once, visits, views: visits, configurations, book, desk },
    addresses: addressesOf(deps, people),
  })
  const orders = createOrders({
    ...deps,
    ...{ once, log: changes, visits, carts, configurations, desk },
    outbox: house.outbox,
    members: people.customers,
  })
  const assist = createAssist({ ...deps, once, log: changes, visits, staff: house.staff })
  const sharing = createSharing({
    ...deps,
    ...{ once, transact: core.transact, log: changes, visits, staff: house.staff, book },
  })
  const insights = createInsights({
    ...deps,
    visits: people.visits.figures,
    orders,
    calls: assist,
    line: house.line,
    devices: house.devices,
    stock: promises.exceptions,
  })
  const models = wireModels(deps, book)
  return {
    catalogue,
    promises,
    configurations,
    carts,
    onlineCarts: createOnlineCarts(deps),
    orders,
    assist,
    sharing,
    handovers: wireHandovers(deps, { core, house, people, nameless: configurations.nameless }),
    insights,
    models,
    nextChoice: createNextChoice(deps),
  }
}

const addressesOf = ({ db }: StoreDeps, { customers }: People) => ({
  lacks: (customerId: CustomerId) => customers.lacksAddress(customerId),
  askAgain: prepareAskAgain(db),
})

/** An associate has a few kiosks in sight, and a shopper few minutes. */
const HANDOVERS_PER_MINUTE = 12

function wireHandovers(
  deps: StoreDeps,
  o: { core: Core; house: House; people: People; nameless: ConfigurationsFeature['nameless'] },
): HandoversFeature {
  const { core, house, people, nameless } = o
  return createHandovers({
    ...deps,
    ...{ once: core.once, transact: core.transact, log: core.changes, access: core.access },
    whenItCan: (run) => core.writability.whenItCan(run),
    visits: people.visits.desk,
    staff: house.staff,
    nameless,
    isKioskHere: (deviceId) =>
      house.devices.statuses().some(({ id, kind, connected }) => id === deviceId && kind === 'kiosk' && connected),
    maySend: createAttemptLimit({ ...deps, clock: core.storeTime, what: 'handover', perMinute: HANDOVERS_PER_MINUTE }),
  })
}

function wireModels(deps: StoreDeps, book: CatalogueFeature['book']): ModelsFeature {
  const { db } = deps
  const versions = prepareVersions(db)
  return createModels({
    ...deps,
    shelf: {
      families: versions.families,
      versionsOf: versions.ofFamily,
      model: (id, version) => book.model(id, version),
    },
    held: { saved: prepareSavedThings(db), inCarts: prepareInCarts(db), ordered: prepareOrderedThings(db) },
    publishAtShop: createPublishAtShop(deps.shop),
  })
}

/** Other profiles of the same person, where both let the store keep what it shows. */
function linkedTo({ books, customers }: People, customerId: CustomerId, nowMs: number): readonly CustomerId[] {
  const others = books.identities.profilesOf(customerId).slice(1)
  return others.length > 0 && customers.mayUse(customerId, 'config.sync.store', nowMs) ? others : []
}
