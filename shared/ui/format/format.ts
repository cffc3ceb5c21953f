import { CURRENCY_EXPONENTS } from '@dangol/domain/money/money.ts'
import type { Currency, Money } from '@dangol/domain/money/money.ts'
import type { Lang } from '@dangol/domain/text/localised.ts'

const LOCALES: Readonly<Record<Lang, string>> = { ko: 'ko-KR', en: 'en-GB' }
const DAY_MS = 86_400_000

const moneyFormats = new Map<string, Intl.NumberFormat>()

/**
 * Money in the reader's language: '12,500원', '₩12,500', '€12.50'. The integer minor units are placed as text and
 * never become a fraction on the way: Intl formats decimal strings exactly.
 */
export function formatMoney(money: Money, lang: Lang): string {
  const text = moneyFormat(money.currency, lang).format(decimalText(money) as unknown as number)
  // Korean shops write the unit after the number.
  return lang === 'ko' && money.currency === 'KRW' ? `${text.replace('₩', '')}원` : text
}

/** Money with its sign, for surcharges: '+30,000원'. */
export function formatSurcharge(money: Money, lang: Lang): string {
  const sign = money.minor < 0 ? '−' : '+'
  return `${sign}${formatMoney({ ...money, minor: Math.abs(money.minor) }, lang)}`
}

/** A calendar date of the store ('2026-12-03') as people say it: '12월 3일 (목)', 'Thu, 3 December'. */
export function formatDate(date: string, lang: Lang): string {
  const noon = new Date(`${date}T12:00:00Z`)
  const options: Intl.DateTimeFormatOptions =
    lang === 'ko'
      ? { month: 'long', day: 'numeric', weekday: 'short' }
      : { weekday: 'short', day: 'numeric', month: 'long' }
  return new Intl.DateTimeFormat(LOCALES[lang], { ...options, timeZone: 'UTC' }).format(noon)
}

/** The day of a moment with its year, for what may lie years back: '2026년 11월 21일', '21 November 2026'. */
export const formatDay = (atMs: number, lang: Lang, timeZone: string): string =>
  new Intl.DateTimeFormat(LOCALES[lang], { year: 'numeric', month: 'long', day: 'numeric', timeZone }).format(atMs)

/** A moment with its time, in the store's zone: '11월 21일 오후 3:05'. */
export function formatMoment(atMs: number, lang: Lang, timeZone: string): string {
  return new Intl.DateTimeFormat(LOCALES[lang], {
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
  }).format(new Date(atMs))
}

/** The time of day of a moment, in the store's zone: '오후 3:05', '3:05 pm'. */
export function formatTime(atMs: number, lang: Lang, timeZone: string): string {
  const options = { hour: 'numeric', minute: '2-digit', timeZone } as const
  return new Intl.DateTimeFormat(LOCALES[lang], options).format(new Date(atMs))
}

/** How long ago or ahead, in the largest unit that is not zero: '3분 전', 'in 2 days'. Milliseconds. */
export function formatRelative(fromMs: number, toMs: number, lang: Lang): string {
  const deltaMs = toMs - fromMs
  const [unit, sizeMs] = UNITS.find(([, size]) => Math.abs(deltaMs) >= size) ?? SECONDS
  return new Intl.RelativeTimeFormat(LOCALES[lang], { numeric: 'auto' }).format(Math.trunc(deltaMs / sizeMs), unit)
}

/** Whole days from one calendar date to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS)
}

/** The calendar date of a moment in a zone, as '2026-12-03'. */
export function dateInZone(atMs: number, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(new Date(atMs))
}

/** Seconds as '0:19'. */
export function formatCountdown(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds))
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

/** A count in the reader's language: '1,300'. */
export const formatCount = (count: number, lang: Lang): string => COUNTS[lang].format(count)

const COUNTS: Readonly<Record<Lang, Intl.NumberFormat>> = {
  ko: new Intl.NumberFormat(LOCALES.ko),
  en: new Intl.NumberFormat(LOCALES.en),
}

const SECONDS: readonly [Intl.RelativeTimeFormatUnit, number] = ['second', 1000]
const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', DAY_MS],
  ['hour', 3_600_000],
  ['minute', 60_000],
  SECONDS,
]

function moneyFormat(currency: Currency, lang: Lang): Intl.NumberFormat {
  const key = `${lang}:${currency}`
  const known = moneyFormats.get(key)
  if (known) return known
  const format = new Intl.NumberFormat(LOCALES[lang], { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
  moneyFormats.set(key, format)
  return format
}

function decimalText({ minor, currency }: Money): string {
  const exponent = CURRENCY_EXPONENTS[currency]
  const digits = String(Math.abs(minor)).padStart(exponent + 1, '0')
  const whole = digits.slice(0, digits.length - exponent)
  const fraction = exponent === 0 ? '' : `.${digits.slice(-exponent)}`
  return `${minor < 0 ? '-' : ''}${whole}${fraction}`
}
