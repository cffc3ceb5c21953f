import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Subject } from '@dangol/protocol/privacy.ts'
import type { Once } from '../../commands/once.ts'
import type { AccessLog } from '../../ports/people.ts'
import type { Caller, Handler } from '../../transport/handler.ts'
import { subjectOf } from './subjects.ts'
import type { SubjectDeps } from './subjects.ts'

export interface MergeDeps extends SubjectDeps {
  readonly once: Once
  readonly access: AccessLog
}

/**
 * Two profiles are one person from now on. Only a person entitled to it says so, never a device, and both profiles stay as they
 * are. Refuses: 'unknown-customer', 'same-person', 'already-merged'.
 */
export function createMerge(deps: MergeDeps): Handler<'privacy:merge'> {
  const { once, subjects, identities } = deps
  return (caller, { commandId, into, from, reason }) => {
    const done = once(commandId, caller.deviceId, () => {
      const refusal = refusalOf(deps, into, from)
      writeDown(deps, { caller, what: 'privacy.merge', of: [from, into], result: refusal ?? 'merged', reason })
      if (refusal !== null) return refuse(refusal)
      identities.join(into, from, caller.associate ?? caller.deviceId, reason)
      for (const profile of identities.profilesOf(into)) subjects.changed(profile)
      return ok(null)
    })
    return done.ok ? answer(deps, into) : done
  }
}

/** The links go, and with them all that there was of the merge. Refuses: 'unknown-customer', 'not-merged'. */
export function createUnmerge(deps: MergeDeps): Handler<'privacy:unmerge'> {
  const { once, subjects, identities } = deps
  return (caller, { commandId, customerId, reason }) => {
    const done = once(commandId, caller.deviceId, () => {
      const profiles = identities.profilesOf(customerId)
      const isKnown = subjects.member(customerId) !== null
      const refusal = !isKnown ? 'unknown-customer' : profiles.length === 1 ? 'not-merged' : null
      writeDown(deps, { caller, what: 'privacy.unmerge', of: profiles, result: refusal ?? 'parted', reason })
      if (refusal !== null) return refuse(refusal)
      identities.part(customerId)
      for (const profile of profiles) subjects.changed(profile)
      return ok(null)
    })
    return done.ok ? answer(deps, customerId) : done
  }
}

function refusalOf({ subjects, identities }: MergeDeps, into: CustomerId, from: CustomerId) {
  if (into === from) return 'same-person'
  if (subjects.member(into) === null || subjects.member(from) === null) return 'unknown-customer'
  // A profile leads to one other only; what is joined already is joined.
  const isLinked = identities.linksOf(from).length > 0
  return isLinked ? 'already-merged' : null
}

/** An entry for each profile, so that whoever asks about one of them finds it. */
function writeDown(
  { access }: MergeDeps,
  o: { caller: Caller; what: string; of: readonly CustomerId[]; result: string; reason: string },
): void {
  for (const subject of o.of) {
    const others = o.of.filter((other) => other !== subject).join(' ')
    const result = others === '' ? o.result : `${o.result} with ${others}`
    access.record({ caller: o.caller, what: o.what, subject, result, purpose: o.reason })
  }
}

/** Not remembered with the command: the view names people. */
function answer(deps: MergeDeps, customerId: CustomerId): { ok: true; value: Subject } | ReturnType<typeof gone> {
  const subject = subjectOf(deps, customerId)
  return subject === null ? gone() : ok(subject)
}

const gone = () => refuse('unknown-customer')
