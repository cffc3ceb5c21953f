import { allows } from '@dangol/domain/assist/mode.ts'
import type { AssistMode } from '@dangol/domain/assist/mode.ts'
import type { Author } from '@dangol/domain/assist/shared-draft.ts'
import type { VisitId } from '@dangol/domain/ids/ids.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Result } from '@dangol/domain/result/result.ts'
import type { Staff } from '../../ports/people.ts'
import type { VisitFollowers, Visits } from '../../ports/visits.ts'
import type { Caller } from '../../transport/handler.ts'
import type { AssistsSql } from './assists.sql.ts'

/** Somebody's hand in a visit: whose it is, and how far it may go. */
export interface Hand {
  readonly author: Author
  /** At the visit's own device, where the shopper decides. */
  readonly isOwn: boolean
  /** The visit's own device always may; an associate as far as the shopper agreed (H4). */
  may(mode: AssistMode): boolean
}

/** Who may do what in a visit. The one place where that is decided for what is shared. */
export interface Hands extends VisitFollowers {
  of(caller: Caller, visitId: VisitId): Result<Hand, { code: 'no-such-visit' | 'not-agreed' }>
}

interface HandsDeps {
  readonly visits: Pick<Visits, 'open' | 'isOpen'>
  readonly staff: Staff
  readonly assists: AssistsSql
}

export function createHands({ visits, staff, assists }: HandsDeps): Hands {
  const authorOf = ({ kind, associate, deviceId }: Caller): Author | null => {
    if (kind === 'kiosk') return { kind: 'shopper' }
    return associate === null ? null : { kind: 'associate', id: associate, name: staff.nameOf(associate), deviceId }
  }
  const of: Hands['of'] = (caller, visitId) => {
    if (!visits.isOpen(visitId)) return refuse('no-such-visit')
    const author = authorOf(caller)
    if (author === null) return refuse('not-agreed')
    const isOwn = visits.open(visitId, caller)?.deviceId === caller.deviceId
    if (isOwn) return ok({ author, isOwn, may: () => true })
    const agreed = assists.own(visitId, caller.deviceId, caller.associate)?.agreed ?? null
    return allows(agreed, 'view') ? ok({ author, isOwn, may: (mode) => allows(agreed, mode) }) : refuse('not-agreed')
  }
  return {
    of,
    mayFollowVisit: (caller, visitId) => of(caller, visitId).ok,
  }
}
