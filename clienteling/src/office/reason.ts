import { REQUESTS } from '@dangol/protocol/requests.ts'

const { reason } = REQUESTS['privacy:subject'].input.shape

/** Whether the store would put this on record as a reason. */
export const isReason = (text: string): boolean => reason.safeParse(text).success
