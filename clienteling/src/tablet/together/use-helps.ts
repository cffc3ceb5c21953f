import type { VisitId } from '@dangol/domain/ids/ids.ts'
import type { Assist } from '@dangol/protocol/assist.ts'
import { computed, shallowRef, watch } from 'vue'
import { agreedMode, nextHelp, NO_HELP } from './help.ts'
import type { Help } from './help.ts'

interface HelpsOptions {
  /** As the tablet's own topic has them. */
  readonly assists: () => readonly Assist[]
  /** Nothing is agreed in this visit any more. */
  readonly onOver: (visitId: VisitId) => void
}

/** How helping stands in each visit, kept while there is something to say about it. */
export function useHelps({ assists, onOver }: HelpsOptions) {
  const helps = shallowRef<ReadonlyMap<VisitId, Help>>(new Map())
  /** Visits of which the associate has had enough: their end is no news. */
  const left = new Set<VisitId>()

  const helpIn = (visitId: VisitId): Help => helps.value.get(visitId) ?? NO_HELP
  const assistIn = (visitId: VisitId) => assists().find((assist) => assist.visitId === visitId)
  const become = (visitId: VisitId, help: Help): void => {
    helps.value = new Map(helps.value).set(visitId, help)
    if (agreedMode(help) === null) onOver(visitId)
  }
  watch(
    assists,
    (now) => {
      for (const visitId of new Set([...helps.value.keys(), ...now.map((assist) => assist.visitId)])) {
        const help = nextHelp(helpIn(visitId), assistIn(visitId))
        if (left.has(visitId) && assistIn(visitId) !== undefined) continue
        become(visitId, help)
      }
    },
    { flush: 'sync' },
  )

  return {
    helpIn,
    assistIn,
    /** The store took the question. */
    asked(assist: Assist): void {
      left.delete(assist.visitId)
      become(assist.visitId, nextHelp(helpIn(assist.visitId), assist))
    },
    leave(visitId: VisitId): void {
      left.add(visitId)
      become(visitId, NO_HELP)
    },
    /** The store ended it. */
    end: (visitId: VisitId): void => {
      if (agreedMode(helpIn(visitId)) !== null) become(visitId, { kind: 'ended' })
    },
    dismiss: (visitId: VisitId): void => become(visitId, NO_HELP),
    agreedVisits: computed(() => [...helps.value].filter(([, help]) => agreedMode(help) !== null).map(([id]) => id)),
    /** Where something is agreed or asked. */
    openVisits: (): VisitId[] =>
      [...helps.value].filter(([, { kind }]) => kind === 'agreed' || kind === 'waiting').map(([id]) => id),
    forget: (): void => void (helps.value = new Map()),
  }
}
