import type { Lang } from '@dangol/domain/text/localised.ts'
import { watchEffect } from 'vue'
import { useStaffContext } from './staff-context.ts'
import { useText } from './text.ts'

/** Keeps the page's language and title in step with the chosen one; once per face, at its root. */
export function usePageLanguage(title: 'app.tablet' | 'app.office'): void {
  const { t, lang } = useText()
  watchEffect(() => {
    document.documentElement.lang = lang.value
    document.title = t(title)
  })
}

/** Choosing the language of this device; remembered, since a device has a language and a person another. */
export function useChosenLang() {
  const { lang } = useText()
  const { memory } = useStaffContext()
  return {
    lang,
    choose: (next: Lang): void => {
      lang.value = next
      memory.set('lang', next)
    },
  }
}
