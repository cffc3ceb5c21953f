import { formatMoney } from '@dangol/ui/format/format.ts'
import { largeNumber } from '@dangol/ui/format/large-number.ts'
import { computed } from 'vue'
import { useDrafting } from '../stores/drafting.ts'
import { useText } from '../text.ts'
import { useAfterPaint } from './use-after-paint.ts'

/** Where the product can still go with what has been chosen, in words, a moment after the answer itself; '' where there is nothing to tell. */
export function useOutlook() {
  const drafting = useDrafting()
  const { t, lang } = useText()

  const look = useAfterPaint(() => drafting.madeLook)

  const range = computed(() => {
    const price = look.value?.outlook.price
    if (!price || price.lowest.minor === price.highest.minor) return ''
    const [low, high] = [formatMoney(price.lowest, lang.value), formatMoney(price.highest, lang.value)]
    return t(price.isExact ? 'configure.range' : 'configure.rangeAbout', { low, high })
  })

  const variants = computed(() => {
    const count = look.value?.outlook.variants ?? null
    if (count === null || count === 0n) return ''
    if (count === 1n) return t('configure.variants.one')
    const { kind, text } = largeNumber(count, lang.value)
    return t(`configure.variants.${kind}`, { count: text })
  })

  return { range, variants }
}
