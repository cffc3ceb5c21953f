import { textComposable } from '@dangol/ui/i18n/text.ts'
import type { PhoneMessages } from './messages/ko.ts'

export const useText = textComposable<PhoneMessages>()
