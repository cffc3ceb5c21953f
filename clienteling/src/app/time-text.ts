import type { Lang } from '@dangol/domain/text/localised.ts'
import { formatDay, formatMoment } from '@dangol/ui/format/format.ts'
import { useText } from './text.ts'
import type { MessageKey } from './text.ts'

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
/** Below this a wait is 'just now': nobody acts on a difference of seconds. */
const NOW_MS = 10 * SECOND_MS

export type Span =
  | { unit: 'now' }
  | { unit: 'seconds'; n: number }
  | { unit: 'minutes'; n: number }
  | { unit: 'hours'; n: number }
  | { unit: 'hoursMinutes'; n: number; m: number }
  | { unit: 'days'; n: number }

/** A span of time as people say it; a span that looks negative, because clocks differ a little, is 'now'. Milliseconds. */
export function spanOf(ms: number): Span {
  if (ms < NOW_MS) return { unit: 'now' }
  if (ms < MINUTE_MS) return { unit: 'seconds', n: Math.floor(ms / (10 * SECOND_MS)) * 10 }
  if (ms < HOUR_MS) return { unit: 'minutes', n: Math.floor(ms / MINUTE_MS) }
  if (ms < DAY_MS) return hoursAndMinutes(Math.floor(ms / HOUR_MS), Math.floor((ms % HOUR_MS) / MINUTE_MS))
  return { unit: 'days', n: Math.floor(ms / DAY_MS) }
}

/** Spans and times of day in the reader's language. Staff devices stand in the store, so their zone is the store's. */
export function useTimeText() {
  const { t, lang } = useText()
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  return {
    span: (ms: number): string => {
      const { unit, ...values } = spanOf(ms)
      return t(`since.${unit}`, values)
    },
    /** A sentence with a span in it, which 'just now' does not fit: that has a sentence of its own. */
    phrase: (ms: number, texts: { now: MessageKey; since: MessageKey }): string => {
      const { unit, ...values } = spanOf(ms)
      return unit === 'now' ? t(texts.now) : t(texts.since, { time: t(`since.${unit}`, values) })
    },
    /** A day with its year: what lies years back is not said by month alone. */
    day: (atMs: number): string => formatDay(atMs, lang.value, zone),
    moment: (atMs: number): string => formatMoment(atMs, lang.value, zone),
    timeOfDay: (atMs: number): string => timeOfDay(atMs, lang.value, zone),
  }
}

const hoursAndMinutes = (n: number, m: number): Span =>
  m === 0 ? { unit: 'hours', n } : { unit: 'hoursMinutes', n, m }

const LOCALE: Readonly<Record<Lang, string>> = { ko: 'ko-KR', en: 'en-GB' }

const timeOfDay = (atMs: number, lang: Lang, timeZone: string): string =>
  new Intl.DateTimeFormat(LOCALE[lang], { hour: 'numeric', minute: '2-digit', timeZone }).format(atMs)
