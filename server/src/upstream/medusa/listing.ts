import { z } from 'zod'
import { silence } from '../adapters/halt.ts'
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
