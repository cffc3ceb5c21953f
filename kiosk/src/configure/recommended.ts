import type { ValueId } from '@dangol/domain/catalogue/model.ts'

/** What most shoppers with the same choices took, and how many of how many they were. */
export interface Recommended {
  readonly valueId: ValueId
  readonly took: number
  readonly of: number
}
