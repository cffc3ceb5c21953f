import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { LINK_REQUESTS } from '@dangol/protocol/link-requests.ts'
import type { LetterAction, LinkState } from '@dangol/protocol/link.ts'
import type { Once } from '../../commands/once.ts'
import type { AccessLog } from '../../ports/people.ts'
import type { Caller, Handlers } from '../../transport/handler.ts'
import type { DryRun } from './dry-run.ts'
import type { LinkGate } from './link-gate.ts'
import type { MirrorDesk, OutboxDesk } from './ports.ts'

/** As many as one screen and one message can carry. */
const ROWS_MAX = 500

export interface LinkHandlersDeps {
  readonly once: Once
  readonly access: AccessLog
  readonly gate: LinkGate
  readonly mirror: MirrorDesk
  readonly outbox: OutboxDesk
  readonly state: () => LinkState
  readonly dryRun: () => Promise<DryRun>
  /** The link was let go: whatever waits goes on now. */
  readonly onResumed: () => void
}

/** How the record says what became of a letter. */
const RESOLVED: Readonly<Record<LetterAction, string>> = {
  retry: 'sent-again',
  'take-over': 'taken-over',
  cancel: 'cancelled',
}

/** What the office asks of the link to the shop. Every hold, letter and comparison is on the record with its reason. */
export function createLinkHandlers(deps: LinkHandlersDeps): Handlers<keyof typeof LINK_REQUESTS> {
  const { once, gate, mirror, state } = deps
  const record = (caller: Caller, what: string, result: string, o: { subject?: string; reason?: string } = {}) =>
    deps.access.record({ caller, what, subject: o.subject ?? null, result, purpose: o.reason ?? null })
  return {
    'link:state': () => ok(state()),
    'link:pause'(caller, { commandId, reason }) {
      once(commandId, caller.deviceId, () => {
        // Held already is what was asked for; who held it first, and why, stays.
        const isNew = gate.hold(caller.associate ?? caller.deviceId, reason)
        record(caller, 'link.pause', isNew ? 'held' : 'held-already', { reason })
        return ok(null)
      })
      return ok(state())
    },
    'link:resume'(caller, { commandId }) {
      once(commandId, caller.deviceId, () => {
        if (gate.release()) record(caller, 'link.resume', 'resumed')
        return ok(null)
      })
      deps.onResumed()
      return ok(state())
    },
    'link:compare'(caller, { commandId }) {
      once(commandId, caller.deviceId, () => {
        record(caller, 'link.compare', 'begun')
        return ok(null)
      })
      mirror.compareSoon()
      return ok(state())
    },
    'link:dry-run': createDryRunHandler(deps, record),
    ...createLetterHandlers(deps, record),
    'link:set-aside'() {
      const all = mirror.setAside(ROWS_MAX + 1)
      return ok({ rows: all.slice(0, ROWS_MAX), whole: all.length <= ROWS_MAX })
    },
  }
}

type Write = (caller: Caller, what: string, result: string, o?: { subject?: string; reason?: string }) => void

function createDryRunHandler(deps: LinkHandlersDeps, record: Write): Handlers<'link:dry-run'>['link:dry-run'] {
  let isUnderWay = false
  return async (caller) => {
    if (isUnderWay) return refuse('already-under-way')
    isUnderWay = true
    try {
      record(caller, 'link.dry-run', 'shown')
      const { problems, samples, unusable } = await deps.dryRun()
      return ok({ problems: [...problems], samples: [...samples], unusable: [...unusable] })
    } finally {
      isUnderWay = false
    }
  }
}

function createLetterHandlers(
  { once, outbox }: LinkHandlersDeps,
  record: Write,
): Pick<Handlers<keyof typeof LINK_REQUESTS>, 'link:letters' | 'link:resolve'> {
  const letters = () => {
    const all = outbox.letters(ROWS_MAX + 1)
    return ok({ letters: all.slice(0, ROWS_MAX), whole: all.length <= ROWS_MAX })
  }
  return {
    'link:letters': letters,
    'link:resolve'(caller, { commandId, position, action, reason }) {
      const outcome = once(commandId, caller.deviceId, () => {
        const about = outbox.letters(ROWS_MAX).find((letter) => letter.position === position)
        const came = outbox.resolve(position, action, caller.associate ?? caller.deviceId)
        if (came === 'gone') return refuse('no-such-letter')
        if (came === 'impossible') return refuse('not-possible')
        const subject = about?.order?.number
        record(caller, 'link.resolve', RESOLVED[action], { reason, ...(subject === undefined ? {} : { subject }) })
        return ok(null)
      })
      return outcome.ok ? letters() : outcome
    },
  }
}
