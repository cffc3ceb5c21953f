import type { VisitId } from '@dangol/domain/ids/ids.ts'
import type { Lang } from '@dangol/domain/text/localised.ts'
import type { CancelTimer } from '@dangol/domain/time/clock.ts'
import type { Approval } from '@dangol/protocol/approvals.ts'
import type { Caller } from '../../transport/handler.ts'

/** One approval of one visit, from the touch on the kiosk to the end of what it allows. Held in memory and nowhere else. */
export interface OpenApproval {
  readonly visitId: VisitId
  /** The kiosk that asked. */
  readonly caller: Caller
  readonly thumbprint: string
  readonly lang: Lang
  /** What the kiosk was told. */
  shown: Approval
  /** Known to the store and the shop only. */
  deviceCode: string | null
  intervalMs: number
  token: string | null
  address: string | null
  cancelTimer: CancelTimer
  /** Of the end of what was approved. */
  cancelLapse: CancelTimer
}

/** Just touched: the shop has yet to give a code. */
export const newApproval = (o: Pick<OpenApproval, 'visitId' | 'caller' | 'thumbprint' | 'lang'>): OpenApproval => ({
  ...o,
  shown: without(o.visitId, 'asking'),
  ...{ deviceCode: null, intervalMs: 0, token: null, address: null },
  cancelTimer: () => undefined,
  cancelLapse: () => undefined,
})

/** What the kiosk is told where there is no code to show. */
export const without = (visitId: VisitId, state: Approval['state']): Approval => ({
  ...{ visitId, state },
  ...{ userCode: null, url: null, number: null, expiresAt: null },
})

/** The shopper may still answer. */
export const isUnderWay = ({ shown }: OpenApproval): boolean => shown.state === 'asking' || shown.state === 'waiting'
