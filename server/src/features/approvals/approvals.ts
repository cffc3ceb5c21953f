import { createHash } from 'node:crypto'
import type { DeviceId, VisitId } from '@dangol/domain/ids/ids.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Put, Topic } from '@dangol/protocol/sync.ts'
import type { AttemptLimit } from '../../commands/attempt-limit.ts'
import type { Once } from '../../commands/once.ts'
import type { DeviceThumbprints } from '../../ports/devices.ts'
import type { ChangeLog, SnapshotProvider } from '../../ports/sync.ts'
import type { ApprovedVisits, VisitMemory } from '../../ports/visits.ts'
import type { Caller, Handler, Handlers } from '../../transport/handler.ts'
import { createFollow } from './follow-approval.ts'
import type { ApprovedDesk, FollowDeps } from './follow-approval.ts'
import { isUnderWay, newApproval } from './open-approval.ts'
import type { OpenApproval } from './open-approval.ts'
import type { OpenVisit } from '../../ports/visits.ts'

export interface ApprovalsDeps extends Omit<FollowDeps, 'isCurrent' | 'tell' | 'desk'> {
  readonly once: Once
  readonly log: ChangeLog
  readonly desk: ApprovedDesk & { open(visitId: VisitId, caller: Caller): OpenVisit | null }
  readonly mayBegin: AttemptLimit
  readonly thumbprints: DeviceThumbprints
}

export interface ApprovalsFeature extends ApprovedVisits, VisitMemory {
  readonly handlers: Handlers<'approvals:begin' | 'approvals:cancel'>
  readonly snapshot: SnapshotProvider
  stop(): void
}

/** One per open visit, and a store has a few hundred screens. */
type Book = Map<VisitId, OpenApproval>

/**
 * RD1: the shopper approves on the own phone (RFC 8628). Codes, tokens and addresses are in memory only: after a restart the
 * shopper approves again.
 */
export function createApprovals(deps: ApprovalsDeps): ApprovalsFeature {
  const book: Book = new Map()
  const tell: FollowDeps['tell'] = (mine, shown) => {
    mine.shown = shown
    append(deps.log, mine.caller.deviceId, `approval.${shown.state}`, [putOf(mine)], [])
  }
  const isCurrent = (mine: OpenApproval): boolean => book.get(mine.visitId) === mine
  const follow = createFollow({ ...deps, isCurrent, tell })
  /** Inside the transaction that ends it; of an earlier life of the server there may be something to take back as well. */
  const drop = (visitId: VisitId, deviceId: DeviceId | undefined, type: string): void => {
    const mine = book.get(visitId)
    if (mine !== undefined) follow.stop(mine)
    book.delete(visitId)
    const on = deviceId ?? mine?.caller.deviceId
    if (on !== undefined) append(deps.log, on, type, [], [{ kind: 'approval', id: visitId }])
  }
  const begin = (visit: OpenVisit, caller: Caller): OpenApproval => {
    const before = book.get(visit.id)
    if (before !== undefined) follow.stop(before)
    const mine = newApproval({
      visitId: visit.id,
      caller,
      thumbprint: deps.thumbprints.thumbprintOf(caller.deviceId) ?? digestOf(caller.deviceId),
      lang: visit.lang,
    })
    book.set(visit.id, mine)
    tell(mine, mine.shown)
    follow.ask(mine)
    return mine
  }
  return {
    handlers: { 'approvals:begin': createBegin(deps, book, begin), 'approvals:cancel': createCancel(deps, book, drop) },
    snapshot: (topic) => [...book.values()].filter((mine) => topicOf(mine.caller.deviceId) === topic).map(putOf),
    addressOf: (visitId) => book.get(visitId)?.address ?? null,
    lapsed: (visitId, deviceId) => drop(visitId, deviceId, 'approval.lapsed'),
    forgetVisit: (visitId) => drop(visitId, undefined, 'approval.over'),
    stop() {
      for (const mine of book.values()) follow.stop(mine)
      book.clear()
    },
  }
}

/** Touched twice it is one approval; one that counts already is shown as it stands. */
function createBegin(
  { once, desk, mayBegin }: ApprovalsDeps,
  book: Book,
  begin: (visit: OpenVisit, caller: Caller) => OpenApproval,
): Handler<'approvals:begin'> {
  return (caller, { commandId, visitId }) =>
    once(
      commandId,
      caller.deviceId,
      () => {
        const visit = ownVisit(desk, visitId, caller)
        if (visit === null) return refuse('no-such-visit')
        const before = book.get(visitId)
        const stands = before !== undefined && (isUnderWay(before) || (visit.level === 'L3' && before.token !== null))
        if (stands) return ok(before.shown)
        return mayBegin(caller.deviceId) ? ok(begin(visit, caller).shown) : refuse('too-many-tries')
      },
      () => visitId,
    )
}

/** What was approved stays approved until its time is up or the visit is over. */
function createCancel(
  { once, desk }: ApprovalsDeps,
  book: Book,
  drop: (visitId: VisitId, deviceId: DeviceId, type: string) => void,
): Handler<'approvals:cancel'> {
  return (caller, { commandId, visitId }) =>
    once(commandId, caller.deviceId, () => {
      if (ownVisit(desk, visitId, caller) === null) return refuse('no-such-visit')
      const mine = book.get(visitId)
      if (mine !== undefined && mine.token === null) drop(visitId, caller.deviceId, 'approval.cancelled')
      return ok(null)
    })
}

/** Only the device that the shopper stands at asks for the shopper's approval. */
function ownVisit(desk: ApprovalsDeps['desk'], visitId: VisitId, caller: Caller): OpenVisit | null {
  const visit = desk.open(visitId, caller)
  return visit?.deviceId === caller.deviceId ? visit : null
}

const topicOf = (deviceId: DeviceId): Topic => `kiosk:${deviceId}`
const putOf = ({ visitId, shown }: OpenApproval): Put => ({ kind: 'approval', id: visitId, value: shown })

function append(
  log: ChangeLog,
  deviceId: DeviceId,
  type: string,
  puts: Put[],
  dels: { kind: string; id: string }[],
): void {
  log.append({ type, commandId: null, topic: topicOf(deviceId), puts, dels })
}

/** A device without a key of its own is known by its name. */
const digestOf = (deviceId: DeviceId): string => createHash('sha256').update(deviceId).digest('base64url')
