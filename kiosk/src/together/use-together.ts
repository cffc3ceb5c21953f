import { changesBetween } from '@dangol/domain/assist/overlay.ts'
import type { Change } from '@dangol/domain/assist/shared-draft.ts'
import { changesToHand } from '@dangol/domain/assist/shared-hand.ts'
import type { CharacteristicId, Choice } from '@dangol/domain/catalogue/model.ts'
import type { InHand } from '@dangol/domain/configurations/in-hand.ts'
import type { ConfigurationId } from '@dangol/domain/ids/ids.ts'
import type { CancelTimer } from '@dangol/domain/time/clock.ts'
import { computed, watch } from 'vue'
import { altersOthers } from '../configure/use-choices.ts'
import type { Remark, useChoices } from '../configure/use-choices.ts'
import { useServices } from '../services.ts'
import { useHelping } from '../stores/helping.ts'
import { useKiosk } from '../stores/kiosk.ts'
import { useSharing } from '../stores/sharing.ts'
import { handOf, isSameBy } from './shared-hand.ts'
import { isSameDraft } from './use-followed.ts'
import type { Shareable } from './use-followed.ts'

type Alone = ReturnType<typeof useChoices>
type About = Omit<Remark, 'before'> | null

/**
 * Choosing, alone or together. While the draft is shared every step is an edit that the store orders, and what is in hand follows
 * the shared draft; when sharing ends it goes on alone as it stands.
 */
export function useTogether(alone: Alone, open: Open) {
  const sharing = useSharing()
  /** What the shopper is just doing, so that what it altered besides is told. */
  let doing: About = null

  useBeginning(alone, open)
  watch(
    () => sharing.draft?.id,
    (id) => id !== undefined && open.sharedAs(id),
    { flush: 'sync' },
  )
  watch(
    () => sharing.made && sharing.draft && ([sharing.draft, sharing.made] as const),
    (now, before) => {
      if (now) adopt(...now)
      else if (before) alone.forgetSteps()
    },
    { flush: 'sync' },
  )

  function adopt(draft: NonNullable<typeof sharing.draft>, made: NonNullable<typeof sharing.made>): void {
    const [configurator, now] = [alone.configurator.value, alone.hand.value]
    if (!configurator) return
    const next = handOf(configurator, draft, made, now.by)
    if (changesBetween(now.choices, next.choices).length > 0) alone.become(next, told(now, next))
    else if (!isSameBy(now.by, next.by)) alone.hold(next)
  }

  /** Choosing one thing is told where it altered others; everything else says itself what it was. */
  function told(now: InHand, next: InHand): About {
    const isPlain = doing?.kind === 'adjusted'
    return isPlain && !altersOthers(now.choices, next.choices, doing?.asked ?? null) ? null : doing
  }

  function step(changes: readonly Change[], about: About): void {
    doing = about
    sharing.edit(changes)
    doing = null
  }

  function choose(id: CharacteristicId, choice: Choice | null): void {
    if (!sharing.draft) return alone.choose(id, choice)
    step([{ characteristicId: id, to: choice }], { kind: 'adjusted', asked: id })
  }
  function withdraw(id: CharacteristicId): void {
    if (!sharing.draft) return alone.withdraw(id)
    step([{ characteristicId: id, to: null }], { kind: 'withdrawn', asked: null })
  }
  function become(next: InHand, about: About): void {
    const configurator = alone.configurator.value
    if (!sharing.draft || !configurator) return alone.become(next, about)
    step(changesToHand(configurator, alone.made.value, next), about)
  }
  const undo = (): void => (sharing.draft ? sharing.undo() : alone.undo())
  const redo = (): void => (sharing.draft ? undefined : alone.redo())

  const canUndo = computed(() => (sharing.draft ? sharing.canUndo : alone.canUndo.value))
  // What somebody else did since cannot be done over again.
  const canRedo = computed(() => sharing.draft === null && alone.canRedo.value)
  return { choose, withdraw, become, undo, redo, canUndo, canRedo }
}

/** What is open, as it is shared; `key` is another one for another thing in hand, null for nothing. */
interface Open {
  readonly key: () => number | null
  readonly facts: () => Shareable | null
  /** It is shared under this id from here on. */
  readonly sharedAs: (id: ConfigurationId) => void
}

/** How long until what could not be shared is tried again. Milliseconds. */
const AGAIN_MS = 3_000

/** Shares what is in hand as soon as somebody was let in, and again when something else is taken in hand. */
function useBeginning(alone: Alone, open: Open): void {
  const kiosk = useKiosk()
  const helping = useHelping()
  const sharing = useSharing()
  const { timers } = useServices()
  let cancel: CancelTimer = () => undefined
  const due = () =>
    helping.agreed !== null && kiosk.online && sharing.draft === null && !isTaken() ? open.key() : null
  /** Another one is in everyone's hands: that is not taken out of them unasked. */
  function isTaken(): boolean {
    const facts = sharing.invited && open.facts()
    return sharing.invited !== null && facts !== null && !isSameDraft(facts, sharing.invited)
  }

  // Not in the middle of taking something else in hand, but when that is done.
  watch(due, (key) => key !== null && void begin(key), { immediate: true })

  async function begin(key: number): Promise<void> {
    cancel()
    const facts = open.facts()
    if (!facts || due() !== key) return
    const shared = await sharing.share(facts, () => alone.made.value)
    if (shared || due() !== key) return
    // One at a time, however often the line comes and goes.
    cancel()
    cancel = timers.after(AGAIN_MS, () => void begin(key))
  }
}
