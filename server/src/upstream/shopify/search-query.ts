/*
 * Shopify's search syntax: terms such as `updated_at:>='2026-11-21T03:00:00Z'`. A search is never believed alone: it splits words,
 * folds case and lags behind the records, so whoever asks compares exactly what came.
 */

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`

/** One term for an exact text. */
export const term = (field: string, text: string): string => `${field}:${quoted(text)}`

export const anyOf = (field: string, texts: readonly string[]): string =>
  texts.map((text) => term(field, text)).join(' OR ')

const SECOND_MS = 1_000
/** Shopify keeps whole seconds. */
export const toSeconds = (ms: number): string =>
  new Date(Math.floor(ms / SECOND_MS) * SECOND_MS).toISOString().replace('.000Z', 'Z')

/** Records that changed in a closed window, both ends included; Unix milliseconds. */
export const changedIn = ({ sinceMs, untilMs }: { sinceMs: number; untilMs: number }): string =>
  `updated_at:>=${quoted(toSeconds(sinceMs))} updated_at:<=${quoted(toSeconds(untilMs + SECOND_MS - 1))}`
