import type { CustomerId, IdSource, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Once } from '../../commands/once.ts'
import type { Db } from '../../db/open.ts'
import type { Transact } from '../../db/transact.ts'
import type { VisitFigures } from '../../ports/figures.ts'
import type { AccessLog, CustomerMemory, Members, Profiles, Staff } from '../../ports/people.ts'
import type { ChangeLog, SnapshotProvider } from '../../ports/sync.ts'
import type {
  ApprovedVisits,
  Parking,
  VisitCalls,
  VisitErasure,
  VisitHelpers,
  VisitMemory,
  VisitParts,
  VisitReceipts,
} from '../../ports/visits.ts'
import type { VisitCopies } from '../../shop-port.ts'
import type { Handlers } from '../../transport/handler.ts'
import { createEndHandlers } from './end-and-consent.ts'
import type { EndDeps } from './end-and-consent.ts'
import { createFetch } from './fetch-configurations.ts'
import type { LiveConfigurations } from './fetch-configurations.ts'
import { createLapses } from './lapse-approvals.ts'
import { readByClock } from './level-now.ts'
import { createTidyVisits } from './retention.ts'
import { createDesk } from './visit-desk.ts'
import type { DeskDeps, VisitDesk } from './visit-desk.ts'
import { createVisitFigures } from './visit-figures.ts'
import { createVisitHandlers } from './visit-handlers.ts'
import { createRenewal } from './renew-visits.ts'
import type { RenewalDeps } from './renew-visits.ts'
import { createPublisher, endPut, topicOf } from './visit-publisher.ts'
import { prepareRetention, prepareVisits } from './visits.sql.ts'
import type { VisitRow } from './visits.sql.ts'

/** A kiosk that lost the line while its visit was ended elsewhere still says goodbye when it is back this soon. */
const GOODBYE_MS = 30_000

export interface VisitsDeps {
  readonly db: Db
  readonly clock: Clock
  readonly storeTime: Clock
  readonly ids: IdSource
  readonly once: Once
  readonly transact: Transact
  readonly log: ChangeLog
  readonly access: AccessLog
  readonly profiles: Profiles
  readonly members: Members
  readonly staff: Staff
  readonly parts: VisitParts
  readonly parking: Parking
  readonly memories: readonly VisitMemory[]
  /** Those of them that forget an erased member even while the visit goes on. */
  readonly erasable: readonly VisitMemory[]
  readonly calls: VisitCalls
  readonly receipts: VisitReceipts
  readonly erasures: readonly VisitErasure[]
  readonly helpers: VisitHelpers
  readonly approved: ApprovedVisits
  readonly copies: VisitCopies
  readonly outlook: RenewalDeps['outlook']
  readonly ask: LiveConfigurations
  readonly recordAnswer: EndDeps['recordAnswer']
  readonly endConsents: DeskDeps['endConsents']
  /** Told of a fetch that broke; it has no caller to answer. */
  readonly onFetchFailed: (error: unknown) => void
}

export interface VisitsFeature extends CustomerMemory {
  readonly handlers: Handlers<
    | 'visits:begin'
    | 'visits:begin-for'
    | 'visits:set-language'
    | 'visits:report-step'
    | 'visits:open'
    | 'visits:end'
    | 'visits:serve'
    | 'visits:consent'
  >
  readonly desk: VisitDesk
  readonly figures: VisitFigures
  readonly snapshot: SnapshotProvider
  openOf(customerId: CustomerId): VisitRow | null
  /** Ends it when it is open, and keeps nothing of it; returns the code of what it had parked. */
  drop(visitId: VisitId): string | null
  /** What the phone approved in this visit counts no more. Belongs into a transaction. */
  readonly lapse: (visitId: VisitId) => void
  tidy(): void
  /**
   * Tells open visits anew whose approval, dates or prices no longer hold, a few at a time; called every few seconds.
   */
  readonly renew: () => void
  /** After a restart: what had been approved or fetched for open visits was only in memory. All of it is written down, or nothing. */
  readonly resume: () => void
}

/** Visits: from the first touch or code to the goodbye. */
export function createVisits(deps: VisitsDeps): VisitsFeature {
  const sql = readByClock(prepareVisits(deps.db), deps.clock)
  const publisher = createPublisher(deps)
  const fetch = createFetch({ ...deps, sql, publisher })
  const fetchConfigurations: DeskDeps['fetchConfigurations'] = (visit) => void fetch(visit).catch(deps.onFetchFailed)
  const desk = createDesk({ ...deps, sql, publisher, fetchConfigurations })
  const parts = { ...deps, sql, desk }
  const retention = prepareRetention(deps.db)
  const lapses = createLapses(parts)
  const renewal = createRenewal({ ...deps, sql, publisher })
  return {
    handlers: { ...createVisitHandlers(parts), ...createEndHandlers(parts) },
    desk,
    figures: createVisitFigures(deps.db),
    snapshot(topic) {
      const open = sql.allOpen()
      if (topic === 'floor') return open.map((visit) => publisher.floorPut(visit))
      const own = open.find((visit) => topicOf(visit) === topic)
      if (own !== undefined) return [publisher.ownPut(own)]
      const deviceId = topic.slice('kiosk:'.length) as VisitRow['deviceId']
      const ended = sql.lastEnded.get(deviceId, deps.clock.nowMs() - GOODBYE_MS)
      return ended === undefined ? [] : [endPut(ended.id, { reason: ended.reason, parkedCode: ended.parkedCode })]
    },
    openOf: (customerId) => sql.openOf(customerId) ?? null,
    drop(visitId) {
      const open = sql.find(visitId)
      if (open !== undefined) desk.forget(open, null)
      const code = sql.parkedCodeOf(visitId)
      sql.reduceOne.run(visitId)
      return code
    },
    lapse: lapses.of,
    tidy: createTidyVisits(parts),
    renew() {
      lapses.due()
      renewal()
    },
    resume() {
      const mayKeep = ({ customerId }: VisitRow) =>
        customerId === null || deps.members.mayKeepConfigurations(customerId)
      const open = deps.transact(() => {
        lapses.all()
        const toFetch = sql.allOpen().filter((visit) => !mayKeep(visit))
        for (const { id } of toFetch) sql.setConfigurationsState.run('fetching', id)
        return toFetch
      })
      open.forEach(fetchConfigurations)
    },
    forgetCustomer(customerId) {
      const open = sql.openOf(customerId)
      retention.disown.run(customerId)
      if (open === undefined) return
      for (const memory of deps.erasable) memory.forgetVisit(open.id)
      publisher.forget(open)
      desk.publish(open.id, 'visit.member-erased', null)
    },
  }
}
