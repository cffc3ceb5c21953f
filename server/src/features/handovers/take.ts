import type { CommandId } from '@dangol/domain/ids/ids.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Lang } from '@dangol/domain/text/localised.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { OpenVisit } from '../../ports/visits.ts'
import type { Caller, Handler } from '../../transport/handler.ts'
import type { HandoverDeps, KioskVisits } from './handovers.ts'
import type { HandoversSql, StoredHandover } from './handovers.sql.ts'
import type { Offers } from './offers.ts'

interface TakeDeps extends HandoverDeps {
  readonly sql: HandoversSql
  readonly offers: Offers
}

/** The shopper at the kiosk says yes: the things lie on their shelf, in the visit that is open or in one that begins with it. */
export function createTake(deps: TakeDeps): Handler<'handovers:take'> {
  const { once, visits, sql, offers, access } = deps
  return (caller, { commandId, handoverId, lang }) =>
    once(
      commandId,
      caller.deviceId,
      () => {
        const handover = offeredTo(deps, caller, handoverId)
        if (handover === null) return refuse('no-such-handover')
        const visit = visitFor(visits, { caller, lang, commandId })
        // The first that was chosen is laid last: the newest thing stands on top of a shelf.
        for (const { configurationId, revision, thing } of sql.things(handover.id).reverse()) {
          const source = `configuration/${configurationId}/${revision}`
          deps.nameless.lay(visit, { source, original: configurationId, thing, goesOn: true })
        }
        offers.over(handover, 'taken', commandId)
        access.record({ caller, what: 'handovers.take', subject: null, result: `from ${handover.from.deviceId}` })
        return ok(visits.publish(visit.id, 'visit.handover-taken', commandId))
      },
      (outcome) => (outcome.ok ? outcome.value.id : null),
    )
}

/** Whoever stands at the kiosk may say no, whoever it was meant for. */
export function createDecline(deps: TakeDeps): Handler<'handovers:decline'> {
  return (caller, { commandId, handoverId }) =>
    deps.once(commandId, caller.deviceId, () => {
      const handover = offeredTo(deps, caller, handoverId)
      if (handover === null) return refuse('no-such-handover')
      deps.offers.over(handover, 'declined', commandId)
      const result = `from ${handover.from.deviceId}`
      deps.access.record({ caller, what: 'handovers.decline', subject: null, result })
      return ok(null)
    })
}

/** The offer, while it is open and at this very kiosk; over, elsewhere and never made sound the same. */
function offeredTo(
  { sql, clock }: { sql: HandoversSql; clock: Clock },
  { deviceId }: Caller,
  id: string,
): StoredHandover | null {
  const handover = sql.find(id)
  const isOpen = handover?.state === 'offered' && handover.kioskId === deviceId && clock.nowMs() < handover.expiresAt
  return isOpen ? handover : null
}

/** The kiosk's visit, begun or raised to L1; a member's visit keeps its level. */
function visitFor(visits: KioskVisits, by: { caller: Caller; lang: Lang; commandId: CommandId }): OpenVisit {
  const { deviceId } = by.caller
  const open = visits.openOn(deviceId)
  const begun = { deviceId, lang: by.lang, level: 'L1', customerId: null, servedBy: null } as const
  if (open === null) visits.begin(begun, 'visit.began', by.commandId)
  else if (open.level === 'L0') visits.raise(open.id, { level: 'L1', customerId: null }, 'visit.raised', by.commandId)
  else return open
  const visit = visits.openOn(deviceId)
  if (visit === null) throw new Error(`the visit on ${deviceId} did not begin`)
  return visit
}
