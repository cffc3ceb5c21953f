import { z } from 'zod'

/** Options of any list; the generated input types of Vendure all look like this. */
export interface ListOptions {
  readonly filter?: Readonly<Record<string, unknown>>
  readonly sort?: Readonly<Record<string, 'ASC' | 'DESC'>>
  readonly skip?: number
  readonly take: number
}

/** A page of rows that are judged one by one: what one of them looks like stops no other. */
export const ListSchema = z.object({ totalItems: z.int(), items: z.array(z.unknown()) })

/** What every row of every list has. */
export const RowSchema = z.object({ id: z.string(), updatedAt: z.string() }).loose()

/** A selection of custom fields under our names; empty where none is mapped. */
export function customFields(fields: Readonly<Record<string, string | undefined>>): string {
  const chosen = Object.entries(fields).flatMap(([ours, theirs]) =>
    theirs === undefined ? [] : [`${ours}: ${theirs}`],
  )
  return chosen.length === 0 ? '' : `customFields { ${chosen.join(' ')} }`
}

/** Where a union may be an error, whoever does not ask for it sees success. */
export const ERROR = '... on ErrorResult { errorCode message }'
