import type { DeviceId, VisitId } from '@dangol/domain/ids/ids.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { CancelTimer, Clock, Timers } from '@dangol/domain/time/clock.ts'
import { PRESENCE_LASTS_MS } from '@dangol/protocol/assist.ts'
import type { Presence } from '@dangol/protocol/assist.ts'
import type { Topic } from '@dangol/protocol/sync.ts'
import type { Staff } from '../../ports/people.ts'
import type { Caller, Handler } from '../../transport/handler.ts'
import type { MayRead } from './entitlement.ts'

/** A device says where somebody looks at most this often; of what it says in between the last counts. Milliseconds. */
export const PRESENCE_EVERY_MS = 50
/** Devices that are somewhere at once; more than a store has. */
const PRESENT_MAX = 1_000

export interface PresenceDeps {
  readonly mayRead: MayRead
  readonly staff: Staff
  readonly steady: Clock
  readonly timers: Timers
  /** Tells whoever follows the visit now; nothing of it is stored. */
  readonly tell: (topic: Topic, presence: Presence) => void
  readonly tellOne: (caller: Caller, presence: Presence) => void
}

/** Who looks where, as long as it is true (P1). */
export interface PresenceRelay {
  readonly handler: Handler<'assist:present'>
  /** Tells a device that just began to follow the topic what is known. */
  joined(caller: Caller, topic: Topic): void
}

interface Present {
  presence: Presence
  /** Who said it: what somebody may no longer see they no longer show either. */
  caller: Caller
  toldAtMs: number
  cancelTelling: CancelTimer | null
  forget: CancelTimer
}

const topicOf = (visitId: VisitId): Topic => `visit:${visitId}`

/** Passes on where somebody looks. What comes too fast is told later, and only the last of it. Refuses: 'not-agreed'. */
export function createPresence(deps: PresenceDeps): PresenceRelay {
  const { mayRead, steady, timers } = deps
  const all = new Map<DeviceId, Present>()

  const isTrue = ({ caller, presence }: Present): boolean => mayRead(caller, topicOf(presence.visitId))
  const tell = (present: Present): void => {
    present.cancelTelling = null
    if (!isTrue(present)) return
    present.toldAtMs = steady.nowMs()
    deps.tell(topicOf(present.presence.visitId), present.presence)
  }
  const say = (caller: Caller, presence: Presence): void => {
    const before = all.get(caller.deviceId)
    before?.forget()
    const nowMs = steady.nowMs()
    const present: Present = {
      presence,
      caller,
      toldAtMs: before?.toldAtMs ?? Number.NEGATIVE_INFINITY,
      cancelTelling: before?.cancelTelling ?? null,
      forget: timers.after(PRESENCE_LASTS_MS, () => {
        if (all.get(caller.deviceId) === present) all.delete(caller.deviceId)
      }),
    }
    before?.cancelTelling?.()
    all.set(caller.deviceId, present)
    const waitMs = present.toldAtMs + PRESENCE_EVERY_MS - nowMs
    if (waitMs <= 0) tell(present)
    else present.cancelTelling = timers.after(waitMs, () => tell(present))
  }
  return {
    handler(caller, { visitId, looking }) {
      const author = authorOf(caller, deps.staff)
      if (author === null || !mayRead(caller, topicOf(visitId))) return refuse('not-agreed')
      if (all.size < PRESENT_MAX || all.has(caller.deviceId)) {
        say(caller, { visitId, deviceId: caller.deviceId, author, looking })
      }
      return ok(null)
    },
    joined(caller, topic) {
      for (const present of all.values()) {
        if (topicOf(present.presence.visitId) === topic && isTrue(present)) deps.tellOne(caller, present.presence)
      }
    },
  }
}

/** Whoever stands at a kiosk is the shopper; a tablet is its associate's, and nobody's without one. */
function authorOf({ kind, associate, deviceId }: Caller, staff: Staff): Presence['author'] | null {
  if (kind === 'kiosk') return { kind: 'shopper' }
  return associate === null ? null : { kind: 'associate', id: associate, name: staff.nameOf(associate), deviceId }
}
