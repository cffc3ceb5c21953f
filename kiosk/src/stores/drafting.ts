import type { Choices, ConfigModel } from '@dangol/domain/catalogue/model.ts'
import type { ConfigurationId } from '@dangol/domain/ids/ids.ts'
import type { ConfigurationView } from '@dangol/protocol/configurations.ts'
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { ShallowRef } from 'vue'
import { createDraftSaving } from '../configure/draft-saving.ts'
import type { SaveOutcome } from '../configure/draft-saving.ts'
import { outcomeOf, saveRequest } from '../configure/save-draft.ts'
import type { Draft } from '../configure/save-draft.ts'
import { useChoices } from '../configure/use-choices.ts'
import { useQuote } from '../configure/use-quote.ts'
import { useServices } from '../services.ts'
import { useKiosk } from './kiosk.ts'
import { useNotices } from './notices.ts'
import { useSettings } from './settings.ts'

/** The configuration in the shopper's hands: choices, what they allow, price, date, and its saving. */
export const useDrafting = defineStore('drafting', () => {
  const kiosk = useKiosk()
  const draft = shallowRef<Draft | null>(null)
  const model = computed(() => draft.value?.model ?? null)
  const { start, receive, ...choosing } = useChoices(model, () => {
    if (kiosk.visit) saving.touch()
    date.ask()
  })
  const date = useQuote(model, choosing.choices)
  const saving = useDraftSaving(draft, () => choosing.choices.value)

  const theirs = useTheirs(draft)

  /** Whether this is what the shopper has in hand: that saved configuration, or, without one, whatever there is of the family. */
  const isInHand = (family: ConfigModel, id: ConfigurationId | null): boolean =>
    model.value === family && (id === null || draft.value?.saved?.id === id)

  /** Opens a family afresh, as its whole standard product, or a saved configuration as it was left. */
  function open(family: ConfigModel, name: string, saved: ConfigurationView | null): void {
    saving.settle()
    draft.value = { model: family, name, saved }
    start(saved?.choices ?? null)
    if (saved) date.take(saved)
    else date.ask()
  }

  /** Settles a conflict: the changed one replaces ours, or ours is saved on top of it. */
  function decide(whose: 'theirs' | 'mine'): void {
    const [other, now] = [theirs.value, draft.value]
    if (!other || !now) return
    saving.settle()
    draft.value = { ...now, saved: other }
    if (whose === 'mine') return saving.touch()
    receive(other.choices, 'associate')
    date.take(other)
  }

  /** The configuration as saved now, saving it first where needed. Null when that did not work. */
  async function saved(): Promise<ConfigurationView | null> {
    if (!draft.value?.saved) saving.touch()
    return (await saving.flush()) ? (draft.value?.saved ?? null) : null
  }

  // Without own changes there is nothing to decide: the shopper sees at once what a colleague changed for them.
  watch(theirs, (other) => {
    if (other && draft.value && saving.state.value === 'clean') decide('theirs')
  })

  function reset(): void {
    saving.settle()
    draft.value = null
    start({})
    date.take(null)
  }

  const { quoted, quoting } = date
  const state = { draft, model, quoted, quoting, theirs, saveState: saving.state }
  return { ...choosing, ...state, isInHand, open, decide, saved, reset }
})

/** What somebody else saved of the open configuration: newer than what this draft started from. */
function useTheirs(draft: ShallowRef<Draft | null>) {
  const kiosk = useKiosk()
  return computed(() => {
    const own = draft.value?.saved
    const known = kiosk.visit?.configurations.find((one) => one.id === own?.id)
    return own && known && known.revision > own.revision ? known : null
  })
}

/** Saving of the open draft through the host, beginning a visit where there is none. */
function useDraftSaving(draft: ShallowRef<Draft | null>, choices: () => Choices) {
  const kiosk = useKiosk()
  const notices = useNotices()
  const settings = useSettings()
  const { timers } = useServices()

  return createDraftSaving(timers, async (): Promise<SaveOutcome> => {
    const now = draft.value
    if (!now) return 'saved'
    if (!(await kiosk.ensureVisit(settings.lang))) return 'unavailable'
    const answer = await kiosk.askInVisit('configuration:save', saveRequest(now, choices()))
    if (answer.ok) {
      if (draft.value?.model === now.model) draft.value = { ...now, saved: answer.value }
      return 'saved'
    }
    const outcome = outcomeOf(answer.error.code)
    if (outcome === 'refused') notices.show({ kind: 'refused', code: answer.error.code })
    return outcome
  })
}
