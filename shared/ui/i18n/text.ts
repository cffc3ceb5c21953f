import type { Lang, Localised } from '@dangol/domain/text/localised.ts'
import { computed } from 'vue'
import type { Ref } from 'vue'
import { createI18n, useI18n } from 'vue-i18n'
import { formatCount } from '../format/format.ts'
import { kitEn, kitKo } from './kit-messages.ts'

/** Messages as a tree of texts. */
export interface MessageTree {
  readonly [key: string]: string | MessageTree
}

/** Every path to a text of the tree, as 'cart.line.remove'. */
export type TextKey<M> = {
  [K in keyof M & string]: M[K] extends string ? K : `${K}.${TextKey<M[K]>}`
}[keyof M & string]

export type TextValues = Readonly<Record<string, string | number>>

export interface Text<M> {
  /**
   * The text in the reader's language. `n` is a count: it is shown as the reader writes numbers, and chooses the plural form
   * of texts written as 'one | many'.
   */
  readonly t: (key: TextKey<M>, values?: TextValues) => string
  /** The reader's language of a text written in all of them. */
  readonly pick: (text: Localised) => string
  readonly lang: Ref<Lang>
}

/** The vue-i18n plugin of one application: its own words and the kit's, Korean and English, nothing else to fall back on. */
export function createText<M extends MessageTree>(messages: { ko: M; en: NoInfer<M> }, lang: Lang) {
  return createI18n({
    legacy: false,
    locale: lang,
    fallbackLocale: false,
    // A missing text is a defect that the parity test finds; a screen never shows a warning.
    missingWarn: false,
    fallbackWarn: false,
    messages: { ko: { ...messages.ko, ...kitKo }, en: { ...messages.en, ...kitEn } } as never,
  })
}

/** Makes the typed `useText` of one application: an unknown key does not compile. */
export function textComposable<M>() {
  // A text without places is the same every time, and a screen of sixty buttons asks for it sixty times a touch.
  const plain: Record<Lang, Map<string, string>> = { ko: new Map(), en: new Map() }
  return function useText(): Text<M> {
    // Global scope: one language per screen. The cast narrows vue-i18n's open schema to the keys that exist.
    const { t, locale } = useI18n({ useScope: 'global' })
    const lang = computed<Lang>({
      get: () => (locale.value === 'en' ? 'en' : 'ko'),
      set: (next) => (locale.value = next),
    })
    function plainText(key: string): string {
      const known = plain[lang.value].get(key)
      if (known !== undefined) return known
      const text = t(key)
      plain[lang.value].set(key, text)
      return text
    }
    return {
      lang,
      pick: (text) => text[lang.value],
      t: (key, values) => {
        if (values === undefined) return plainText(key)
        const { n } = values
        if (typeof n !== 'number') return t(key, values)
        return t(key, { ...values, n: formatCount(n, lang.value) }, { plural: n })
      },
    }
  }
}

/** Every path of a message tree, for parity tests. */
export function textPaths(tree: MessageTree, prefix = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${prefix}${key}`] : textPaths(value, `${prefix}${key}.`),
  )
}

/** The named places of a text, sorted: 'Hello {name}' has ['name']. For parity tests. */
export function textPlaces(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''))].sort()
}

/** The text at a path of a message tree. Throws when there is none. */
export function textAt(tree: MessageTree, path: string): string {
  const found = path
    .split('.')
    .reduce<string | MessageTree | undefined>((node, key) => (typeof node === 'object' ? node[key] : undefined), tree)
  if (typeof found !== 'string') throw new Error(`There is no text at ${path}`)
  return found
}
