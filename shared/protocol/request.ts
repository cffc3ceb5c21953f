import type { z } from 'zod'
import { CommandIdSchema, VisitIdSchema } from './common.ts'
import type { DeviceKind } from './handshake.ts'

/** One request of the wire. `refusals` is the closed union of what it may be refused for, besides the transport's own codes. */
export interface RequestContract {
  readonly input: z.ZodType
  readonly output: z.ZodType
  readonly refusals: readonly string[]
  readonly from: readonly DeviceKind[]
  /** How long an honest answer may take, where that is longer than usual. Milliseconds. */
  readonly patienceMs?: number
}
export const request = <
  I extends z.ZodType,
  O extends z.ZodType,
  const R extends readonly string[],
  const F extends readonly DeviceKind[],
>(c: {
  input: I
  output: O
  refusals: R
  from: F
  patienceMs?: number
}) => c

export const command = { commandId: CommandIdSchema }
export const inVisit = { ...command, visitId: VisitIdSchema }
export const floorStaff = ['tablet'] as const
export const kioskOrTablet = ['kiosk', 'tablet'] as const
export const everyone = ['kiosk', 'tablet', 'office'] as const
