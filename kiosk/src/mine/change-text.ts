import type { Lang } from '@dangol/domain/text/localised.ts'
import type { ConfigurationView } from '@dangol/protocol/configurations.ts'
import { formatMoney } from '@dangol/ui/format/format.ts'
import type { TextKey, TextValues } from '@dangol/ui/i18n/text.ts'
import type { KioskMessages } from '../messages/ko.ts'

type Change = ConfigurationView['validity']['changes'][number]

/** One line of the honest difference between then and now. */
export function changeText(change: Change, lang: Lang): { key: TextKey<KioskMessages>; values: TextValues } {
  switch (change.kind) {
    case 'gone':
      return { key: 'mine.change.gone', values: { what: change.what[lang] } }
    case 'excluded':
      return { key: 'mine.change.excluded', values: { what: change.what[lang], why: change.why[lang] } }
    case 'missing':
      return { key: 'mine.change.missing', values: { what: change.what[lang] } }
    case 'price': {
      const minor = Math.abs(change.to.minor - change.from.minor)
      const amount = formatMoney({ minor, currency: change.to.currency }, lang)
      return {
        key: change.to.minor > change.from.minor ? 'mine.change.dearer' : 'mine.change.cheaper',
        values: { amount },
      }
    }
  }
}
