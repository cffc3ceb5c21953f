import type { z } from 'zod'
import { refusal } from './halt.ts'
import { jsonOf } from './json.ts'

/** Refuses one that is not ours, or of another version: whoever keeps it begins anew. */
export function readCursor<S extends z.ZodType>(schema: S, cursor: string): z.infer<S> {
  const parsed = schema.safeParse(jsonOf(cursor))
  if (parsed.success) return parsed.data
  throw refusal('the cursor is of another version')
}
