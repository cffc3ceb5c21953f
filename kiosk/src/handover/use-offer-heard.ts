import { useAnnouncer } from '@dangol/ui/feedback/use-announcer.ts'
import { nextTick, onMounted } from 'vue'
import { playChime } from '../media/chime.ts'
import { browserSpeech } from '../media/speech.ts'
import { useSettings } from '../stores/settings.ts'

/** Something came up that nobody here asked for: it is heard as well as seen, and read out where the guide is on. */
export function useOfferHeard(words: () => string): void {
  const settings = useSettings()
  const announcer = useAnnouncer()
  onMounted(() => {
    playChime()
    announcer.say(words())
    // After the focus, which the guide reads too, has moved to the answers.
    if (settings.speech) void nextTick(() => browserSpeech(window.speechSynthesis).say(words(), settings.lang))
  })
}
