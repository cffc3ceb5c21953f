import type { Lang } from '@dangol/domain/text/localised.ts'
import { PLAIN_DISPLAY } from '@dangol/ui/display/display.ts'
import type { DisplaySettings } from '@dangol/ui/display/display.ts'
import { defineStore } from 'pinia'
import { ref } from 'vue'

/** The store's own language: what the next shopper finds. */
const STORE_LANG: Lang = 'ko'

/** How this shopper wants the screen: language, sizes, reach, sound. Ends with the visit (recognition-ux 6.2 A20). */
export const useSettings = defineStore('settings', () => {
  const lang = ref<Lang>(STORE_LANG)
  const scale = ref<DisplaySettings['scale']>(PLAIN_DISPLAY.scale)
  const highContrast = ref(false)
  const lowReach = ref(false)
  const still = ref(false)
  const speech = ref(false)

  function reset(): void {
    lang.value = STORE_LANG
    scale.value = PLAIN_DISPLAY.scale
    highContrast.value = false
    lowReach.value = false
    still.value = false
    speech.value = false
  }

  return { lang, scale, highContrast, lowReach, still, speech, reset }
})
