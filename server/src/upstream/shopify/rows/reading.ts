import type { Feed, Unusable } from '@dangol/protocol/link.ts'
import { ShopChangeSchema } from '@dangol/protocol/shop.ts'
import type { ShopChange } from '@dangol/protocol/shop.ts'
import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import { z } from 'zod'
import type { Told } from '../../connector.ts'
import { toldVersion } from '../../told-version.ts'
import { toMinor } from '../money.ts'

export type Reason = Unusable['reason']
/** What became of one row: told; gone from what this store keeps; set aside; or nothing that this store keeps at all. */
export type Row =
  | { readonly kind: 'told'; readonly told: Told }
  | { readonly kind: 'gone'; readonly feed: Feed; readonly id: string }
  | { readonly kind: 'unusable'; readonly unusable: Unusable }
  | { readonly kind: 'nothing' }

export const NOTHING: Row = { kind: 'nothing' }
const DETAIL_MAX = 200
const ID_MAX = 120

/** The same schema, whose failures say why a row is set aside. */
export const because = <S extends z.ZodType>(reason: Reason, schema: S, say?: (input: unknown) => string) =>
  z.unknown().transform((input, context): z.output<S> => {
    const read = schema.safeParse(input)
    if (read.success) return read.data
    const message = say?.(input) ?? read.error.issues[0]?.message ?? 'unusable'
    context.addIssue({ code: 'custom', message, params: { reason } })
    return z.NEVER
  })

const MoneyV2Schema = z.object({ amount: z.string().max(40), currencyCode: z.string().max(3) })
const MoneyRowSchema = MoneyV2Schema.transform(({ amount, currencyCode }, context) => {
  const money = toMinor(amount, currencyCode)
  if (typeof money !== 'string') return money
  context.addIssue({ code: 'custom', message: `${amount} ${currencyCode}`, params: { reason: money } })
  return z.NEVER
})
export const BagSchema = z.object({ shopMoney: MoneyRowSchema }).transform(({ shopMoney }) => shopMoney)

/** An instant of Shopify in Unix milliseconds. */
export const InstantRowSchema = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))

/** One of the words that Shopify's published schema has for a state; another one is not guessed at. */
export const StateSchema = <const W extends readonly [string, ...string[]]>(words: W) =>
  because('state', z.enum(words), (input) => (typeof input === 'string' ? input.slice(0, 60) : 'no state'))

export function unusable(feed: Feed, id: string, reason: Reason, detail: string): Row {
  return {
    kind: 'unusable',
    unusable: { feed, id: id.slice(0, ID_MAX), reason, detail: detail.slice(0, DETAIL_MAX) },
  }
}

/** A row with its reason, from what its schema said. Messages name fields and states, never what stands in them of a person. */
export function refused(feed: Feed, row: unknown, error: z.ZodError): Row {
  const [issue] = error.issues
  const reason = (issue?.code === 'custom' ? (issue.params?.['reason'] as Reason | undefined) : undefined) ?? 'shape'
  return unusable(feed, idOf(row), reason, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`)
}

/** A record in the store's words; set aside where these do not hold it, such as a name that is too long. */
export function tell(feed: Feed, id: string, customerId: CustomerId | null, changes: readonly ShopChange[]): Row {
  for (const change of changes) {
    const read = ShopChangeSchema.safeParse(change)
    if (!read.success) return unusable(feed, id, reasonAt(read.error), `${change.feed} ${placeOf(read.error)}`)
  }
  return { kind: 'told', told: { feed, id, version: toldVersion(changes), customerId, changes } }
}

const placeOf = (error: z.ZodError): string => error.issues[0]?.path.join('.') ?? '?'
const reasonAt = (error: z.ZodError): Reason => (error.issues[0]?.path.at(-1) === 'sku' ? 'sku' : 'shape')

const HasIdSchema = z.object({ id: z.string() })
const idOf = (row: unknown): string => {
  const read = HasIdSchema.safeParse(row)
  return read.success ? read.data.id : 'unknown'
}
