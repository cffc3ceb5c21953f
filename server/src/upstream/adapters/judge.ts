import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import type { Feed, Unusable } from '@dangol/protocol/link.ts'
import { ShopChangeSchema } from '@dangol/protocol/shop.ts'
import type { ShopChange } from '@dangol/protocol/shop.ts'
import { z } from 'zod'
import type { Gone, Told } from '../connector.ts'
import { toldVersion } from '../told-version.ts'
import { Unfit } from './unfit.ts'

/** What the store makes of a row: changes to tell, 'gone' for one it is not to have (any more), null for one of no interest. */
type Mapped =
  | { readonly customerId: CustomerId | null; readonly changes: readonly ShopChange[]; readonly gone?: readonly Gone[] }
  | 'gone'
  | null
export type MapRow = (row: unknown) => Mapped

export interface Judged {
  readonly told: readonly Told[]
  readonly gone: readonly Gone[]
  readonly unusable: readonly Unusable[]
}

const ID_MAX = 120
const DETAIL_MAX = 200
const IdSchema = z.object({ id: z.string() })

/** Takes rows one by one: one that cannot be taken is set aside with its reason and stops no other (U4). */
export function judge(feed: Feed, rows: readonly unknown[], map: MapRow): Judged {
  const told: Told[] = []
  const gone: Gone[] = []
  const unusable: Unusable[] = []
  for (const row of rows) {
    const id = IdSchema.safeParse(row).data?.id ?? '?'
    try {
      const mapped = map(row)
      if (mapped === 'gone') gone.push({ feed, id })
      if (mapped === 'gone' || mapped === null) continue
      gone.push(...(mapped.gone ?? []))
      if (mapped.changes.length > 0) told.push(toldOf(feed, id, mapped))
    } catch (error) {
      if (!(error instanceof Unfit)) throw error
      unusable.push({ feed, id: id.slice(0, ID_MAX), reason: error.reason, detail: error.message.slice(0, DETAIL_MAX) })
    }
  }
  return { told, gone, unusable }
}

function toldOf(feed: Feed, id: string, { customerId, changes }: Exclude<Mapped, 'gone' | null>): Told {
  for (const change of changes) fit(ShopChangeSchema, change, 'shape')
  return { feed, id, version: toldVersion(changes), customerId, changes }
}

/** A part of a row in the shape it must have. Refuses with the reason, naming where; never with the content. */
export function fit<S extends z.ZodType>(schema: S, part: unknown, reason: Unusable['reason']): z.infer<S> {
  const parsed = schema.safeParse(part)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new Unfit(reason, `${issue?.path.join('.') ?? ''}: ${issue?.code ?? 'unexpected'}`)
}
