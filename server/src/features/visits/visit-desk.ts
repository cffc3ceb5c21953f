import type { AssociateId, CommandId, CustomerId, DeviceId, IdSource, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Lang } from '@dangol/domain/text/localised.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import { LEVELS } from '@dangol/domain/visits/level.ts'
import type { EndReason, Level } from '@dangol/domain/visits/level.ts'
import type { VisitEnd, VisitView } from '@dangol/protocol/visits.ts'
import type { Members, Profiles } from '../../ports/people.ts'
import type {
  OpenVisit,
  Parking,
  VisitCalls,
  VisitErasure,
  VisitMemory,
  VisitReceipts,
  Visits,
} from '../../ports/visits.ts'
import type { Caller } from '../../transport/handler.ts'
import type { VisitPublisher } from './visit-publisher.ts'
import { STAGES } from './visits.sql.ts'
import type { VisitRow, VisitsSql } from './visits.sql.ts'

interface NewVisit {
  readonly deviceId: DeviceId
  readonly lang: Lang
  readonly level: Level
  readonly customerId: CustomerId | null
  readonly servedBy: AssociateId | null
  /** Of the key whose code was shown. */
  readonly credId?: string
  /** What it is already, where a kiosk began it with the store server gone (E2). */
  readonly begun?: { readonly visitId: VisitId; readonly epoch: number }
}

export interface DeskDeps {
  readonly sql: VisitsSql
  readonly clock: Clock
  readonly ids: IdSource
  readonly publisher: VisitPublisher
  readonly profiles: Profiles
  readonly members: Members
  readonly parking: Parking
  /** Features that keep something of a visit until it ends. */
  readonly memories: readonly VisitMemory[]
  readonly calls: VisitCalls
  readonly receipts: VisitReceipts
  /** Features that keep something of a visit which outlives it. */
  readonly erasures: readonly VisitErasure[]
  readonly endConsents: (customerId: CustomerId, visitId: VisitId) => void
  /** Asks the online shop for what the store may not keep; what comes is published later. */
  readonly fetchConfigurations: (visit: OpenVisit) => void
}

/** Where visits begin, rise in level and end. Every method belongs into the transaction of the command. */
export interface VisitDesk extends Visits {
  publish(visitId: VisitId, type: string, commandId: CommandId | null): VisitView
  openOn(deviceId: DeviceId): OpenVisit | null
  row(visitId: VisitId, caller: Caller): VisitRow | null
  begin(visit: NewVisit, type: string, commandId: CommandId): VisitView
  /**
   * Recognises the person in an open visit; what was begun without a name stays in it. A code shown again does not take back
   * what the phone approved.
   */
  raise(
    visitId: VisitId,
    to: { level: Level; customerId: CustomerId | null; approvedUntil?: number; credId?: string },
    type: string,
    commandId: CommandId | null,
  ): VisitView
  /** Tells the floor where the shopper is; the visit's own device knows. */
  movedOn(visit: VisitRow, type: string, commandId: CommandId | null): void
  end(visit: OpenVisit, reason: EndReason, commandId: CommandId | null): VisitEnd
  /** Ends it as the shopper would; nothing is parked, and nothing of it is kept. */
  forget(visit: OpenVisit, commandId: CommandId | null): VisitEnd
  view(visit: OpenVisit): VisitView
}

export function createDesk(deps: DeskDeps): VisitDesk {
  const { sql, publisher } = deps
  const row = (visitId: VisitId, caller: Caller) => {
    const visit = sql.find(visitId)
    return visit !== undefined && mayActIn(deps, visit, caller) ? visit : null
  }
  const existing = (visitId: VisitId): VisitRow => {
    const visit = sql.find(visitId)
    if (visit === undefined) throw new Error(`visit ${visitId} is not open`)
    return visit
  }
  const publish = (visitId: VisitId, type: string, commandId: CommandId | null): VisitView =>
    publisher.changed(existing(visitId), type, commandId)

  return {
    row,
    open: row,
    isOpen: (visitId) => sql.find(visitId) !== undefined,
    publish,
    reached(visitId, stage) {
      const visit = existing(visitId)
      if (STAGES.indexOf(stage) > STAGES.indexOf(visit.stage)) sql.setStage.run(stage, visitId)
      if (stage === 'ordered') sql.setStep.run('ordered', visitId)
    },
    openOn: (deviceId) => sql.openOn(deviceId) ?? null,
    begin(given, type, commandId) {
      const visit = newRow(deps, given)
      sql.insert(visit)
      publisher.begins(visit.id)
      const view = publish(visit.id, type, commandId)
      deps.receipts.recognised(visit, given.credId ?? null)
      if (visit.configurationsState === 'fetching') deps.fetchConfigurations(visit)
      return view
    },
    raise(visitId, to, type, commandId) {
      const before = existing(visitId)
      const raised = raisedFrom(before, to, deps.clock.nowMs())
      const configurationsState = stateFor(deps, before, to.customerId)
      sql.raise(visitId, { ...raised, configurationsState })
      const view = publish(visitId, type, commandId)
      if (before.customerId !== to.customerId) deps.receipts.recognised(existing(visitId), to.credId ?? null)
      if (configurationsState === 'fetching') deps.fetchConfigurations(existing(visitId))
      return view
    },
    end: (visit, reason, commandId) => endVisit(deps, existing(visit.id), { reason, commandId, forgotten: false }),
    forget: (visit, commandId) => endVisit(deps, existing(visit.id), { reason: 'shopper', commandId, forgotten: true }),
    movedOn: (visit, type, commandId) => publisher.movedOn(visit, type, commandId),
    view: (visit) => publisher.view(existing(visit.id)),
  }
}

function newRow({ sql, clock, ids, members }: DeskDeps, { begun, credId: _toldOnly, ...given }: NewVisit): VisitRow {
  const { customerId, servedBy } = given
  const nextEpoch = (sql.lastEpoch.get(given.deviceId)?.epoch ?? 0) + 1
  const nowMs = clock.nowMs()
  return {
    ...given,
    id: begun?.visitId ?? ids.next<VisitId>(),
    epoch: Math.max(nextEpoch, begun?.epoch ?? 0),
    configurationsState: customerId === null || members.mayKeepConfigurations(customerId) ? 'ready' : 'fetching',
    step: 'browsing',
    stage: 'started',
    servedOn: servedBy === null ? null : given.deviceId,
    startedAt: nowMs,
    deviceKind: servedBy === null ? 'kiosk' : 'tablet',
    levelSince: nowMs,
    approvedUntil: null,
  }
}

/** The same person never falls in level by showing a code. */
function raisedFrom(before: VisitRow, to: Parameters<VisitDesk['raise']>[1], nowMs: number) {
  const { level, customerId, approvedUntil = null } = to
  const isHigherAlready = before.customerId === customerId && LEVELS.indexOf(before.level) > LEVELS.indexOf(level)
  if (isHigherAlready) return { ...before, customerId }
  const isNew = level !== before.level || approvedUntil !== null
  return { level, customerId, approvedUntil, levelSince: isNew ? nowMs : before.levelSince }
}

/** A member recognised again in the own visit keeps what was fetched. */
function stateFor(deps: DeskDeps, before: VisitRow, customerId: CustomerId | null): VisitRow['configurationsState'] {
  if (customerId === before.customerId) return before.configurationsState
  return customerId === null || deps.members.mayKeepConfigurations(customerId) ? 'ready' : 'fetching'
}

interface HowItEnds {
  readonly reason: EndReason
  readonly commandId: CommandId | null
  /** The shopper wants nothing kept. */
  readonly forgotten: boolean
}

function endVisit(deps: DeskDeps, visit: VisitRow, { reason, commandId, forgotten }: HowItEnds): VisitEnd {
  const { sql, receipts } = deps
  const parkedCode = forgotten ? null : deps.parking.park(visit)
  if (forgotten) for (const erasure of deps.erasures) erasure.eraseVisit(visit.id)
  for (const memory of deps.memories) memory.forgetVisit(visit.id)
  deps.calls.callerLeft(visit, commandId)
  receipts.ended(visit, { forgotten })
  if (visit.customerId !== null) deps.endConsents(visit.customerId, visit.id)
  sql.end.run(deps.clock.nowMs(), reason, parkedCode, visit.id)
  if (forgotten) sql.reduceOne.run(visit.id)
  const end = { reason, parkedCode }
  deps.publisher.ended(visit, end, commandId)
  return end
}

/** The visit's own device may; so may the tablet that serves it, unless the member did not let staff know. */
function mayActIn({ profiles, clock }: DeskDeps, visit: VisitRow, caller: Caller): boolean {
  if (visit.deviceId === caller.deviceId) return true
  if (visit.servedOn !== caller.deviceId || visit.servedBy !== caller.associate) return false
  return visit.customerId === null || profiles.mayUse(visit.customerId, 'assist.notify', clock.nowMs(), visit.id)
}
