import type { Choice } from '../catalogue/model.ts'
import { letters } from '../text/letters.ts'

/** Letters to be printed: spaces cost nothing. Digits of a number count as letters. */
export const lettersOf = (choice: Choice | undefined): number =>
  choice === undefined ? 0 : letters(String(choice).replace(/\s/gu, '')).length
