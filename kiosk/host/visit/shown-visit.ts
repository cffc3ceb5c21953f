import type { VisitId } from '@dangol/domain/ids/ids.ts'
import type { KioskVisit } from '@dangol/protocol/bridge.ts'
import { withEffects } from '../alone/effects.ts'
import type { Effect } from '../alone/effects.ts'
import { createPresentVisit } from './present-visit.ts'
import type { PresentVisit, PresentVisitOptions } from './present-visit.ts'

/** The visit as the shopper sees it: the last word of it, with what is on its way over that. */
export interface ShownVisit extends Pick<PresentVisit, 'visit' | 'warning' | 'touched' | 'moreTime'> {
  /** Of the present visit, or of the last one. */
  epoch(): number
  enter(visit: KioskVisit): void
  /** The store server's newer word of the same visit. */
  become(visit: KioskVisit): void
  /** What is on its way changed. */
  readonly refresh: () => void
  leave(): void
}

interface ShownVisitOptions extends PresentVisitOptions {
  /** Of the last visit of this kiosk. */
  readonly lastEpoch: number
  readonly effects: (visitId: VisitId) => readonly Effect[]
}

export function createShownVisit({ lastEpoch, effects, ...options }: ShownVisitOptions): ShownVisit {
  const present = createPresentVisit(options)
  let word: KioskVisit | null = null
  let epoch = lastEpoch

  const refresh = (): void => {
    // The epoch that the screen knows stays, whatever number the store server gave the visit (E1).
    if (word) present.update(withEffects({ ...word, epoch }, effects(word.id)))
  }
  return {
    visit: present.visit,
    warning: present.warning,
    touched: present.touched,
    moreTime: present.moreTime,
    epoch: () => epoch,
    enter(visit) {
      epoch = Math.max(visit.epoch, epoch + 1)
      word = visit
      present.enter({ ...visit, epoch })
    },
    become(visit) {
      word = visit
      refresh()
    },
    refresh,
    leave() {
      word = null
      present.leave()
    },
  }
}
