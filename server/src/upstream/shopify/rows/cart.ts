import { ConfigurationIdSchema } from '@dangol/protocol/common.ts'
import { z } from 'zod'
import type { OrderRowDeps } from './order.ts'
import { BagSchema, InstantRowSchema, refused, tell, unusable } from './reading.ts'
import type { Row } from './reading.ts'

const CartSchema = z.object({
  id: z.string(),
  updatedAt: InstantRowSchema,
  completedAt: InstantRowSchema.nullable(),
  customer: z.object({ id: z.string() }).nullable(),
  lineItems: z.object({
    pageInfo: z.object({ hasNextPage: z.boolean() }),
    nodes: z.array(
      z.object({
        sku: z.string().nullable(),
        title: z.string().nullable(),
        quantity: z.int(),
        customAttributes: z.array(z.object({ key: z.string(), value: z.string().nullable() })),
        discountedTotalPriceSet: BagSchema,
      }),
    ),
  }),
})
type CartLine = z.infer<typeof CartSchema>['lineItems']['nodes'][number]

/** A checkout that somebody left. One that became an order, or is of nobody we know, is no cart any more. */
export function cartRow({ keys, mapping }: OrderRowDeps, row: unknown): Row {
  const read = CartSchema.safeParse(row)
  if (!read.success) return refused('carts', row, read.error)
  const { id, updatedAt, completedAt, customer, lineItems } = read.data
  if (completedAt !== null || customer === null) return { kind: 'gone', feed: 'carts', id }
  if (lineItems.pageInfo.hasNextPage) return unusable('carts', id, 'shape', 'more lines than a store shows')
  const customerId = keys.alias(customer.id)
  const { properties } = mapping
  const lines = lineItems.nodes.map((line) => ({
    sku: attribute(line, properties.sku) ?? line.sku ?? '',
    title: line.title ?? '',
    quantity: line.quantity,
    total: line.discountedTotalPriceSet,
    configurationId: ConfigurationIdSchema.safeParse(attribute(line, properties.configurationId)).data ?? null,
  }))
  return tell('carts', id, customerId, [{ feed: 'cart', value: { id, customerId, updatedAt, lines } }])
}

const attribute = ({ customAttributes }: CartLine, name: string): string | null =>
  customAttributes.find(({ key }) => key === name)?.value ?? null
