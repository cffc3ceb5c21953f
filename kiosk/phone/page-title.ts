import { watchEffect } from 'vue'
import { useText } from './text.ts'
import type { View } from './view.ts'

/** What the page calls itself in the list of open pages; `shown` is the view, or the sign-in that stands before it. */
export function titleOf(shown: View['kind'] | 'sign-in') {
  switch (shown) {
    case 'sign-in':
      return 'signIn.finish'
    case 'claim':
      return 'claim.title'
    case 'approve':
      return 'approve.title'
    case 'visits':
      return 'visits.title'
    case 'create':
    case 'configure':
      return 'create.title'
    default:
      return `tabs.${shown}` as const
  }
}

/** Keeps the page's language and title in step with what it shows. `product` names what is being chosen, if anything is. */
export function usePageTitle(o: { shown: () => View['kind'] | 'sign-in'; product: () => string | null }): void {
  const { t, lang } = useText()
  watchEffect(() => {
    document.documentElement.lang = lang.value
    document.title = `${o.product() ?? t(titleOf(o.shown()))} · ${t('app.name')}`
  })
}
