import { PROMISE_BASES } from '@dangol/domain/promises/promise.ts'
import { z } from 'zod'
import { DateSchema, LocalisedSchema } from './common.ts'

export const DatePromiseSchema = z.strictObject({
  date: DateSchema,
  basis: z.enum(PROMISE_BASES),
  steps: z.array(
    z.strictObject({
      kind: z.enum(['stock', 'part', 'queue', 'assembly', 'transfer', 'delivery']),
      what: LocalisedSchema,
      days: z.int().nonnegative(),
    }),
  ),
  provisional: z.boolean(),
})
