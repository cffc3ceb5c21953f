import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Once } from '../../commands/once.ts'
import type { VisitCalls, VisitHelpers } from '../../ports/visits.ts'
import type { Handler, Handlers } from '../../transport/handler.ts'
import type { VisitDesk } from './visit-desk.ts'
import type { VisitsSql } from './visits.sql.ts'
import type { CustomerId, DeviceId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Lang } from '@dangol/domain/text/localised.ts'
import type { ConsentState, Purpose } from '@dangol/domain/customers/consent.ts'

export interface EndDeps {
  readonly sql: VisitsSql
  readonly once: Once
  readonly desk: VisitDesk
  readonly calls: Pick<VisitCalls, 'attended'>
  readonly helpers: Pick<VisitHelpers, 'servedBy' | 'leftAlone'>
  readonly recordAnswer: (answer: {
    customerId: CustomerId
    visitId: VisitId
    deviceId: DeviceId
    purpose: Purpose
    state: ConsentState
    lang: Lang
    channel: 'kiosk' | 'tablet'
  }) => void
}

/** Ends a visit, says who serves it, and takes the shopper's answer to a consent question. */
export function createEndHandlers(deps: EndDeps): Handlers<'visits:end' | 'visits:serve' | 'visits:consent'> {
  return { 'visits:end': createEnd(deps), 'visits:serve': createServe(deps), 'visits:consent': createConsent(deps) }
}

/** A kiosk ends its own visit; an associate may end any. Only who may act in it learns the code of what was parked. */
function createEnd({ sql, once, desk }: EndDeps): Handler<'visits:end'> {
  return (caller, { commandId, visitId, reason }) =>
    once(commandId, caller.deviceId, () => {
      const visit = sql.find(visitId)
      const mine = desk.open(visitId, caller)
      if (visit === undefined || (mine === null && caller.kind === 'kiosk')) return refuse('no-such-visit')
      const end = desk.end(visit, mine === null ? 'associate' : reason, commandId)
      return ok(mine === null ? { ...end, parkedCode: null } : end)
    })
}

/**
 * Whoever takes a visit in hand last serves it, and has come if anybody was called; letting go of somebody else's ends no more
 * than one's own help.
 */
function createServe({ sql, once, desk, calls, helpers }: EndDeps): Handler<'visits:serve'> {
  return ({ deviceId, associate }, { commandId, visitId, serving }) =>
    once(commandId, deviceId, () => {
      const visit = sql.find(visitId)
      if (visit === undefined) return refuse('no-such-visit')
      if (associate === null) return refuse('not-allowed')
      if (serving) helpers.servedBy(visitId, associate, commandId)
      else helpers.leftAlone(visitId, associate, commandId)
      if (!serving && visit.servedBy !== associate) return ok(null)
      sql.setServed.run(serving ? associate : null, serving ? deviceId : null, visitId)
      if (serving) calls.attended(visit, associate, commandId)
      desk.publish(visitId, serving ? 'visit.served' : 'visit.left-alone', commandId)
      return ok(null)
    })
}

function createConsent({ once, desk, recordAnswer }: EndDeps): Handler<'visits:consent'> {
  return (caller, { commandId, visitId, purpose, state }) =>
    once(
      commandId,
      caller.deviceId,
      () => {
        const visit = desk.open(visitId, caller)
        if (visit === null) return refuse('no-such-visit')
        if (visit.customerId === null) return refuse('not-recognised')
        const { customerId, lang } = visit
        const channel = caller.kind === 'tablet' ? 'tablet' : 'kiosk'
        recordAnswer({ customerId, visitId, deviceId: caller.deviceId, purpose, state, lang, channel })
        return ok(desk.publish(visitId, 'visit.consent-given', commandId))
      },
      () => visitId,
    )
}
