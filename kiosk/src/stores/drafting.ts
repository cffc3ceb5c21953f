import { changesBetween } from '@dangol/domain/assist/overlay.ts'
import type { SharedDraft } from '@dangol/domain/assist/shared-draft.ts'
import type { Choices, ConfigModel } from '@dangol/domain/catalogue/model.ts'
import type { ConfigurationId } from '@dangol/domain/ids/ids.ts'
import type { ConfigurationView } from '@dangol/protocol/configurations.ts'
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { Ref, ShallowRef } from 'vue'
import { createDraftSaving } from '../configure/draft-saving.ts'
import type { DraftSaving, SaveOutcome } from '../configure/draft-saving.ts'
import { outcomeOf, saveRequest, shareable } from '../configure/save-draft.ts'
import type { Draft } from '../configure/save-draft.ts'
import { useChoices } from '../configure/use-choices.ts'
import { useQuote } from '../configure/use-quote.ts'
import { useServices } from '../services.ts'
import { useTogether } from '../together/use-together.ts'
import { useKiosk } from './kiosk.ts'
import { useNotices } from './notices.ts'
import { useSettings } from './settings.ts'
import { useSharing } from './sharing.ts'

/** The configuration in the shopper's hands: choices, what they allow, price, date, and its saving. */
export const useDrafting = defineStore('drafting', () => {
  const kiosk = useKiosk()
  const sharing = useSharing()
  const draft = shallowRef<Draft | null>(null)
  /** Counts what was taken in hand. */
  const taken = shallowRef(0)
  const model = computed(() => draft.value?.model ?? null)
  const alone = useChoices(model, () => {
    if (kiosk.visit) saving.touch()
    date.ask()
  })
  const { start, receive, ...choosing } = alone
  const date = useQuote(model, choosing.choices)
  const saving = useDraftSaving(draft, () => choosing.choices.value)
  const together = useTogether(alone, {
    key: () => (draft.value ? taken.value : null),
    sharedAs: (id) => draft.value && (draft.value = { ...draft.value, sharedAs: id }),
    facts: () => draft.value && shareable(draft.value, choosing.made.value),
  })

  const { theirs, decide } = useElsewhere(draft, saving, choosing.choices, (other) => {
    receive(other.choices, 'associate')
    date.take(other)
  })

  /** Whether this is what the shopper has in hand: that saved configuration, or, without one, whatever there is of the family. */
  const isInHand = (family: ConfigModel, id: ConfigurationId | null): boolean =>
    model.value === family && (id === null || draft.value?.saved?.id === id)

  /** Opens a family afresh, as its whole standard product, or a saved configuration as it was left. */
  function open(family: ConfigModel, name: string, saved: ConfigurationView | null): void {
    take({ model: family, name, saved })
    taken.value += 1
  }

  function take(next: Draft | null): void {
    saving.settle()
    sharing.leave()
    draft.value = next
    start(next === null ? {} : (next.saved?.choices ?? null))
    if (next === null || next.saved) date.take(next?.saved ?? null)
    else date.ask()
  }

  /** Takes in hand what somebody else put into everyone's hands. */
  function join(family: ConfigModel, shared: SharedDraft): void {
    const saved = kiosk.visit?.configurations.find((one) => one.id === shared.id) ?? null
    take({ model: family, name: shared.name, saved })
    sharing.join(shared)
  }

  /** The configuration as saved now, saving it first where needed. Null when that did not work. */
  async function saved(): Promise<ConfigurationView | null> {
    if (!draft.value?.saved) saving.touch()
    return (await saving.flush()) ? (draft.value?.saved ?? null) : null
  }

  const state = { draft, model, quoted: date.quoted, quoting: date.quoting, theirs, saveState: saving.state }
  const { flush: settled } = saving
  return { ...choosing, ...together, ...state, isInHand, open, join, decide, saved, settled, reset: () => take(null) }
})

/** What somebody else saved of the open configuration, newer than what this draft started from, and what becomes of it. */
function useElsewhere(
  draft: ShallowRef<Draft | null>,
  saving: DraftSaving,
  mine: Readonly<Ref<Choices>>,
  receive: (other: ConfigurationView) => void,
) {
  const kiosk = useKiosk()
  const sharing = useSharing()
  const theirs = computed(() => {
    const own = draft.value?.saved
    const known = kiosk.visit?.configurations.find((one) => one.id === own?.id)
    return own && known && known.revision > own.revision ? known : null
  })

  /** Settles a conflict: the changed one replaces ours, or ours is saved on top of it. */
  function decide(whose: 'theirs' | 'mine'): void {
    const [other, now] = [theirs.value, draft.value]
    if (!other || !now) return
    saving.settle()
    draft.value = { ...now, saved: other }
    if (changesBetween(mine.value, other.choices).length === 0) return
    if (whose === 'mine') saving.touch()
    else receive(other)
  }

  // Without own changes there is nothing to decide: the shopper sees at once what a colleague changed for them. And of what is
  // shared everybody sees the same already; it only has to be saved over the other.
  watch([theirs, saving.state], ([other, state]) => {
    if (other === null || draft.value === null) return
    if (sharing.draft === null && state === 'clean') decide('theirs')
    if (sharing.draft !== null && (state === 'clean' || state === 'conflict')) decide('mine')
  })
  return { theirs, decide }
}

/** Saving of the open draft through the host, beginning a visit where there is none. */
function useDraftSaving(draft: ShallowRef<Draft | null>, choices: () => Choices) {
  const kiosk = useKiosk()
  const notices = useNotices()
  const settings = useSettings()
  const { timers } = useServices()

  return createDraftSaving(timers, async (isPresent): Promise<SaveOutcome> => {
    const now = draft.value
    if (!now) return 'saved'
    if (!(await kiosk.ensureVisit(settings.lang))) return 'unavailable'
    const answer = await kiosk.askInVisit('configuration:save', saveRequest(now, choices()))
    if (answer.ok) {
      if (draft.value && isPresent()) draft.value = { ...draft.value, saved: answer.value }
      return 'saved'
    }
    const outcome = outcomeOf(answer.error.code)
    if (outcome === 'refused' && isPresent()) notices.show({ kind: 'refused', code: answer.error.code })
    return outcome
  })
}
