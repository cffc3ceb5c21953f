import type { Lang } from '@dangol/domain/text/localised.ts'
import { kitEn, kitKo } from '@dangol/ui/i18n/kit-messages.ts'
import { en as staffEn } from '../../../clienteling/src/messages/en.ts'
import { ko as staffKo } from '../../../clienteling/src/messages/ko.ts'
import { en as phoneEn } from '../../../kiosk/phone/messages/en.ts'
import { ko as phoneKo } from '../../../kiosk/phone/messages/ko.ts'
import { en as kioskEn } from '../../../kiosk/src/messages/en.ts'
import { ko as kioskKo } from '../../../kiosk/src/messages/ko.ts'

const WORDS = {
  ko: { kiosk: kioskKo, phone: phoneKo, staff: staffKo, kit: kitKo.ui },
  en: { kiosk: kioskEn, phone: phoneEn, staff: staffEn, kit: kitEn.ui },
} as const

/** Every word of every screen in a language, so that a walk presses what a person of that language reads. */
export const wordsOf = (lang: Lang): (typeof WORDS)[Lang] => WORDS[lang]

/** A text with its places filled; `n` chooses the plural form of 'one | many' as the screens do. */
export function say(text: string, values: Readonly<Record<string, string | number>> = {}): string {
  const forms = text.split(' | ')
  const form = typeof values['n'] === 'number' && values['n'] !== 1 ? forms.at(-1) : forms[0]
  return (form ?? text).replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place))
}

/** Matches a text whatever stands in its places, in any of its plural forms, from the first letter to the last. */
export function like(text: string): RegExp {
  const forms = text.split(' | ').map((form) =>
    form
      .split(/\{\w+\}/)
      .map(literally)
      .join('.+'),
  )
  return new RegExp(`^(?:${forms.join('|')})$`)
}

/** Matches an accessible name that begins with the text: tiles and cards say more after it. */
export const startsWith = (text: string): RegExp => new RegExp(`^${literally(text)}`)

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
