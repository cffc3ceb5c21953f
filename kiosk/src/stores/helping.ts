import { allows, ASSIST_MODES } from '@dangol/domain/assist/mode.ts'
import type { AssistMode } from '@dangol/domain/assist/mode.ts'
import type { AssistId } from '@dangol/domain/ids/ids.ts'
import type { Assist } from '@dangol/protocol/assist.ts'
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { useKiosk } from './kiosk.ts'
import { useNotices } from './notices.ts'

/** An associate whom the shopper let in, and how far. */
export type Helper = Assist & { readonly agreed: AssistMode }

/** Who helps in this visit or asks to, and the shopper's word on it. Without that word nobody sees anything. */
export const useHelping = defineStore('helping', () => {
  const kiosk = useKiosk()
  const notices = useNotices()
  const sentAway = useSentAway()
  const busy = shallowRef(false)

  const assists = computed(() =>
    (kiosk.state?.assists ?? []).filter((one) => one.visitId === kiosk.visit?.id && !sentAway.has(one.id)),
  )
  const helpers = computed(() => assists.value.filter((one): one is Helper => one.agreed !== null))
  /** The one who waits for an answer; several ask one after the other. */
  const asking = computed(
    () => assists.value.find((one) => one.asked !== null && !allows(one.agreed, one.asked)) ?? null,
  )
  /** The most that anybody may do. */
  const agreed = computed<AssistMode | null>(
    () => ASSIST_MODES.findLast((mode) => helpers.value.some((one) => one.agreed === mode)) ?? null,
  )

  /** The shopper's answer, and any later change of it; null is no, or no more. */
  async function agree(assist: Assist, mode: AssistMode | null): Promise<void> {
    if (mode === null) sentAway.add(assist.id)
    if (mode === null && assist.agreed !== null) notices.show({ kind: 'helper-sent-away', name: assist.associate.name })
    busy.value = true
    const answer = await kiosk.askInVisit('assist:agree', { assistId: assist.id, mode })
    busy.value = false
    // No more is no more: a line that is down only delays who hears of it.
    const isHere = kiosk.visit?.id === assist.visitId
    if (!answer.ok && mode !== null && isHere) notices.show({ kind: 'refused', code: answer.error.code })
  }

  // Who leaves is missed: a shopper who thinks they are watched, or helped, should know that they are not any more.
  watch(helpers, (now, before) => {
    const gone = before.find(({ id }) => !sentAway.has(id) && !now.some((one) => one.id === id))
    if (gone && kiosk.visit?.id === gone.visitId) notices.show({ kind: 'helper-left', name: gone.associate.name })
  })

  function reset(): void {
    sentAway.clear()
    busy.value = false
  }

  return { busy, helpers, asking, agreed, agree, reset }
})

/** Those whom the shopper sent away: that holds on this screen at once, and the store hears of it as soon as it can. */
function useSentAway() {
  const kiosk = useKiosk()
  const ids = shallowRef<ReadonlySet<AssistId>>(new Set())

  // Once the store has it, the same associate may ask anew.
  watch(
    () => kiosk.state?.assists,
    (now = []) => {
      const kept = now.filter(({ id, asked, agreed }) => ids.value.has(id) && (asked ?? agreed) !== null)
      if (kept.length < ids.value.size) ids.value = new Set(kept.map(({ id }) => id))
    },
  )

  // What the store could not be told while it was away.
  watch(
    () => kiosk.online,
    (online) => {
      if (!online) return
      for (const { id, visitId } of kiosk.state?.assists ?? []) {
        if (ids.value.has(id) && visitId === kiosk.visit?.id)
          void kiosk.askInVisit('assist:agree', { assistId: id, mode: null })
      }
    },
  )

  return {
    has: (id: AssistId): boolean => ids.value.has(id),
    add: (id: AssistId): void => void (ids.value = new Set([...ids.value, id])),
    clear: (): void => void (ids.value = new Set()),
  }
}

/** What the shopper may grant somebody: never more than was asked or is agreed already, most first. */
export function grantable({ asked, agreed }: Pick<Assist, 'asked' | 'agreed'>): AssistMode[] {
  return ASSIST_MODES.filter((mode) => allows(asked, mode) || allows(agreed, mode)).reverse()
}
