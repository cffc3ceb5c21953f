import { ok, refuse } from '@dangol/domain/result/result.ts'
import { HANDOVER_LASTS_MS } from '@dangol/protocol/handovers.ts'
import type { Answer } from '@dangol/protocol/requests.ts'
import type { Handler } from '../../transport/handler.ts'
import type { HandoverDeps } from './handovers.ts'
import { shownOf } from './handovers.sql.ts'
import type { HandoversSql, SentThing, StoredHandover } from './handovers.sql.ts'
import type { Offers } from './offers.ts'

interface SendDeps extends HandoverDeps {
  readonly sql: HandoversSql
  readonly offers: Offers
}

/** Offers configurations of a visit that the caller may act in; what a kiosk is to show is kept as it is now, and nameless. */
export function createSend(deps: SendDeps): Handler<'handovers:send'> {
  const { once, visits, sql, clock, ids, staff, access } = deps
  return (caller, { commandId, visitId, handoverId, kioskId, configurationIds }) =>
    once(commandId, caller.deviceId, (): Answer<'handovers:send'> => {
      const { associate, deviceId } = caller
      if (associate === null) return refuse('not-allowed')
      const visit = visits.open(visitId, caller)
      if (visit === null) return refuse('no-such-visit')
      const write = (result: string) =>
        access.record({ caller, what: 'handovers.send', subject: visit.customerId, result })
      const wanted = [...new Set(configurationIds)]
      const sent: SentThing[] = wanted.flatMap((id) => deps.nameless.handOn(id, visit) ?? [])
      if (sent.length < wanted.length) {
        write('no-such-configuration')
        return refuse('no-such-configuration')
      }
      // A visit's own kiosk has it already.
      if (!deps.isKioskHere(kioskId) || kioskId === visit.deviceId) return refuse('no-such-kiosk')
      if (sql.all().some((other) => other.kioskId === kioskId && other.state === 'offered'))
        return refuse('kiosk-taken')
      if (!deps.maySend(deviceId)) return refuse('too-many-handovers')
      const expiresAt = clock.nowMs() + HANDOVER_LASTS_MS
      const handover: StoredHandover = {
        // An id that somebody else has is not a way into theirs.
        id: sql.find(handoverId) === null ? handoverId : ids.next(),
        from: { id: associate, name: staff.nameOf(associate), deviceId },
        ...{ fromVisit: visit.id, kioskId, count: sent.length, state: 'offered', expiresAt, forgetAt: expiresAt },
      }
      deps.offers.open(handover, sent, commandId)
      write(`to ${kioskId}`)
      return ok(shownOf(handover))
    })
}

/** The associate thinks better of it; only on the tablet that sent it. */
export function createWithdraw({ once, sql, offers, access }: SendDeps): Handler<'handovers:withdraw'> {
  return (caller, { commandId, handoverId }) =>
    once(commandId, caller.deviceId, () => {
      const handover = sql.find(handoverId)
      const isMine = handover?.from.deviceId === caller.deviceId && handover.from.id === caller.associate
      if (handover === null || !isMine || handover.state !== 'offered') return refuse('no-such-handover')
      offers.forget(handover, commandId)
      access.record({ caller, what: 'handovers.withdraw', subject: null, result: `from ${handover.kioskId}` })
      return ok(null)
    })
}
