import { withPending } from '@dangol/domain/assist/overlay.ts'
import type { Change, SharedDraft, Suggestion } from '@dangol/domain/assist/shared-draft.ts'
import { canUndo as hasOwnEdit } from '@dangol/domain/assist/undo.ts'
import type { Choices } from '@dangol/domain/catalogue/model.ts'
import type { ConfigurationId } from '@dangol/domain/ids/ids.ts'
import type { EditOutcome } from '@dangol/protocol/assist.ts'
import type { CancelTimer } from '@dangol/domain/time/clock.ts'
import { defineStore } from 'pinia'
import { computed, watch } from 'vue'
import type { Ref } from 'vue'
import { useServices } from '../services.ts'
import { createEditQueue } from '../together/edit-queue.ts'
import type { Deed, DeedAnswer } from '../together/edit-queue.ts'
import { SHOPPER } from '../together/shared-hand.ts'
import { useFollowed } from '../together/use-followed.ts'
import type { Shareable } from '../together/use-followed.ts'
import { useNotTaken } from '../together/use-not-taken.ts'
import { useHelping } from './helping.ts'
import { useKiosk } from './kiosk.ts'
import { useNotices } from './notices.ts'

/** How often what found nobody is tried again, besides when the line comes back. Milliseconds. */
const RETRY_MS = 3_000
/** Refusals after which the same deed may still be done later. */
const LATER = new Set<string>(['unavailable', 'internal'])
/** Refusals of which the screen shows the reason by itself: the sharing or the suggestion is gone, or nothing was to be undone. */
const SILENT = new Set<string>(['not-agreed', 'no-such-draft', 'no-such-suggestion', 'nothing-to-undo', 'visit-over'])

/**
 * The draft that the shopper and the associates they let in edit at once: the store's order of edits, with the shopper's own on
 * top that are still on their way.
 */
export const useSharing = defineStore('sharing', () => {
  const kiosk = useKiosk()
  const helping = useHelping()
  const { shown, draft, invited, isUnfit, ...followed } = useFollowed()
  const send = useSending(followed.followed, () => void queue.pump())
  const queue = createEditQueue({ send, done: settle })
  const { notTaken, keep, insist, ...lost } = useNotTaken(edit)

  const made = computed(() => draft.value && withPending(draft.value, queue.edits.value, SHOPPER))
  const paused = computed(() => draft.value !== null && !kiosk.online)
  const hasOwn = computed(() => draft.value !== null && hasOwnEdit(draft.value, SHOPPER))
  const canUndo = computed(() => queue.edits.value.length > 0 || (!paused.value && hasOwn.value))

  /** Shares what is in hand, with what the shopper makes until it is shared. False when that did not work. */
  async function share(open: Shareable, madeNow: () => Choices): Promise<boolean> {
    stop()
    const since = await followed.open(open, madeNow)
    if (since) edit(since)
    return since !== null
  }

  /** Takes up a draft that somebody else put into everyone's hands. */
  function join(one: SharedDraft): void {
    stop()
    followed.follow(one)
  }

  /** Changes the shared draft on top of what the screen shows now; shown at once, ordered by the store. */
  function edit(changes: readonly Change[]): void {
    if (!draft.value || changes.length === 0) return
    lost.forget(changes.map((each) => each.characteristicId))
    queue.push({ kind: 'edit', seen: draft.value.revision, changes })
  }

  /** Takes back the shopper's own last edit that still stands; nobody else's. */
  function undo(): void {
    if (!queue.takeBack() && !paused.value) queue.push({ kind: 'undo' })
  }

  const decide = (suggestion: Suggestion, take: boolean): void =>
    queue.push({ kind: 'decide', suggestionId: suggestion.id, take })

  function settle(outcome: EditOutcome): void {
    followed.take(outcome.draft)
    lost.add(outcome.notTaken)
  }

  /** What is in hand goes on alone, as it stands; what was on its way goes nowhere any more. */
  function stop(): void {
    queue.clear()
    followed.leave()
    keep()
  }
  /** The same, with another thing or nothing in hand. */
  const leave = (): void => (stop(), followed.letGo())
  watch(
    () => [shown.value?.id ?? null, helping.agreed] as const,
    ([id], [before]) => followed.isOver(id, before) && stop(),
    { flush: 'sync' },
  )

  function reset(): void {
    leave()
    followed.reset()
  }
  const state = { draft, made, invited, isUnfit, notTaken, paused, canUndo }
  return { ...state, share, join, leave, edit, undo, decide, keep, insist, reset }
})

/** Asks for one deed; for one that found nobody `again` is called, after a while and when the line is back. */
function useSending(draftId: Readonly<Ref<ConfigurationId | null>>, again: () => void) {
  const kiosk = useKiosk()
  const notices = useNotices()
  const { timers } = useServices()
  let cancel: CancelTimer = () => undefined

  watch(
    () => kiosk.online,
    (online) => online && again(),
  )

  function ask(draftId: ConfigurationId, deed: Deed) {
    if (deed.kind === 'undo') return kiosk.askInVisit('draft:undo', { draftId })
    if (deed.kind === 'decide')
      return kiosk.askInVisit('draft:decide', { draftId, suggestionId: deed.suggestionId, take: deed.take })
    return kiosk.askInVisit('draft:edit', { draftId, seen: deed.seen, changes: [...deed.changes] })
  }

  return async (deed: Deed): Promise<DeedAnswer> => {
    const id = draftId.value
    if (id === null) return { is: 'refused' }
    const answer = await ask(id, deed)
    if (answer.ok) return { is: 'done', outcome: answer.value }
    if (!LATER.has(answer.error.code)) {
      // What jumps back on the screen says so; what ended with the sharing was told with that.
      if (draftId.value === id && !SILENT.has(answer.error.code))
        notices.show({ kind: 'refused', code: answer.error.code })
      return { is: 'refused' }
    }
    cancel()
    cancel = timers.after(RETRY_MS, again)
    return { is: 'later' }
  }
}
