import { changesBetween, laterDraft } from '@dangol/domain/assist/overlay.ts'
import type { Change, SharedDraft } from '@dangol/domain/assist/shared-draft.ts'
import type { Choices } from '@dangol/domain/catalogue/model.ts'
import type { ConfigurationId } from '@dangol/domain/ids/ids.ts'
import type { BridgeInput } from '@dangol/protocol/bridge.ts'
import { computed, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'
import { useHelping } from '../stores/helping.ts'
import { useKiosk } from '../stores/kiosk.ts'

/** What of a draft is shared: everything but what was filled in. */
export type Shareable = Omit<BridgeInput<'draft:open'>, 'epoch'>

/**
 * Which shared draft the shopper has in hand, and the newest that is known of it. Nothing is shared without the shopper's
 * agreement, and nothing any more once it ends.
 */
export function useFollowed() {
  const kiosk = useKiosk()
  const helping = useHelping()
  /** The draft in hand, once it is shared; also while the state has not shown it yet. */
  const followed = shallowRef<ConfigurationId | null>(null)
  /** The latest draft on its way into everyone's hands: an answer for one before it is not taken for this one's. */
  const opening = shallowRef<Shareable | null>(null)
  /** What is in hand cannot be shared as it is: some of its choices cannot be made together, or are not made any more. */
  const isUnfit = shallowRef(false)

  const shown = computed(() => (kiosk.state?.sharedDraft ?? null) as SharedDraft | null)
  const { answered, take } = useAnswered(shown)
  const draft = computed<SharedDraft | null>(() => {
    if (followed.value === null || helping.agreed === null) return null
    const [one = null, other = null] = [shown.value, answered.value].filter((each) => each?.id === followed.value)
    return laterDraft(one, other)
  })
  const { invited, know, forget } = useInvited(shown, () => helping.agreed === null || opening.value !== null)

  /**
   * Shares what is in hand; the draft that is there already is taken up where it is the same. Returns what the shopper made while
   * the answer was on its way, which `madeNow` tells; null when it is not shared.
   */
  async function open(wanted: Shareable, madeNow: () => Choices): Promise<readonly Change[] | null> {
    leave()
    if (shown.value && isSameDraft(wanted, shown.value)) return follow(shown.value)
    opening.value = wanted
    const answer = await kiosk.askInVisit('draft:open', wanted)
    if (opening.value !== wanted) return null
    opening.value = null
    isUnfit.value = !answer.ok && answer.error.code === UNFIT
    if (!answer.ok || helping.agreed === null) return null
    const since = changesBetween(wanted.made, madeNow())
    follow(answer.value)
    return since
  }

  /** Takes up a draft that is in everyone's hands; nothing was made of it meanwhile. */
  function follow(one: SharedDraft): readonly Change[] {
    leave()
    isUnfit.value = false
    know(one.id)
    followed.value = one.id
    answered.value = one
    return []
  }

  /** What is in hand goes on alone, as it stands. */
  function leave(): void {
    opening.value = null
    followed.value = null
    answered.value = null
  }

  /** Whether the draft in hand is nobody's any more: help has ended, or another one is in everyone's hands. */
  const isOver = (id: ConfigurationId | null, before: ConfigurationId | null): boolean =>
    helping.agreed === null || (before !== null && before === followed.value && id !== followed.value)

  /** Another thing is taken in hand, or nothing. */
  const letGo = (): void => (leave(), void (isUnfit.value = false))
  function reset(): void {
    letGo()
    forget()
  }
  return { followed, shown, draft, invited, isUnfit, open, follow, leave, letGo, take, isOver, reset }
}

/** The store's last answer to a deed, which may be ahead of the state. */
function useAnswered(shown: Readonly<Ref<SharedDraft | null>>) {
  const kiosk = useKiosk()
  const answered = shallowRef<SharedDraft | null>(null)
  // A store restored from a backup may have less than it once answered: its own word counts.
  watch(
    () => kiosk.online,
    (online) => online && shown.value && (answered.value = null),
  )
  return { answered, take: (now: SharedDraft): void => void (answered.value = laterDraft(now, answered.value)) }
}

/** The refusal of a draft whose choices have to be mended first. */
const UNFIT = 'malformed-choices'

/** One that somebody else put into everyone's hands, while this shopper has another or none; none while `isClosed`. */
function useInvited(shown: Readonly<Ref<SharedDraft | null>>, isClosed: () => boolean) {
  /** Drafts that were in this shopper's hands: none of them is news. */
  const known = shallowRef<ReadonlySet<ConfigurationId>>(new Set())
  return {
    invited: computed(() =>
      shown.value === null || known.value.has(shown.value.id) || isClosed() ? null : shown.value,
    ),
    know: (id: ConfigurationId) => void (known.value = new Set([...known.value, id])),
    forget: () => void (known.value = new Set()),
  }
}

/** A saved product is known by its id; one that never was, by its family. */
export const isSameDraft = (open: Shareable, shown: SharedDraft): boolean =>
  open.familyId === shown.familyId &&
  open.modelVersion === shown.modelVersion &&
  (open.id === null || open.id === shown.id)
