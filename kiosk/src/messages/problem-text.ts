import type { TextKey } from '@dangol/ui/i18n/text.ts'
import { ko } from './ko.ts'
import type { KioskMessages } from './ko.ts'

type ProblemKey = Extract<TextKey<KioskMessages>, `problem.${string}`>

/** The words for a refusal. A code without words of its own has the general ones: never a code on the glass. */
export const problemText = (code: string): ProblemKey =>
  code in ko.problem && code !== 'title' ? (`problem.${code}` as ProblemKey) : 'problem.other'
