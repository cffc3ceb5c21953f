import type { Lang } from '@dangol/domain/text/localised.ts'
import type { ConfigurationView } from '@dangol/protocol/configurations.ts'
import { formatMoney } from '@dangol/ui/format/format.ts'
import type { TextKey, TextValues } from '@dangol/ui/i18n/text.ts'
import type { KioskMessages } from '../messages/ko.ts'

type Change = ConfigurationView['validity']['changes'][number]

/** How many lost choices a card names: more of them say no more, and push the buttons off the screen. */
const NAMED_MAX = 3

/** The changes that a card tells: price and date always, of the choices the first few, and how many more there are. */
export function fewChanges(changes: readonly Change[]): { told: readonly Change[]; more: number } {
  const choices = changes.filter((change) => change.kind !== 'price' && change.kind !== 'days')
  const untold = new Set<Change>(choices.slice(NAMED_MAX))
  return { told: changes.filter((change) => !untold.has(change)), more: untold.size }
}

/** One line of the honest difference between then and now. */
export function changeText(change: Change, lang: Lang): { key: TextKey<KioskMessages>; values: TextValues } {
  switch (change.kind) {
    case 'gone':
      return { key: 'mine.change.gone', values: { what: change.what[lang] } }
    case 'excluded':
      return { key: 'mine.change.excluded', values: { what: change.what[lang], why: change.why[lang] } }
    case 'missing':
      return { key: 'mine.change.missing', values: { what: change.what[lang] } }
    case 'changed':
      return { key: 'mine.change.renamed', values: { what: change.what[lang], was: change.was[lang] } }
    case 'days': {
      const n = Math.abs(change.to - change.from)
      return { key: change.to > change.from ? 'mine.change.later' : 'mine.change.earlier', values: { n } }
    }
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
