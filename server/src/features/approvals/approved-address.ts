import type { OpenApproval } from './open-approval.ts'
import type { FollowDeps } from './follow-approval.ts'

/** Tries to fetch what an approved visit may show, while the line fails. */
const FETCHES_MAX = 4
const FETCH_AGAIN_MS = 5_000
const DEADLINE_MS = 5_000

/** What the token of an approval is good for: the address, and being ended. */
export interface TokenUse {
  /** Fetches what the approved visit may show and tells its kiosk; dropped when the approval is over by then. */
  readonly fetch: (mine: OpenApproval) => Promise<void>
  /** Best effort: a token that the shop does not hear about ends by itself. */
  readonly end: (token: string, mine: OpenApproval) => Promise<unknown>
}

export function createAddress(deps: FollowDeps): TokenUse {
  const { shop, timers, transact } = deps
  const attempt = async (mine: OpenApproval, triesLeft: number): Promise<void> => {
    const { token, thumbprint: kioskThumbprint } = mine
    if (token === null) return
    const answer = await shop.approved({ token, kioskThumbprint }, AbortSignal.timeout(DEADLINE_MS))
    if (!deps.isCurrent(mine) || mine.token !== token) return
    if (answer.kind === 'unreachable' && triesLeft > 0) {
      mine.cancelTimer = timers.after(FETCH_AGAIN_MS, () => void attempt(mine, triesLeft - 1).catch(deps.onFailed))
    }
    if (answer.kind !== 'answered' || answer.value.address === null) return
    mine.address = answer.value.address
    transact(() => deps.desk.publish(mine.visitId, 'visit.address-fetched', null))
  }
  return {
    fetch: (mine) => attempt(mine, FETCHES_MAX - 1),
    end: (token, { thumbprint: kioskThumbprint }) =>
      shop.endApproval({ token, kioskThumbprint }, AbortSignal.timeout(DEADLINE_MS)),
  }
}
