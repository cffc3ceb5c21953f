/** The languages a shopper can read every screen in. Korea first. */
export const LANGS = ['ko', 'en'] as const
export type Lang = (typeof LANGS)[number]

/** A text written by hand in every language; there is no fallback chain to hide a missing one. */
export type Localised = Readonly<Record<Lang, string>>
