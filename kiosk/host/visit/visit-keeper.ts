import type { Replica, ReplicaContents } from '@dangol/client/replica.ts'
import type { Clock, Timers } from '@dangol/domain/time/clock.ts'
import type { EndReason } from '@dangol/domain/visits/level.ts'
import type { VisitView } from '@dangol/protocol/visits.ts'
import { createGoodbye } from './goodbye.ts'
import type { Goodbye } from './goodbye.ts'
import type { PendingEnds } from './pending-ends.ts'
import { createPresentVisit } from './present-visit.ts'
import type { PresentVisit } from './present-visit.ts'

/** The one visit of this kiosk, from the server's first word of it to the last trace. */
export interface VisitKeeper extends Pick<PresentVisit, 'visit' | 'warning' | 'touched' | 'moreTime'> {
  /** Epoch of the present visit, or of the last one. */
  epoch(): number
  readonly goodbye: Goodbye['shown']
  /** From here on, a visit seen is one that began before this kiosk's eyes. */
  firstCatchUpDone(): void
  /** A visit that a request of ours has just opened, should the change log be slower than the answer. */
  opened(visit: VisitView): void
  readonly end: (reason: EndReason) => void
  readonly dismissGoodbye: () => void
  readonly close: () => void
}

export interface VisitKeeperOptions {
  readonly replica: Replica
  readonly ends: PendingEnds
  readonly clock: Clock
  readonly timers: Timers
  /** A visit is over: forget what belongs to it. */
  readonly onLeft: () => void
  readonly onChange: () => void
}

/** Watches the kiosk's own topic and leaves nothing of a visit behind (architecture 4). */
export function createVisitKeeper(options: VisitKeeperOptions): VisitKeeper {
  const { replica, ends, clock, timers, onChange } = options
  const goodbye = createGoodbye(clock, timers, onChange)
  const present = createPresentVisit({ clock, timers, onChange, onTimeout: () => end('timeout') })
  let epoch = 0
  let firstCatchUp = true

  const end = (reason: EndReason): void => {
    const visit = present.visit()
    if (!visit) return
    leave(visit, reason)
    void ends.end(visit.id, reason).then((told) => told?.parkedCode && goodbye.parked(visit, told.parkedCode))
  }
  const leave = (visit: VisitView, reason: EndReason): void => {
    ends.remember(visit.id)
    present.leave()
    options.onLeft()
    if (reason === 'another-person') goodbye.clear()
    else goodbye.show(visit, reason)
    scrub(replica, ends)
  }
  const endedElsewhere = (visit: VisitView, contents: ReplicaContents, taken: boolean): void => {
    const word = contents['visit-end'].get(visit.id)
    leave(visit, taken ? 'another-person' : (word?.reason ?? 'associate'))
    if (word?.parkedCode) goodbye.parked(visit, word.parkedCode)
  }
  const enter = (visit: VisitView): void => {
    epoch = visit.epoch
    goodbye.clear()
    present.enter(visit)
  }
  const observe = (contents: ReplicaContents): void => {
    const next = [...contents.visit.values()].find(({ id }) => !ends.isEnded(id))
    const before = present.visit()
    if (before && next?.id !== before.id) endedElsewhere(before, contents, next !== undefined)
    // Whoever stood here before this kiosk started is gone, or nobody can tell that it is the same person.
    if (next && firstCatchUp) void ends.end(next.id, 'timeout')
    else if (next && !present.visit()) enter(next)
    else if (next && next !== before) present.update(next)
    scrub(replica, ends)
  }
  const stop = replica.onChange(observe)

  return {
    visit: present.visit,
    warning: present.warning,
    touched: present.touched,
    moreTime: present.moreTime,
    epoch: () => epoch,
    goodbye: goodbye.shown,
    firstCatchUpDone: () => void (firstCatchUp = false),
    opened(visit) {
      if (visit.epoch > epoch) replica.apply([{ kind: 'visit', id: visit.id, value: visit }], [])
    },
    end,
    dismissGoodbye: goodbye.clear,
    close() {
      stop()
      present.leave()
      goodbye.clear()
    },
  }
}

/** Takes every ended visit, and every word about an end, out of the kiosk's copy. */
function scrub(replica: Replica, ends: PendingEnds): void {
  const { visit, 'visit-end': visitEnd } = replica.contents()
  const dels = [
    ...[...visit].filter(([, { id }]) => ends.isEnded(id)).map(([id]) => ({ kind: 'visit', id })),
    ...[...visitEnd.keys()].map((id) => ({ kind: 'visit-end', id })),
  ]
  if (dels.length > 0) replica.apply([], dels)
}
