import type { CustomerId, IdSource } from '@dangol/domain/ids/ids.ts'
import { parseRc1 } from '@dangol/domain/recognition/rc1.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Once } from '../../commands/once.ts'
import type { Db } from '../../db/open.ts'
import type { RandomBytes } from '../../platform/system-ids.ts'
import type {
  ConfigurationCodes,
  KeptConfigurations,
  NamelessCopies,
  OrderableConfigurations,
} from '../../ports/configurations.ts'
import type { CustomerMemory, Members } from '../../ports/people.ts'
import type { CartContents, CatalogueBook, PromiseDesk } from '../../ports/selling.ts'
import type { Parking, VisitErasure, VisitMemory, VisitParts, Visits, OpenVisit } from '../../ports/visits.ts'
import type { Outbox, ShopCopies, ShopSink, VisitCopies } from '../../shop-port.ts'
import type { Handlers } from '../../transport/handler.ts'
import { prepareConfigurations } from './configurations.sql.ts'
import type { ConfigurationsSql, StoredConfiguration } from './configurations.sql.ts'
import { createDiscard } from './discard-configuration.ts'
import { prepareCopies, prepareForgetting } from './forgetting.sql.ts'
import { createKeep } from './keep.ts'
import { createMirror } from './mirror.ts'
import { createNamelessCopies } from './nameless-copies.ts'
import { createParking } from './park-visit.ts'
import { createQuote } from './quote-configuration.ts'
import { createSave } from './save-configuration.ts'
import { asSeenBy, createShelf } from './shelf.ts'
import { prepareTouches } from './touches.sql.ts'
import type { Touches } from './touches.sql.ts'
import { createViewConfiguration } from './view-configuration.ts'
import { prepareVisitCopies } from './visit-copies.sql.ts'

export interface ConfigurationsDeps {
  readonly db: Db
  readonly clock: Clock
  readonly ids: IdSource
  readonly random: RandomBytes
  readonly once: Once
  readonly visits: Visits
  readonly members: Members
  readonly outbox: Outbox
  readonly book: CatalogueBook
  readonly desk: PromiseDesk
  readonly carts: CartContents
  /** The customer has an open visit, which may be using any of their configurations. */
  readonly isHere: (customerId: CustomerId) => boolean
  /** Other profiles of the same person whose kept things a visit of this one may show. */
  readonly alsoOf: (customerId: CustomerId) => readonly CustomerId[]
  /** A member's configuration came from the online shop: an open visit may have to show it. */
  readonly onFed: (customerId: CustomerId) => void
}

export interface ConfigurationsFeature
  extends
    Pick<VisitParts, 'configurationsOf'>,
    OrderableConfigurations,
    KeptConfigurations,
    VisitCopies,
    VisitMemory,
    VisitErasure,
    CustomerMemory,
    ShopCopies {
  readonly handlers: Handlers<'configurations:save' | 'configurations:quote' | 'configurations:discard'>
  /** How many the visit sees. */
  readonly countOf: (visit: OpenVisit) => number
  readonly codes: ConfigurationCodes
  readonly nameless: NamelessCopies
  readonly parking: Parking
  /** What a visit parked goes before its time. */
  readonly dropParked: (code: string) => void
  readonly sink: ShopSink<'configuration'>
  readonly deleted: ShopSink<'deleted'>
  /** Drops what was parked and nobody took; called now and then. */
  sweep(): void
}

/** Saved configurations: versioned documents of a member, a visit, or nobody but whoever holds the code. */
export function createConfigurations(deps: ConfigurationsDeps): ConfigurationsFeature {
  const { clock, book } = deps
  const sql = prepareConfigurations(deps.db)
  const view = createViewConfiguration(deps)
  const copies = prepareCopies(deps.db)
  const forgetting = prepareForgetting(deps.db)
  const touches = prepareTouches(deps.db)
  const made = prepareVisitCopies(deps.db)
  const shelf = createShelf(sql, touches, deps.alsoOf)
  const keep = createKeep({ ...deps, sql, touches })
  const parts = { ...deps, touches, view, shelf, keep }
  // Priced by some version of its model, readable by its words, or not shown: without either it says nothing here.
  const modelOf = (stored: Pick<StoredConfiguration, 'familyId' | 'modelVersion'>) =>
    book.model(stored.familyId) ?? book.model(stored.familyId, stored.modelVersion)
  const isShowable = (one: Pick<StoredConfiguration, 'familyId' | 'modelVersion' | 'words'>) =>
    one.words !== undefined || modelOf(one) !== null
  const viewsOf = (all: StoredConfiguration[]) => all.filter(isShowable).map(view)
  return {
    handlers: {
      'configurations:save': createSave(parts),
      'configurations:quote': createQuote(parts),
      'configurations:discard': createDiscard(parts),
    },
    countOf: (visit) => shelf.sketchesSeenBy(visit).filter((one) => one.hasWords === 1 || modelOf(one) !== null).length,
    configurationsOf: (visit) => viewsOf(shelf.seenBy(visit).map((stored) => asSeenBy(stored, visit))),
    keptOf: (customerId) => viewsOf(sql.openOf(customerId)),
    find(id, visit) {
      const stored = shelf.find(id, visit)
      const model = stored && modelOf(stored)
      return stored === null || model === null ? null : { ...view(asSeenBy(stored, visit)), model }
    },
    ordered: (visit, id) => touches.touch(visit.id, id, 'ordered'),
    notOrdered: (visitId, id) => touches.untouch(visitId, id, 'ordered'),
    codes: createCodes(sql, touches, clock),
    nameless: createNamelessCopies({ ...deps, sql, made, shelf, touches, isShowable }),
    parking: createParking(parts),
    adoptForVisit: (visitId, copies) => shelf.adopt(visitId, copies),
    eraseVisit: (visitId) => void forgetting.dropOfVisit.run(visitId),
    dropParked: (code) => void forgetting.dropParked.run(code),
    forgetVisit(visitId) {
      shelf.forget(visitId)
      forgetting.dropUncoded.run({ visitId, nowMs: clock.nowMs() })
      forgetting.orphan.run(visitId)
      touches.drop(visitId)
      made.drop(visitId)
    },
    forgetCustomer: (customerId: CustomerId) => void forgetting.removeOf.run(customerId),
    dropCopies(beforeMs) {
      const gone = copies.owners.all(beforeMs).filter(({ customerId }) => !deps.isHere(customerId))
      for (const { customerId } of gone) copies.dropOf.run(customerId, beforeMs)
      return gone.length > 0
    },
    ...createMirror(sql, deps.onFed),
    sweep: () => void forgetting.dropExpired.run(clock.nowMs()),
  }
}

function createCodes(sql: ConfigurationsSql, touches: Touches, clock: Clock): ConfigurationCodes {
  return {
    find(text) {
      const code = parseRc1(text)
      return code === null ? null : sql.byCode(code, clock.nowMs())
    },
    admit: (visitId, configurationId) => touches.touch(visitId, configurationId, 'admitted'),
  }
}
