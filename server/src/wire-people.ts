import { tenantTag } from '@dangol/domain/recognition/rm1.ts'
import { jurisdictionOf } from '@dangol/domain/stores/store.ts'
import { dateInZone } from '@dangol/domain/time/calendar.ts'
import { createAttemptLimit } from './commands/attempt-limit.ts'
import { createOutcomeMemory } from './commands/forget-outcomes.ts'
import { createCustomers } from './features/customers/customers.ts'
import type { ApprovalsFeature } from './features/approvals/approvals.ts'
import type { CustomerFeature } from './features/customers/customers.ts'
import { createRecognition } from './features/recognition/recognition.ts'
import type { RecognitionFeature } from './features/recognition/recognition.ts'
import type { LiveConfigurations } from './features/visits/fetch-configurations.ts'
import { createVisits } from './features/visits/visits.ts'
import type { VisitsFeature } from './features/visits/visits.ts'
import { identifiersIn } from './upstream/people-keys.ts'
import { prepareMirrorAge } from './upstream/mirror/feeds.sql.ts'
import { prepareForgetMirrored } from './upstream/mirror/to-read.sql.ts'
import type { Features } from './wire.ts'
import { wireApprovals } from './wire-approvals.ts'
import { tellOpenVisit, wirePrivacyBooks } from './wire-privacy.ts'
import type { PrivacyBooks } from './wire-privacy.ts'
import type { Core, House, StoreDeps } from './wire-house.ts'

/** Who is in the store: members, their visits, and how they are recognised. */
export interface People {
  readonly customers: CustomerFeature
  readonly visits: VisitsFeature
  readonly recognition: RecognitionFeature
  readonly approvals: ApprovalsFeature
  readonly books: PrivacyBooks
}

const SCANS_PER_MINUTE = 10
/** Recognition-ux 3.3: a code of twelve characters is guessed no sooner than the store is closed. */
const CODES_PER_MINUTE = 5
const SEARCHES_PER_MINUTE = 30

export function wirePeople(deps: StoreDeps, core: Core, house: House, later: () => Features): People {
  const books = wirePrivacyBooks(deps, core, house, later)
  const customers = wireCustomers(deps, core, books, later)
  const visits = wireVisits(deps, core, { house, customers, books }, later)
  const mirror = prepareMirrorAge(deps.db)
  const recognition = createRecognition({
    ...deps,
    once: core.once,
    access: core.access,
    desk: visits.desk,
    codes: {
      find: (code) => later().configurations.codes.find(code),
      admit: (visitId, configurationId) => later().configurations.codes.admit(visitId, configurationId),
    },
    nameless: {
      canShow: (thing) => later().configurations.nameless.canShow(thing),
      handOn: (id, visit) => later().configurations.nameless.handOn(id, visit),
      lay: (visit, copy) => later().configurations.nameless.lay(visit, copy),
    },
    roster: {
      credential: customers.credential,
      currentAtMs: mirror.rosterAt,
      mayRecognise: (customerId) => customers.mayUse(customerId, 'recog.kiosk', deps.clock.nowMs()),
    },
    mayScan: createAttemptLimit({
      ...deps,
      clock: core.storeTime,
      what: 'scan',
      perMinute: deps.limits?.scansPerMinute ?? SCANS_PER_MINUTE,
    }),
    mayTryCode: createAttemptLimit({
      ...deps,
      clock: core.storeTime,
      what: 'code',
      perMinute: deps.limits?.codesPerMinute ?? CODES_PER_MINUTE,
    }),
    shopKeys: () => deps.shopKeys.roster,
    tenantTag: tenantTag(deps.tenant),
  })
  const approvals = wireApprovals(deps, { core, customers, visits, thumbprints: house.trust })
  return { customers, visits, recognition, approvals, books }
}

function wireCustomers(deps: StoreDeps, core: Core, books: PrivacyBooks, later: () => Features): CustomerFeature {
  const forgetMirrored = prepareForgetMirrored(deps.db)
  const keys = deps.link?.keys ?? null
  return createCustomers({
    ...deps,
    transact: core.transact,
    access: core.access,
    configurations: { keptOf: (customerId) => later().configurations.keptOf(customerId) },
    ...books,
    jurisdiction: jurisdictionOf(deps.store),
    visitOf: (customerId) => later().visits.openOf(customerId),
    dateOf: (atMs) => dateInZone(atMs, deps.store.timeZone),
    maySearch: createAttemptLimit({
      ...deps,
      clock: core.storeTime,
      what: 'search',
      perMinute: deps.limits?.searchesPerMinute ?? SEARCHES_PER_MINUTE,
    }),
    identifiersIn: (said) => (keys === null ? [] : identifiersIn(keys, said)),
    onChanged: (customerId) => tellOpenVisit(later(), customerId),
    onErased(customerId) {
      const { configurations, onlineCarts, orders, visits, outbox } = later()
      const { receipts, identities } = books
      for (const memory of [receipts, configurations, onlineCarts, orders, visits, outbox, identities]) {
        memory.forgetCustomer(customerId)
      }
      forgetMirrored(customerId)
    },
  })
}

function wireVisits(
  deps: StoreDeps,
  core: Core,
  { house, customers, books }: { house: House; customers: CustomerFeature; books: PrivacyBooks },
  later: () => Features,
): VisitsFeature {
  const outcomes = createOutcomeMemory(deps.db)
  return createVisits({
    ...deps,
    storeTime: core.storeTime,
    once: core.once,
    transact: core.transact,
    access: core.access,
    log: core.changes,
    profiles: customers,
    members: customers,
    staff: house.staff,
    parts: {
      configurationsOf: (visit) => later().configurations.configurationsOf(visit),
      cartOf: (visit) => later().carts.cartOf(visit),
      ordersOf: (visit) => later().orders.ordersOf(visit),
      countsOf: (visit) => ({
        configurations: later().configurations.countOf(visit),
        units: later().carts.unitsOf(visit),
      }),
    },
    receipts: books.receipts,
    erasures: [{ eraseVisit: (visitId) => later().configurations.eraseVisit(visitId) }],
    parking: { park: (visit) => later().configurations.parking.park(visit) },
    memories: [
      outcomes,
      {
        forgetVisit(visitId) {
          const { configurations, carts, sharing, approvals } = later()
          for (const memory of [configurations, carts, sharing, approvals]) memory.forgetVisit(visitId)
        },
      },
    ],
    erasable: [
      outcomes,
      { forgetVisit: (visitId) => later().sharing.forgetVisit(visitId) },
      { forgetVisit: (visitId) => later().approvals.forgetVisit(visitId) },
      { forgetVisit: (visitId) => later().handovers.forgetSentFrom(visitId) },
    ],
    calls: {
      attended: (visit, by, commandId) => later().assist.ofVisits.attended(visit, by, commandId),
      callerLeft(visit, commandId) {
        later().assist.ofVisits.callerLeft(visit, commandId)
        later().handovers.shopperLeft(visit, commandId)
      },
    },
    helpers: {
      servedBy: (visitId, by, commandId) => later().sharing.helpers.servedBy(visitId, by, commandId),
      leftAlone: (visitId, by, commandId) => later().sharing.helpers.leftAlone(visitId, by, commandId),
      sentAway: (visitId, commandId) => later().sharing.helpers.sentAway(visitId, commandId),
    },
    outlook: () => `${later().promises.outlook()} ${later().catalogue.book.version()}`,
    approved: {
      addressOf: (visitId) => later().approvals.addressOf(visitId),
      lapsed: (visitId, deviceId) => later().approvals.lapsed(visitId, deviceId),
    },
    copies: { adoptForVisit: (visitId, copies) => later().configurations.adoptForVisit(visitId, copies) },
    ask: createAsk(deps, books),
    recordAnswer: customers.recordAnswer,
    endConsents: customers.endVisit,
    onFetchFailed: (error) => deps.log.error({ event: 'visit.fetch-failed', err: error }),
  })
}

/** A "no" of the shop is as good as no line: there is nothing to show. */
function createAsk({ shop }: StoreDeps, { identities }: PrivacyBooks): LiveConfigurations {
  return async (customerId, deadlineMs) => {
    const signal = AbortSignal.timeout(deadlineMs)
    const profiles = identities.profilesOf(customerId)
    const answers = await Promise.all(profiles.map((profile) => shop.configurationsOf(profile, signal)))
    const found = answers.flatMap((answer) => (answer.kind === 'answered' ? [answer.value] : []))
    return found.length < answers.length ? null : found.flat()
  }
}
