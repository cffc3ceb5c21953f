import { fork } from 'node:child_process'
import { CustomerIdSchema } from '@dangol/protocol/common.ts'
import { ShopChangeSchema } from '@dangol/protocol/shop.ts'
import { createGeneratedShop } from '@dangol/server/src/testing/generator-connector.ts'
import type { CommerceConnector, FeedPage, Told } from '@dangol/server/src/upstream/connector.ts'
import { toldVersion } from '@dangol/server/src/upstream/told-version.ts'
import { z } from 'zod'
import { costOf } from './cost.ts'
import type { Cost } from './cost.ts'

export const SizeSchema = z.strictObject({
  seed: z.int(),
  customers: z.int().positive(),
  orders: z.int().positive(),
  linesPerOrder: z.int().positive(),
})
export type Size = z.infer<typeof SizeSchema>

const PageSchema = z.strictObject({
  rows: z.array(z.strictObject({ id: z.string(), customerId: CustomerIdSchema, changes: z.array(ShopChangeSchema) })),
  cursor: z.string(),
  more: z.boolean(),
  total: z.int(),
})

/** A shop in another process with an adapter that does what every adapter does: HTTP, JSON, validation at the edge, a digest per row. */
export async function openShopOverHttp(size: Size): Promise<{
  readonly connector: CommerceConnector
  /** What the adapter did itself: answers into rows. */
  readonly making: () => Cost
  readonly close: () => void
}> {
  const child = fork(new URL('./page-server.ts', import.meta.url), [JSON.stringify(size)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const port = await new Promise<number>((resolve) => child.once('message', (message) => resolve(Number(message))))
  const { connector } = createGeneratedShop({ ...size, orders: 0 })
  const making = costOf()
  const nothing: FeedPage = { told: [], gone: [], unusable: [], cursor: '0', more: false, shopNowMs: 0 }
  return {
    close: () => void child.kill(),
    making: making.sum,
    connector: {
      ...connector,
      capabilities: { ...connector.capabilities, feeds: { orders: 'reliable' } },
      changes: () => Promise.resolve({ kind: 'answered', value: nothing }),
      async scan(_feed, after, { limit, signal }) {
        const query = new URLSearchParams({ limit: String(limit), ...(after === null ? {} : { after }) })
        const response = await fetch(`http://127.0.0.1:${port}/?${query.toString()}`, { signal })
        const text = await response.text()
        const value = making.of((): FeedPage => {
          const { rows, ...page } = PageSchema.parse(JSON.parse(text))
          const told = rows.map((row): Told => ({ feed: 'orders', version: toldVersion(row.changes), ...row }))
          return { ...page, told, gone: [], unusable: [], shopNowMs: 0 }
        })
        return { kind: 'answered', value }
      },
    },
  }
}
