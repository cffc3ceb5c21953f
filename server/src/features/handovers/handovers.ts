import type { CommandId, DeviceId, IdSource, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Clock, Timers } from '@dangol/domain/time/clock.ts'
import type { VisitView } from '@dangol/protocol/visits.ts'
import type { AttemptLimit } from '../../commands/attempt-limit.ts'
import type { Once } from '../../commands/once.ts'
import type { Db } from '../../db/open.ts'
import type { Transact } from '../../db/transact.ts'
import type { NamelessCopies } from '../../ports/configurations.ts'
import type { AccessLog, Staff } from '../../ports/people.ts'
import type { ChangeLog, SnapshotProvider } from '../../ports/sync.ts'
import type { OpenVisit, Visits } from '../../ports/visits.ts'
import type { Handlers } from '../../transport/handler.ts'
import { prepareHandovers, shownOf } from './handovers.sql.ts'
import { createOffers } from './offers.ts'
import { createSend, createWithdraw } from './send.ts'
import { createDecline, createTake } from './take.ts'

/** The visits feature, as a kiosk that takes things in uses it. Every method belongs into the transaction of the command. */
export interface KioskVisits {
  openOn(deviceId: DeviceId): OpenVisit | null
  begin(
    visit: { deviceId: DeviceId; lang: OpenVisit['lang']; level: 'L1'; customerId: null; servedBy: null },
    type: string,
    commandId: CommandId,
  ): VisitView
  raise(visitId: VisitId, to: { level: 'L1'; customerId: null }, type: string, commandId: CommandId): VisitView
  publish(visitId: VisitId, type: string, commandId: CommandId): VisitView
}

export interface HandoverDeps {
  readonly db: Db
  readonly clock: Clock
  readonly timers: Timers
  readonly ids: IdSource
  readonly once: Once
  readonly transact: Transact
  /** Runs what nobody waits for, when the store can write. */
  readonly whenItCan: (run: () => void) => void
  readonly log: ChangeLog
  readonly access: AccessLog
  readonly visits: Pick<Visits, 'open'> & KioskVisits
  readonly staff: Staff
  readonly nameless: NamelessCopies
  /** A kiosk of this store that is there now. */
  readonly isKioskHere: (deviceId: DeviceId) => boolean
  readonly maySend: AttemptLimit
}

export interface HandoversFeature {
  readonly handlers: Handlers<'handovers:send' | 'handovers:withdraw' | 'handovers:take' | 'handovers:decline'>
  readonly snapshot: SnapshotProvider
  /** Whoever stood at the kiosk has left: what was offered to them is not for the next, and nothing is remembered of it. */
  shopperLeft(visit: OpenVisit, commandId: CommandId | null): void
  /** The member whose visit this is was erased: what was sent from it goes too. */
  forgetSentFrom(visitId: VisitId): void
  /** Counts on where the server stopped. */
  resume(): void
  /** For what no timer reached. */
  tidy(): void
  stop(): void
}

/** HS1: an associate sends configurations to a kiosk, and the shopper there says yes. Never who they are of (recognition-ux 3.3). */
export function createHandovers(deps: HandoverDeps): HandoversFeature {
  const sql = prepareHandovers(deps.db)
  const offers = createOffers({ ...deps, sql })
  const parts = { ...deps, sql, offers }
  return {
    handlers: {
      'handovers:send': createSend(parts),
      'handovers:withdraw': createWithdraw(parts),
      'handovers:take': createTake(parts),
      'handovers:decline': createDecline(parts),
    },
    snapshot: (topic) =>
      sql
        .all()
        .filter(({ kioskId, from, state }) =>
          state === 'offered' && topic === `kiosk:${kioskId}` ? true : topic === `kiosk:${from.deviceId}`,
        )
        .map((handover) => ({ kind: 'handover', id: handover.id, value: shownOf(handover) })),
    shopperLeft(visit, commandId) {
      for (const handover of sql.all()) {
        if (handover.kioskId !== visit.deviceId) continue
        if (handover.state === 'offered') offers.over(handover, 'expired', commandId)
        else offers.forget(handover, commandId)
      }
    },
    forgetSentFrom(visitId) {
      for (const handover of sql.all()) {
        if (handover.fromVisit === visitId && handover.state === 'offered') offers.over(handover, 'expired', null)
      }
    },
    resume: () => offers.resume(),
    tidy: () => offers.tidy(),
    stop: () => offers.stop(),
  }
}
