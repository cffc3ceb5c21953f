import type { CommandId, DeviceId, VisitId } from '@dangol/domain/ids/ids.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { VisitEnd } from '@dangol/protocol/visits.ts'
import type { Once } from '../../commands/once.ts'
import type { AccessLog } from '../../ports/people.ts'
import type { OpenVisit } from '../../ports/visits.ts'
import type { ShopSink } from '../../shop-port.ts'
import type { Caller, Handler } from '../../transport/handler.ts'
import type { VisitReceiptBook } from './visit-receipts.ts'

/** The visits feature, as forgetting uses it. */
interface ForgettableVisits {
  open(visitId: VisitId, caller: Caller): OpenVisit | null
  /** Ends it as the shopper would; nothing is parked, and nothing of it is kept. */
  forget(visit: OpenVisit, commandId: CommandId | null): VisitEnd
}

export interface ForgetDeps {
  readonly once: Once
  readonly access: AccessLog
  readonly visits: ForgettableVisits
  readonly receipts: VisitReceiptBook
  /** Erases what is kept of a visit, and ends it when it is open. */
  readonly drop: (visitId: VisitId) => void
}

/** "Forget me now": the visit is over, and nothing is left of it but that it was. Refuses: 'no-such-visit'. */
export function createForget({ once, visits, access }: ForgetDeps): Handler<'visits:forget'> {
  return (caller, { commandId, visitId }) =>
    once(commandId, caller.deviceId, () => {
      const visit = visits.open(visitId, caller)
      if (visit === null) return refuse('no-such-visit')
      access.record({ caller, what: 'visits.forget', subject: visit.customerId, result: 'forgotten' })
      return ok(visits.forget(visit, commandId))
    })
}

/** The one who acts where the online shop passes on what somebody said on the own phone. */
const ON_THE_PHONE = { deviceId: 'online-shop' as DeviceId, kind: null, associate: null } as const

/** The shopper dropped the visit on the phone, or says that it was somebody else. */
export function createDropped({ drop, receipts, access }: ForgetDeps): ShopSink<'visit-dropped'> {
  return ({ value: { visitId, why } }) => {
    const subject = receipts.find(visitId)?.customerId ?? null
    drop(visitId)
    access.record({ caller: ON_THE_PHONE, what: 'visits.drop', subject, result: why })
  }
}
