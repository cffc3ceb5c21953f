import type { Edit } from '@dangol/domain/assist/shared-draft.ts'
import type { CharacteristicId } from '@dangol/domain/catalogue/model.ts'
import type { CancelTimer, Timers } from '@dangol/domain/time/clock.ts'
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { useServices } from '../services.ts'
import { othersSince, SHOPPER } from '../together/shared-hand.ts'
import { useKiosk } from './kiosk.ts'
import { useSharing } from './sharing.ts'

/** How long a characteristic shows that somebody else just changed it. Milliseconds. */
export const MARKED_MS = 6_000
/** Edits that follow each other faster than this are told as one. Milliseconds. */
export const GATHER_MS = 700

/** What one associate did in one go, not told yet or told last. */
export interface News {
  readonly name: string
  /** Oldest first; of one characteristic the last. */
  readonly changes: Edit['changes']
  readonly isUndone: boolean
}

/** What other hands do to the shared draft, as far as the shopper should notice it: where, who, and in words once they pause. */
export const useHands = defineStore('hands', () => {
  const sharing = useSharing()
  const { timers } = useServices()
  const { mark, markOn, forgetMarks } = useMarks(timers)
  const news = shallowRef<News | null>(null)
  let gathered: readonly Edit[] = []
  let cancel: CancelTimer = () => undefined

  watch(
    () => sharing.draft,
    (now, before) => {
      // What happened before this screen looked is history, not news.
      if (!now || before?.id !== now.id) return
      const edits = othersSince(now, before.revision, SHOPPER)
      if (edits.length > 0) notice(edits)
    },
    { flush: 'sync' },
  )

  function notice(edits: readonly Edit[]): void {
    for (const edit of edits) for (const { characteristicId } of edit.changes) mark(characteristicId, nameOf(edit))
    gathered = [...gathered, ...edits]
    cancel()
    cancel = timers.after(GATHER_MS, tell)
  }

  function tell(): void {
    const last = gathered.at(-1)
    if (last === undefined) return
    const ofThem = gathered.filter((edit) => nameOf(edit) === nameOf(last))
    const changes = new Map(
      ofThem.flatMap((edit) => edit.changes.map((each) => [each.characteristicId, each] as const)),
    )
    news.value = { name: nameOf(last), changes: [...changes.values()], isUndone: last.undoes !== null }
    gathered = []
  }

  const lookers = useLookers()

  const close = (): void => void (news.value = null)
  function reset(): void {
    cancel()
    gathered = []
    forgetMarks()
    news.value = null
  }
  watch(
    () => sharing.draft === null,
    (isOver) => isOver && reset(),
  )

  return {
    markOn,
    news,
    lookerAt: (id: CharacteristicId) => lookers.value.get(id) ?? null,
    close,
    reset,
  }
})

/** Where somebody else's hand was a moment ago. */
function useMarks(timers: Timers) {
  const marks = shallowRef<ReadonlyMap<CharacteristicId, { readonly name: string }>>(new Map())
  return {
    mark: (id: CharacteristicId, name: string): void => {
      const one = { name }
      marks.value = new Map(marks.value).set(id, one)
      timers.after(MARKED_MS, () => {
        // Marked again since: the later mark has its own time.
        if (marks.value.get(id) === one) marks.value = new Map([...marks.value].filter(([other]) => other !== id))
      })
    },
    markOn: (id: CharacteristicId): string | null => marks.value.get(id)?.name ?? null,
    forgetMarks: (): void => void (marks.value = new Map()),
  }
}

const nameOf = ({ author }: Edit): string => (author.kind === 'shopper' ? '' : author.name)

/** Who looks at which characteristic just now, apart from the shopper. */
function useLookers() {
  const kiosk = useKiosk()
  const sharing = useSharing()
  return computed(() => {
    const present = sharing.draft === null ? [] : (kiosk.state?.presence ?? [])
    return new Map(
      present.flatMap(({ looking, author }) =>
        looking === null || author.kind === 'shopper' ? [] : [[looking, author.name] as const],
      ),
    )
  })
}
