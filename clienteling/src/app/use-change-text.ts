import type { ConfigurationView } from '@dangol/protocol/configurations.ts'
import { formatMoney } from '@dangol/ui/format/format.ts'
import { useText } from './text.ts'

type Change = ConfigurationView['validity']['changes'][number]

/** What became of a saved configuration since it was saved, one change in words. */
export function useChangeText(): (change: Change) => string {
  const { t, pick, lang } = useText()
  return (change) => {
    switch (change.kind) {
      case 'gone':
        return t('validity.gone', { what: pick(change.what) })
      case 'excluded':
        return t('validity.excluded', { what: pick(change.what), why: pick(change.why) })
      case 'missing':
        return t('validity.missing', { what: pick(change.what) })
      case 'changed':
        return t('validity.renamed', { what: pick(change.what), was: pick(change.was) })
      case 'days':
        return t('validity.days', { from: change.from, to: change.to })
      case 'price':
        return t('validity.price', {
          from: formatMoney(change.from, lang.value),
          to: formatMoney(change.to, lang.value),
        })
    }
  }
}
