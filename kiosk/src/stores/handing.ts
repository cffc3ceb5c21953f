import type { ConfigurationId } from '@dangol/domain/ids/ids.ts'
import type { KioskState } from '@dangol/protocol/bridge.ts'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { useCountdown } from '../time/use-countdown.ts'
import { useKiosk } from './kiosk.ts'
import { useNavigation } from './navigation.ts'
import { useNotices } from './notices.ts'
import { useSettings } from './settings.ts'

export type Offer = NonNullable<KioskState['handover']>

/** What an associate sent to this kiosk, and the answer of whoever stands here. Silence is a no. */
export const useHanding = defineStore('handing', () => {
  const kiosk = useKiosk()
  const navigation = useNavigation()
  const notices = useNotices()
  const settings = useSettings()
  const busy = shallowRef(false)
  const sent = computed(() => kiosk.state?.handover ?? null)
  const secondsLeft = useCountdown(() => sent.value?.endsAt)
  /** Gone with its last second, even where nobody can tell this kiosk so. */
  const offer = computed(() => (sent.value !== null && secondsLeft.value > 0 ? sent.value : null))

  /** Yes: one thing opens at once, several lie on the shelf. */
  async function take({ id }: Offer): Promise<void> {
    busy.value = true
    const began = kiosk.visit === null
    const answer = await kiosk.ask('handover:take', { handoverId: id, lang: settings.lang })
    busy.value = false
    if (answer.ok) show(answer.value.configurationIds, began)
    else notices.show({ kind: 'refused', code: answer.error.code })
  }

  function show(laid: readonly ConfigurationId[], began: boolean): void {
    const [only] = laid
    const one = laid.length === 1 ? kiosk.visit?.configurations.find(({ id }) => id === only) : undefined
    // A visit that began with this yes came up by itself: there is nothing to go back to but its start.
    if (began) navigation.home()
    navigation.go(one ? { kind: 'configure', familyId: one.familyId, configurationId: one.id } : { kind: 'mine' })
  }

  /** A no needs no answer: it holds on this screen at once. */
  const decline = ({ id }: Offer): void => void kiosk.ask('handover:decline', { handoverId: id })

  function reset(): void {
    busy.value = false
  }

  return { offer, secondsLeft, busy, take, decline, reset }
})
