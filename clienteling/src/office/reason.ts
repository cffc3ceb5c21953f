import { ReasonSchema } from '@dangol/protocol/common.ts'

/** Whether the store would put this on record as a reason. */
export const isReason = (text: string): boolean => ReasonSchema.safeParse(text).success
