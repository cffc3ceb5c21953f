import type { VisitId } from '@dangol/domain/ids/ids.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Once } from '../../commands/once.ts'
import type { AccessLog, Profiles } from '../../ports/people.ts'
import type { Handler, Handlers } from '../../transport/handler.ts'
import type { VisitDesk } from './visit-desk.ts'
import type { VisitsSql } from './visits.sql.ts'

export interface HandlerDeps {
  readonly sql: VisitsSql
  readonly once: Once
  readonly desk: VisitDesk
  readonly profiles: Profiles
  readonly access: AccessLog
}

/** What devices ask about visits, apart from their ends and consents. */
export function createVisitHandlers(
  deps: HandlerDeps,
): Handlers<'visits:begin' | 'visits:begin-for' | 'visits:set-language' | 'visits:report-step' | 'visits:open'> {
  return {
    'visits:begin': createBegin(deps),
    'visits:begin-for': createBeginFor(deps),
    'visits:set-language': createSetLanguage(deps),
    'visits:report-step': createReportStep(deps),
    'visits:open': createOpen(deps),
  }
}

/**
 * Begins a visit, or takes over one that the kiosk began by itself, with its id and an epoch that is not lower (E2). Taken over
 * twice it is the same visit; one that is over here is over.
 */
function createBegin({ once, desk, sql }: HandlerDeps): Handler<'visits:begin'> {
  return ({ deviceId }, { commandId, lang, begun }) =>
    once(
      commandId,
      deviceId,
      () => {
        const open = desk.openOn(deviceId)
        if (open !== null) return open.id === begun?.visitId ? ok(desk.view(open)) : refuse('visit-in-progress')
        if (begun !== undefined && sql.wasBegun(begun.visitId)) return refuse('no-such-visit')
        const visit = {
          deviceId,
          lang,
          level: 'L0',
          customerId: null,
          servedBy: null,
          ...(begun && { begun }),
        } as const
        return ok(desk.begin(visit, 'visit.began', commandId))
      },
      shownVisit,
    )
}

/** An associate's own visit. Nobody serves without a name, so a tablet without one is not allowed to. */
function createBeginFor({ once, desk, profiles, access }: HandlerDeps): Handler<'visits:begin-for'> {
  return (caller, { commandId, customerId, lang }) =>
    once(
      commandId,
      caller.deviceId,
      () => {
        const { deviceId, associate } = caller
        if (associate === null) return refuse('not-allowed')
        if (desk.openOn(deviceId) !== null) return refuse('visit-in-progress')
        if (customerId !== null) {
          const known = profiles.profile(customerId) !== null
          access.record({ caller, what: 'visits.begin-for', subject: customerId, result: known ? 'begun' : 'unknown' })
          if (!known) return refuse('unknown-customer')
        }
        const level = customerId === null ? 'L0' : 'L2'
        const visit = { deviceId, lang, level, customerId, servedBy: associate } as const
        return ok(desk.begin(visit, 'visit.began', commandId))
      },
      shownVisit,
    )
}

function createSetLanguage({ once, desk, sql }: HandlerDeps): Handler<'visits:set-language'> {
  return (caller, { commandId, visitId, lang }) =>
    once(
      commandId,
      caller.deviceId,
      () => {
        const visit = desk.open(visitId, caller)
        if (visit === null) return refuse('no-such-visit')
        sql.setLang.run(lang, visitId)
        return ok(desk.publish(visitId, 'visit.language-set', commandId))
      },
      shownVisit,
    )
}

function createReportStep({ once, desk, sql }: HandlerDeps): Handler<'visits:report-step'> {
  return (caller, { commandId, visitId, step }) =>
    once(commandId, caller.deviceId, () => {
      const visit = desk.row(visitId, caller)
      if (visit === null) return refuse('no-such-visit')
      if (visit.step === step) return ok(null)
      sql.setStep.run(step, visitId)
      if (step === 'configuring' && visit.stage === 'started') desk.reached(visitId, 'engaged')
      desk.movedOn({ ...visit, step }, 'visit.moved-on', commandId)
      return ok(null)
    })
}

function createOpen({ desk, sql, access }: HandlerDeps): Handler<'visits:open'> {
  return (caller, { visitId }) => {
    const visit = sql.find(visitId)
    if (visit === undefined) return refuse('no-such-visit')
    const mine = desk.open(visitId, caller)
    if (visit.customerId !== null) {
      access.record({
        caller,
        what: 'visits.open',
        subject: visit.customerId,
        result: mine === null ? 'not-yours' : 'shown',
      })
    }
    return mine === null ? refuse('not-yours') : ok(desk.view(mine))
  }
}

/** The visit whose view an answer is. */
const shownVisit = (answer: { ok: true; value: { id: VisitId } } | { ok: false }): VisitId | null =>
  answer.ok ? answer.value.id : null
