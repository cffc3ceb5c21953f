import { nextTick, onScopeDispose, watch } from 'vue'
import { useNavigation } from '../stores/navigation.ts'
import { useSettings } from '../stores/settings.ts'
import { browserSpeech } from './speech.ts'

/** While switched on: reads the title of every screen and the name of whatever gets the focus. */
export function useSpokenGuide(): void {
  const settings = useSettings()
  const navigation = useNavigation()
  const speech = browserSpeech(window.speechSynthesis)
  const read = (element: Element | null) => {
    if (settings.speech && element) speech.say(nameOf(element), settings.lang)
  }

  watch(
    () => navigation.view,
    () => void nextTick(() => read(document.querySelector('main h1'))),
  )
  watch(
    () => settings.speech,
    (on) => {
      if (!on) speech.stop()
    },
  )
  const onFocus = (event: FocusEvent) => read(event.target instanceof Element ? event.target : null)
  document.addEventListener('focusin', onFocus)
  onScopeDispose(() => {
    document.removeEventListener('focusin', onFocus)
    speech.stop()
  })
}

/** What the element is called: its label, or else its words. */
const nameOf = (element: Element): string => element.getAttribute('aria-label') ?? element.textContent
