import { z } from 'zod'
import { refusal, silence } from './halt.ts'
import { answered } from './admin.ts'
import type { Admin, Query } from './admin.ts'

/** A page of a list, row by row still as it came. */
export interface Listed {
  readonly rows: readonly unknown[]
  readonly total: number
  readonly shopNowMs: number
}

const PageSchema = z.object({ count: z.int().nonnegative() }).catchall(z.unknown())
const RowsSchema = z.array(z.unknown())

/** One page of a list of the Admin API. Throws `Halt`. */
export async function listRows(
  admin: Admin,
  of: { readonly path: string; readonly list: string },
  query: Query,
  signal: AbortSignal,
): Promise<Listed> {
  const { body, shopNowMs } = answered(await admin.get(of.path, query, signal))
  const page = PageSchema.safeParse(body).data
  const rows = RowsSchema.safeParse(page?.[of.list]).data
  // An answer of another shape is a shop of another version, or somebody in between: waiting may help.
  if (page === undefined || rows === undefined) throw silence(`unexpected answer of ${of.path}`)
  return { rows, total: page.count, shopNowMs }
}

/** A cursor is our own; one that cannot be read is of another version, and the feed is begun anew by whoever is told. */
export function readCursor<S extends z.ZodType>(schema: S, cursor: string): z.infer<S> {
  const parsed = schema.safeParse(jsonOf(cursor))
  if (parsed.success) return parsed.data
  throw refusal('the cursor is of another version')
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
