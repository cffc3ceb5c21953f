import type { CancelTimer, Timers } from '@dangol/domain/time/clock.ts'
import { ref } from 'vue'
import type { Ref } from 'vue'

/** 'unsaved' means that the last try did not reach the store server; 'conflict' that somebody saved in between. */
type SaveState = 'clean' | 'dirty' | 'saving' | 'unsaved' | 'conflict'
export type SaveOutcome = 'saved' | 'unavailable' | 'conflict' | 'refused'

export interface DraftSaving {
  readonly state: Readonly<Ref<SaveState>>
  /** The draft changed: it is saved after a pause. */
  touch(): void
  /** Saves what is not saved yet, at once. True when everything is saved. */
  readonly flush: () => Promise<boolean>
  /** Takes the present draft for saved, as after opening another one. */
  settle(): void
}

const AFTER: Readonly<Record<SaveOutcome, SaveState>> = {
  saved: 'clean',
  unavailable: 'unsaved',
  refused: 'unsaved',
  conflict: 'conflict',
}

/** How long a shopper has to pause before a draft is saved: choices come in bursts. */
const PAUSE_MS = 700
/** How often a draft that found nobody is tried again. */
const RETRY_MS = 5_000

/**
 * Saves a draft after each change, one save at a time and the last state always. `save` does one try; once `isPresent` says no,
 * another draft is in hand, perhaps another shopper's, and its answer must touch nothing.
 */
export function createDraftSaving(
  timers: Timers,
  save: (isPresent: () => boolean) => Promise<SaveOutcome>,
): DraftSaving {
  const state = ref<SaveState>('clean')
  let cancel: CancelTimer = () => undefined
  let running: Promise<boolean> | null = null
  /** Rises with every change; a save that began before the last one has not saved it. */
  let changes = 0
  /** Rises when the draft under our hands becomes another one; an answer for the one before says nothing of this. */
  let draft = 0

  function touch(): void {
    changes += 1
    if (state.value !== 'conflict') state.value = 'dirty'
    schedule(PAUSE_MS)
  }

  function schedule(delayMs: number): void {
    cancel()
    cancel = timers.after(delayMs, () => void flush())
  }

  async function flush(): Promise<boolean> {
    cancel()
    // Two who waited for the same save do not both begin the next.
    while (running) await running
    if (state.value === 'clean') return true
    if (state.value === 'conflict') return false
    running = attempt()
    return running.finally(() => (running = null))
  }

  async function attempt(): Promise<boolean> {
    const [mine, from] = [draft, changes]
    state.value = 'saving'
    const outcome = await save(() => mine === draft)
    if (mine !== draft) return false
    if (outcome === 'saved' && from !== changes) return attempt()
    state.value = AFTER[outcome]
    if (outcome === 'unavailable') schedule(RETRY_MS)
    return outcome === 'saved'
  }

  function settle(): void {
    cancel()
    draft += 1
    state.value = 'clean'
  }

  return { state, touch, flush, settle }
}
