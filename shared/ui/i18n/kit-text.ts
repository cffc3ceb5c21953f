import type { KitMessages } from './kit-messages.ts'
import { textComposable } from './text.ts'

/** Texts of the kit itself, in the language of the application around it. */
export const useKitText = textComposable<KitMessages>()
