import type { PendingEdit } from '@dangol/domain/assist/overlay.ts'
import type { Change } from '@dangol/domain/assist/shared-draft.ts'
import type { SuggestionId } from '@dangol/domain/ids/ids.ts'
import type { EditOutcome } from '@dangol/protocol/assist.ts'
import { computed, shallowRef } from 'vue'

/** One thing that the shopper did to the shared draft and that the store has not answered yet. */
export type Deed =
  | ({ readonly kind: 'edit' } & PendingEdit)
  | { readonly kind: 'undo' }
  | { readonly kind: 'decide'; readonly suggestionId: SuggestionId; readonly take: boolean }

/** 'later': not reached, to be tried again as it is; 'refused': of no use any more. */
export type DeedAnswer = { readonly is: 'done'; readonly outcome: EditOutcome } | { readonly is: 'later' | 'refused' }

/** Deeds that wait at most; more taps than these without an answer are one edit of all of them. */
const DEEDS_MAX = 50

/**
 * The shopper's deeds on their way to the store, one at a time and in order, so that what they did last is what stands. Nothing
 * is dropped while the store is away: it is tried again from where it stopped.
 */
export function createEditQueue(o: {
  readonly send: (deed: Deed) => Promise<DeedAnswer>
  readonly done: (outcome: EditOutcome) => void
}) {
  const deeds = shallowRef<readonly Deed[]>([])
  /** The one that the store may have already. */
  const sent = shallowRef<Deed | null>(null)
  /** Rises when the deeds become those of another draft; an answer for the ones before says nothing of these. */
  let era = 0

  function push(deed: Deed): void {
    const last = deeds.value.at(-1)
    const isFull =
      deeds.value.length >= DEEDS_MAX && last?.kind === 'edit' && deed.kind === 'edit' && last !== sent.value
    deeds.value = isFull
      ? [...deeds.value.slice(0, -1), { ...last, changes: merged(last.changes, deed.changes) }]
      : [...deeds.value, deed]
    void pump()
  }

  /** Takes the last edit back before anybody else saw it. False when there is none: it is on its way, or done. */
  function takeBack(): boolean {
    const last = deeds.value.at(-1)
    if (last?.kind !== 'edit' || last === sent.value) return false
    deeds.value = deeds.value.slice(0, -1)
    return true
  }

  /** Sends what waits, from the first on; called again when the store may be back. */
  async function pump(): Promise<void> {
    const mine = era
    while (sent.value === null && mine === era) {
      const [deed] = deeds.value
      if (deed === undefined) return
      sent.value = deed
      const answer = await o.send(deed)
      if (mine !== era) return
      sent.value = null
      if (answer.is === 'later') return
      // What the answer says is shown in the same moment in which the deed itself is not any more.
      if (answer.is === 'done') o.done(answer.outcome)
      deeds.value = deeds.value.slice(1)
    }
  }

  function clear(): void {
    era += 1
    sent.value = null
    deeds.value = []
  }

  const edits = computed(() => deeds.value.filter((deed) => deed.kind === 'edit'))
  return { deeds, edits, push, takeBack, pump, clear }
}

/** Two edits as one; of the same characteristic the later counts. */
function merged(some: readonly Change[], others: readonly Change[]): Change[] {
  const later = new Set(others.map((each) => each.characteristicId))
  return [...some.filter((each) => !later.has(each.characteristicId)), ...others]
}
