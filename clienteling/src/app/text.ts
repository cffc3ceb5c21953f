import type { Answer, RequestName } from '@dangol/protocol/requests.ts'
import { textComposable } from '@dangol/ui/i18n/text.ts'
import type { TextKey } from '@dangol/ui/i18n/text.ts'
import type { Messages } from '../messages/ko.ts'
import { ko } from '../messages/ko.ts'

/** Texts of the staff screens, typed by their keys. */
export const useText = textComposable<Messages>()

export type MessageKey = TextKey<Messages>

type RefusalKey = keyof Messages['refusal']
/** Every code that any request may be refused with, and 'waits' for what is kept on the tablet until it can be sent. */
export type AnyRefusal = Extract<Answer<RequestName>, { ok: false }>['error']['code'] | 'waits'

/** A refusal as it came: which, and what it says more, such as the rule that somebody ran into. */
export interface Refused {
  readonly code: AnyRefusal
  readonly detail?: string
}

/** The message of a refusal: what happened and what to do next. Codes that staff never meet share one text. */
export function refusalKey(code: AnyRefusal): `refusal.${RefusalKey}` {
  return code in ko.refusal ? `refusal.${code as RefusalKey}` : 'refusal.other'
}
