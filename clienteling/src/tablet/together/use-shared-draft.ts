import { allows } from '@dangol/domain/assist/mode.ts'
import type { AssistMode } from '@dangol/domain/assist/mode.ts'
import { changesBetween, withChanges, withPending } from '@dangol/domain/assist/overlay.ts'
import type { PendingEdit } from '@dangol/domain/assist/overlay.ts'
import type { Author, Change, NotTaken, SharedDraft } from '@dangol/domain/assist/shared-draft.ts'
import { changesToHand, sharedHand } from '@dangol/domain/assist/shared-hand.ts'
import { canUndo } from '@dangol/domain/assist/undo.ts'
import type { CharacteristicId, ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { openConfigurator } from '@dangol/domain/configurations/engine.ts'
import type { Answer } from '@dangol/protocol/requests.ts'
import type { SuggestionId } from '@dangol/domain/ids/ids.ts'
import { computed, shallowRef } from 'vue'
import type { ShallowRef } from 'vue'
import type { AnyRefusal } from '../../app/text.ts'
import { configureWith } from '../sale/use-configure.ts'
import type { DraftDesk } from './draft-desk.ts'

interface SharedDraftOptions {
  readonly model: ConfigModel
  readonly draft: Readonly<ShallowRef<SharedDraft>>
  readonly mode: Readonly<ShallowRef<AssistMode>>
  readonly me: Author
  readonly desk: DraftDesk
}

/**
 * The draft in the shopper's hands, in the associate's as far as the shopper agreed: looked at, collected into a suggestion, or
 * edited at once. Own edits show before the store has answered; the store's order wins, and what it did not take is told.
 */
export function useSharedDraft({ model, draft, mode, me, desk }: SharedDraftOptions) {
  const configurator = openConfigurator(model)
  const pending = shallowRef<readonly PendingEdit[]>([])
  /** Changes that wait until the associate suggests them. */
  const collected = shallowRef<readonly Change[]>([])
  const notTaken = shallowRef<readonly NotTaken[]>([])
  const refusal = shallowRef<AnyRefusal | null>(null)
  const busy = shallowRef(false)

  const overlaid = computed(() => withPending(draft.value, pending.value, me))
  const made = computed(() => withChanges(overlaid.value, collected.value))
  const hand = computed(() => sharedHand(configurator, draft.value, made.value))

  const told = (id: CharacteristicId): void => void (notTaken.value = without(notTaken.value, id))
  function judge(answer: Answer<'drafts:edit' | 'drafts:undo' | 'drafts:decide'>): void {
    if (!answer.ok) return void (refusal.value = answer.error.code)
    const late = answer.value.notTaken
    notTaken.value = [...late.reduce((rest, each) => without(rest, each.characteristicId), notTaken.value), ...late]
  }
  async function edit(changes: readonly Change[]): Promise<void> {
    const underWay: PendingEdit = { seen: draft.value.revision, changes }
    pending.value = [...pending.value, underWay]
    refusal.value = null
    changes.forEach(({ characteristicId }) => told(characteristicId))
    const answer = await desk.edit(underWay.seen, changes)
    pending.value = pending.value.filter((each) => each !== underWay)
    judge(answer)
  }
  /** Runs one thing at a time; a second press while it is under way is dropped. */
  async function alone(act: () => Promise<void>): Promise<void> {
    if (busy.value) return
    busy.value = true
    refusal.value = null
    await act()
    busy.value = false
  }

  const configure = configureWith(model, configurator, {
    hand,
    become(next) {
      const changes = changesToHand(configurator, made.value, next)
      if (changes.length === 0 || !allows(mode.value, 'suggest')) return
      if (allows(mode.value, 'co-edit')) void edit(changes)
      else collected.value = changesBetween(overlaid.value, withChanges(made.value, changes))
    },
  })

  return {
    configure,
    ...{ collected, notTaken, refusal, busy },
    /** Characteristics whose edit the store has not answered yet. */
    sending: computed(
      () => new Set(pending.value.flatMap(({ changes }) => changes.map((each) => each.characteristicId))),
    ),
    mayUndo: computed(() => allows(mode.value, 'co-edit') && canUndo(draft.value, me)),
    undo: () => alone(async () => judge(await desk.undo())),
    /** The associate is content with what stands. */
    keepTheirs: told,
    /** The same again, on top of what the associate has now seen. */
    takeMine: ({ characteristicId, wanted }: NotTaken) => edit([{ characteristicId, to: wanted }]),
    sendSuggestion: () =>
      alone(async () => {
        const answer = await desk.suggest(collected.value)
        if (answer.ok) collected.value = []
        else refusal.value = answer.error.code
      }),
    dropSuggestion: () => void (collected.value = []),
    withdraw: (id: SuggestionId) => alone(async () => judge(await desk.withdraw(id))),
  }
}

const without = (all: readonly NotTaken[], id: CharacteristicId): readonly NotTaken[] =>
  all.filter(({ characteristicId }) => characteristicId !== id)

export type SharedEditing = ReturnType<typeof useSharedDraft>
