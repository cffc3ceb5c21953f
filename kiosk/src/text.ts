import { textComposable } from '@dangol/ui/i18n/text.ts'
import type { KioskMessages } from './messages/ko.ts'

/** The kiosk's words in the shopper's language. */
export const useText = textComposable<KioskMessages>()
