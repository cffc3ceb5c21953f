import { allows } from '@dangol/domain/assist/mode.ts'
import type { AssistMode } from '@dangol/domain/assist/mode.ts'
import type { AssistId, AssociateId, IdSource } from '@dangol/domain/ids/ids.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Assist } from '@dangol/protocol/assist.ts'
import type { Answer, Input } from '@dangol/protocol/requests.ts'
import type { Once } from '../../commands/once.ts'
import type { Staff } from '../../ports/people.ts'
import type { ChangeLog } from '../../ports/sync.ts'
import type { Visits } from '../../ports/visits.ts'
import type { Caller, Handler, Handlers } from '../../transport/handler.ts'
import type { AssistsSql } from './assists.sql.ts'
import { topicOfVisit } from './share.ts'
import type { Share } from './share.ts'

export interface HelpDeps {
  readonly clock: Clock
  readonly ids: IdSource
  readonly once: Once
  readonly log: ChangeLog
  readonly visits: Pick<Visits, 'open' | 'isOpen'>
  readonly staff: Staff
  readonly assists: AssistsSql
  readonly share: Share
}

/** More people around one shopper is a crowd. */
export const ASSISTS_MAX = 4

/** An associate asks to help, the shopper answers on the kiosk, and either ends it at any time. */
export const createHelp = (deps: HelpDeps): Handlers<'assist:ask' | 'assist:agree' | 'assist:leave'> => ({
  'assist:ask': createAsk(deps),
  'assist:agree': createAgree(deps),
  'assist:leave': createLeave(deps),
})

function createAsk(deps: HelpDeps): Handler<'assist:ask'> {
  const { once, visits, assists, share } = deps
  return (caller, input) =>
    once(
      input.commandId,
      caller.deviceId,
      (): Answer<'assist:ask'> => {
        const { associate, deviceId } = caller
        if (associate === null) return refuse('not-allowed')
        if (!visits.isOpen(input.visitId)) return refuse('no-such-visit')
        const visit = visits.open(input.visitId, caller)
        // On the associate's own tablet nobody stands before a kiosk and could agree.
        if (visit === null || visit.deviceId === deviceId) return refuse('not-serving')
        const before = assists.own(visit.id, deviceId, associate)
        if (before !== null) {
          const next = { ...before, ...modesAfterAsking(before, input.mode) }
          assists.setModes(next)
          share.put('assist.asked', next, input.commandId)
          return ok(next)
        }
        for (const left of assists.ofVisit(visit.id))
          if (left.deviceId === deviceId) share.end('assist.ended', left, null)
        if (assists.ofVisit(visit.id).length >= ASSISTS_MAX) return refuse('too-many-assists')
        const assist = newAssist(deps, caller, associate, input)
        assists.insert(assist)
        share.put('assist.asked', assist, input.commandId)
        return ok(assist)
      },
      () => input.visitId,
    )
}

function newAssist(
  { clock, ids, staff, assists }: HelpDeps,
  { deviceId }: Caller,
  associate: AssociateId,
  { assistId, visitId, mode }: Input<'assist:ask'>,
): Assist {
  return {
    // An id that somebody else has is not a way into theirs.
    id: assists.find(assistId) === null ? assistId : ids.next<AssistId>(),
    visitId,
    associate: { id: associate, name: staff.nameOf(associate) },
    deviceId,
    asked: mode,
    agreed: null,
    since: clock.nowMs(),
  }
}

/** Asking for less than is agreed needs nobody's answer. */
const modesAfterAsking = ({ agreed }: Assist, mode: AssistMode): Pick<Assist, 'asked' | 'agreed'> =>
  allows(agreed, mode) ? { asked: null, agreed: mode } : { asked: mode, agreed }

function createAgree({ once, visits, assists, share, log }: HelpDeps): Handler<'assist:agree'> {
  return (caller, { commandId, visitId, assistId, mode }) =>
    once(commandId, caller.deviceId, (): Answer<'assist:agree'> => {
      if (visits.open(visitId, caller) === null) return refuse('no-such-visit')
      const assist = assists.find(assistId)
      if (assist?.visitId !== visitId) return refuse('no-such-assist')
      if (mode === null) {
        share.end('assist.ended', assist, commandId)
        return ok(null)
      }
      if (!allows(assist.asked, mode) && !allows(assist.agreed, mode)) return refuse('more-than-asked')
      const next = { ...assist, asked: null, agreed: mode }
      assists.setModes(next)
      if (assist.agreed === null) {
        // Who is let in sees what is there now, not what was shared with others before: not even with a cursor from back then.
        log.forget(topicOfVisit(visitId))
        log.entitlementChanged(topicOfVisit(visitId))
      }
      share.put('assist.agreed', next, commandId)
      return ok(null)
    })
}

function createLeave({ once, visits, assists, share }: HelpDeps): Handler<'assist:leave'> {
  return (caller, { commandId, visitId, assistId }) =>
    once(commandId, caller.deviceId, (): Answer<'assist:leave'> => {
      if (!visits.isOpen(visitId)) return refuse('no-such-visit')
      const own = assists.own(visitId, caller.deviceId, caller.associate)
      if (own?.id !== assistId) return refuse('no-such-assist')
      share.end('assist.ended', own, commandId)
      return ok(null)
    })
}
