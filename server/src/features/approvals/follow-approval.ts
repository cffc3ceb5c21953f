import type { CustomerId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Store } from '@dangol/domain/stores/store.ts'
import type { Clock, Timers } from '@dangol/domain/time/clock.ts'
import type { Level } from '@dangol/domain/visits/level.ts'
import type { Approval } from '@dangol/protocol/approvals.ts'
import type { Transact } from '../../db/transact.ts'
import type { AccessLog } from '../../ports/people.ts'
import type { OpenVisit } from '../../ports/visits.ts'
import type { ApprovalGranted, ApprovalPolled, ApprovalShop, ShopAnswer } from '../../shop-port.ts'
import { createAddress } from './approved-address.ts'
import { isUnderWay, without } from './open-approval.ts'
import type { OpenApproval } from './open-approval.ts'

/** How long an approval counts at the most (recognition-ux 2). Milliseconds. */
const APPROVED_LASTS_MS = 10 * 60_000
/** How long a code is shown at the most (recognition-ux 3.2). Milliseconds. */
const CODE_LASTS_MS = 120_000
/** A shopper who touched looks at the screen: no answer in this time is no line. Milliseconds. */
const ASK_DEADLINE_MS = 4_000
const POLL_DEADLINE_MS = 5_000
/** RFC 8628, 3.5: what 'slow-down' adds to the interval. Milliseconds. */
const SLOW_DOWN_MS = 5_000

/** The visits feature, as approvals use it. */
export interface ApprovedDesk {
  openOn(deviceId: OpenApproval['caller']['deviceId']): OpenVisit | null
  raise(
    visitId: VisitId,
    to: { level: Level; customerId: CustomerId | null; approvedUntil: number },
    type: string,
    commandId: null,
  ): unknown
  publish(visitId: VisitId, type: string, commandId: null): unknown
  /** What the phone approved counts no more. */
  lapse(visitId: VisitId): void
}

export interface FollowDeps {
  readonly shop: ApprovalShop
  readonly store: Pick<Store, 'title'>
  readonly clock: Clock
  readonly timers: Timers
  readonly transact: Transact
  /** Runs what nobody waits for, when the store can write. */
  readonly whenItCan: (run: () => void) => void
  readonly access: AccessLog
  readonly desk: ApprovedDesk
  /** The store has heard of this member. */
  readonly knows: (customerId: CustomerId) => boolean
  /** It is still the approval of its visit: a late answer of another one changes nothing. */
  readonly isCurrent: (mine: OpenApproval) => boolean
  /** Tells the kiosk; inside the transaction of what it tells. */
  readonly tell: (mine: OpenApproval, shown: Approval) => void
  /** Told of what broke in a step that nobody waits for. */
  readonly onFailed: (error: unknown) => void
}

/** Follows one approval at the online shop: asks for a code, polls until the shopper has answered, and takes the answer. */
export function createFollow(deps: FollowDeps) {
  const { shop, clock, timers, transact, isCurrent } = deps
  const { fetch, end } = createAddress(deps)
  const later = (mine: OpenApproval, delayMs: number, step: (mine: OpenApproval) => Promise<void>): void => {
    mine.cancelTimer = timers.after(delayMs, () => void step(mine).catch(deps.onFailed))
  }
  const over = (mine: OpenApproval, state: Approval['state']): void => transact(() => settled(deps, mine, state))

  const ask = async (mine: OpenApproval): Promise<void> => {
    const { thumbprint: kioskThumbprint, lang, caller } = mine
    const asked = { storeName: { ...deps.store.title }, kioskId: caller.deviceId, kioskThumbprint, lang }
    const answer = await shop.beginApproval(asked, AbortSignal.timeout(ASK_DEADLINE_MS))
    if (!isCurrent(mine)) return
    if (answer.kind !== 'answered') return over(mine, 'unavailable')
    const { deviceCode, intervalMs } = answer.value
    Object.assign(mine, { deviceCode, intervalMs })
    transact(() => deps.tell(mine, waiting(mine, answer.value, clock.nowMs())))
    later(mine, intervalMs, poll)
  }

  const poll = async (mine: OpenApproval): Promise<void> => {
    const { deviceCode, thumbprint: kioskThumbprint } = mine
    if (deviceCode === null) return
    const answer = await shop.pollApproval({ deviceCode, kioskThumbprint }, AbortSignal.timeout(POLL_DEADLINE_MS))
    const said = answer.kind === 'answered' ? answer.value : null
    if (!isCurrent(mine) || !isUnderWay(mine)) {
      // Whoever it was is gone, and nobody else may use what they approved.
      if (said?.state === 'approved') await end(said.token, mine)
      return
    }
    await took(mine, answer, said)
  }

  const took = async (mine: OpenApproval, answer: ShopAnswer<unknown>, said: ApprovalPolled | null): Promise<void> => {
    if (answer.kind === 'rejected') return over(mine, 'unavailable')
    if (said?.state === 'approved') return approve(mine, said)
    if (said?.state === 'denied' || said?.state === 'expired') return over(mine, said.state)
    const leftMs = (mine.shown.expiresAt ?? 0) - clock.nowMs()
    if (leftMs <= 0) return over(mine, 'expired')
    if (said?.state === 'slow-down') mine.intervalMs += SLOW_DOWN_MS
    later(mine, Math.min(mine.intervalMs, leftMs), poll)
  }

  const approve = async (mine: OpenApproval, said: Extract<ApprovalPolled, { state: 'approved' }>): Promise<void> => {
    const { token } = said
    let state: Approval['state'] = 'unavailable'
    try {
      state = transact(() => takeApproval(deps, mine, said))
    } finally {
      if (state === 'approved') mine.token = token
      else void end(token, mine)
    }
    if (state !== 'approved') return
    lapseInTime(deps, mine, said.expiresAt)
    await fetch(mine)
  }

  return {
    ask: (mine: OpenApproval): void => void ask(mine).catch(deps.onFailed),
    /** Nothing comes of it any more, and what it allowed is given back. */
    stop(mine: OpenApproval): void {
      const { token } = mine
      mine.cancelTimer()
      mine.cancelLapse()
      Object.assign(mine, { deviceCode: null, token: null, address: null })
      if (token !== null) void end(token, mine).catch(deps.onFailed)
    },
  }
}

/** The answer of the phone, in one transaction: the visit rises to L3, or nothing of it changes. */
function takeApproval(
  deps: FollowDeps,
  mine: OpenApproval,
  { customerId, expiresAt }: Extract<ApprovalPolled, { state: 'approved' }>,
): Approval['state'] {
  const nowMs = deps.clock.nowMs()
  const visit = deps.desk.openOn(mine.caller.deviceId)
  if (visit?.id !== mine.visitId) throw new Error(`approval ${mine.visitId} outlived its visit`)
  const approvedUntil = Math.min(expiresAt, nowMs + APPROVED_LASTS_MS)
  const isAnother = visit.customerId !== null && visit.customerId !== customerId
  const mayUse = deps.knows(customerId) && approvedUntil > nowMs
  const state = isAnother ? 'another-person' : mayUse ? 'approved' : 'unavailable'
  deps.access.record({ caller: mine.caller, what: 'approvals.approve', subject: customerId, result: state })
  settled(deps, mine, state)
  if (state === 'approved')
    deps.desk.raise(visit.id, { level: 'L3', customerId, approvedUntil }, 'visit.approved', null)
  return state
}

/** The code is used up, and the kiosk hears how. */
function settled(deps: FollowDeps, mine: OpenApproval, state: Approval['state']): void {
  mine.deviceCode = null
  deps.tell(mine, without(mine.visitId, state))
}

/** By a timer as well as by the clock: whoever sets the clock back gives nobody more time. */
function lapseInTime(deps: FollowDeps, mine: OpenApproval, expiresAt: number): void {
  const { clock, timers, transact, whenItCan, desk } = deps
  const lastsMs = Math.min(expiresAt - clock.nowMs(), APPROVED_LASTS_MS)
  mine.cancelLapse = timers.after(lastsMs, () => whenItCan(() => transact(() => desk.lapse(mine.visitId))))
}

/** By the store's clock: a shop whose clock is ahead does not make a code live longer. */
const waiting = ({ visitId }: OpenApproval, granted: ApprovalGranted, nowMs: number): Approval => ({
  ...{ visitId, state: 'waiting', userCode: granted.userCode, url: granted.url, number: granted.number },
  expiresAt: Math.min(granted.expiresAt, nowMs + CODE_LASTS_MS),
})
