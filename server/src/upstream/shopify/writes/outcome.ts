import { z } from 'zod'
import type { Outcome } from '../../connector.ts'
import type { Said } from '../admin-api.ts'

/** What Shopify has against an input, inside an answer that is otherwise fine. */
export const UserErrorsSchema = z.array(
  z.object({
    code: z.string().nullable(),
    field: z.array(z.string()).nullable(),
    message: z.string(),
  }),
)
export type UserError = z.infer<typeof UserErrorsSchema>[number]

const WHY_MAX = 200

/** 'lineItems.0.variantId: INVALID does not exist'. */
export const wordsOf = ({ code, field, message }: UserError): string =>
  `${field?.join('.') ?? 'input'}: ${code ?? ''} ${message}`.slice(0, WHY_MAX)

/** Nothing usable was heard: it may have been done. A no that stays a no is one. */
export function unheard(said: Exclude<Said<unknown>, { kind: 'answered' }>): Outcome<never> {
  if (said.kind === 'rejected') return { kind: 'rejected', why: said.why }
  return { kind: 'retry', why: said.why, ...(said.afterMs === undefined ? {} : { afterMs: said.afterMs }) }
}

export const done = <T>(value: T): Outcome<T> => ({ kind: 'done', value })
