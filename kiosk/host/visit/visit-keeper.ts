import type { ReplicaContents } from '@dangol/client/replica.ts'
import type { VisitId } from '@dangol/domain/ids/ids.ts'
import type { Clock, Timers } from '@dangol/domain/time/clock.ts'
import type { EndReason } from '@dangol/domain/visits/level.ts'
import type { KioskVisit } from '@dangol/protocol/bridge.ts'
import type { VisitView } from '@dangol/protocol/visits.ts'
import type { Effect } from '../alone/effects.ts'
import { createGoodbye } from './goodbye.ts'
import type { Goodbye } from './goodbye.ts'
import { createLeaving, scrub } from './leaving.ts'
import type { LeavingOptions } from './leaving.ts'
import { createShownVisit } from './shown-visit.ts'
import type { ShownVisit } from './shown-visit.ts'

/** The one visit of this kiosk, from its first moment to the last trace, with its store server or without. */
export interface VisitKeeper extends Omit<ShownVisit, 'enter' | 'become' | 'leave'> {
  readonly goodbye: Goodbye
  /** The copy of the topic is the store server's present word. */
  caughtUp(): void
  /** The kiosk begins a visit by itself; the store server takes it over when it hears of it. */
  begin(visit: KioskVisit): void
  /** The store server answered that beginning; what it took over shows in the topic, or is over there. */
  beginAnswered(visitId: VisitId): void
  /** A visit that a request of ours has just opened, should the change log be slower than the answer. */
  opened(visit: VisitView): void
  readonly end: (reason: EndReason) => void
  readonly close: () => void
}

export interface VisitKeeperOptions extends Pick<LeavingOptions, 'replica' | 'ended' | 'onEnd' | 'onLeft'> {
  readonly clock: Clock
  readonly timers: Timers
  readonly lastEpoch: number
  /** What is on its way of a visit. */
  readonly effects: (visitId: VisitId) => readonly Effect[]
  /** Another visit is on this kiosk; its epoch is above all before. */
  readonly onEntered: (epoch: number) => void
  /** The store server's word of the visit, which may have a name by now. */
  readonly onWord: (visit: VisitView) => void
  /** The store server has a visit here that nobody at this kiosk is in. */
  readonly onStranger: (visitId: VisitId) => void
  /** It has one that is over here: it has yet to hear, or has forgotten and came back from a backup. */
  readonly onStillOpen: (visitId: VisitId) => void
  readonly onChange: () => void
}

/** Watches the kiosk's own topic and leaves nothing of a visit behind (architecture 4). */
export function createVisitKeeper(options: VisitKeeperOptions): VisitKeeper {
  const { replica, ended, clock, timers, onChange } = options
  const goodbye = createGoodbye(clock, timers, onChange)
  const shown = createShownVisit({ ...options, onTimeout: () => end('timeout') })
  /** Whether the store server has shown that it knows the present visit. */
  let isKnownThere = true
  let isFirstCatchUp = true

  const enter = (visit: KioskVisit): void => {
    goodbye.clear()
    shown.enter(visit)
    options.onEntered(shown.epoch())
  }
  const onLeft = (): void => {
    isKnownThere = true
    options.onLeft()
  }
  const { end, endedElsewhere } = createLeaving({ ...options, onLeft, goodbye, shown })
  const observe = (contents: ReplicaContents): void => {
    const before = shown.visit()
    const open = openThere(contents, options)
    const mine = open.find(({ id }) => id === before?.id)
    const other = open.find(({ id }) => id !== before?.id)
    // Whoever stood here before this kiosk started is gone, or nobody can tell that it is the same person.
    const isStranger = before ? !isKnownThere : isFirstCatchUp
    if (mine) {
      isKnownThere = true
      options.onWord(mine)
      shown.become(mine)
    } else if (before && isKnownThere) endedElsewhere(before, other !== undefined)
    if (other && isStranger) {
      ended.remember(other.id)
      options.onStranger(other.id)
    } else if (other && !shown.visit()) {
      options.onWord(other)
      enter(other)
    }
    scrub(replica, ended)
  }
  const stop = replica.onChange(observe)

  return {
    ...shown,
    goodbye,
    caughtUp: () => void (isFirstCatchUp = false),
    begin(visit) {
      isKnownThere = false
      enter(visit)
    },
    beginAnswered(visitId) {
      // Taken over, it has shown itself by now; if not, it is over there already, or never was.
      const visit = shown.visit()
      if (visit?.id === visitId && !isKnownThere) endedElsewhere(visit, false)
    },
    opened(visit) {
      const isKnown = ended.isEnded(visit.id) || replica.contents().visit.has(visit.id)
      if (!isKnown) replica.apply([{ kind: 'visit', id: visit.id, value: visit }], [])
    },
    end,
    close() {
      stop()
      shown.leave()
      goodbye.clear()
    },
  }
}

/** The visits that the store server has here and that are not over; those that are it is told of. */
function openThere({ visit }: ReplicaContents, { ended, onStillOpen }: VisitKeeperOptions): VisitView[] {
  for (const { id } of visit.values()) if (ended.isEnded(id)) onStillOpen(id)
  return [...visit.values()].filter(({ id }) => !ended.isEnded(id))
}
