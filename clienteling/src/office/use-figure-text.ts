import type { Currency } from '@dangol/domain/money/money.ts'
import { formatCount, formatMoney } from '@dangol/ui/format/format.ts'
import { useText } from '../app/text.ts'
import type { Figure, FigureUnit } from './figures.ts'

/** Figures and trends in words and numbers, never by colour or arrow alone. */
export function useFigureText() {
  const { t, lang } = useText()
  const value = (amount: number, unit: FigureUnit, currency: Currency): string => {
    if (unit === 'money') return formatMoney({ minor: amount, currency }, lang.value)
    return unit === 'count' ? formatCount(amount, lang.value) : formatHundredths(amount)
  }
  return {
    value: (amount: number | null, unit: FigureUnit, currency: Currency): string =>
      amount === null ? t('office.noValue') : value(amount, unit, currency),
    trend: ({ comparison, unit }: Figure, currency: Currency): string => {
      if (comparison.kind !== 'up' && comparison.kind !== 'down') return t(`office.trend.${comparison.kind}`)
      const by = value(comparison.by, unit, currency)
      const change = comparison.percent === null ? by : `${by} (${comparison.percent}%)`
      return t(`office.trend.${comparison.kind}`, { change })
    },
  }
}

/** 250 hundredths are '2.50': a ratio of two counts, written without becoming a fraction. */
const formatHundredths = (hundredths: number): string =>
  `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`
