import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openVendure } from '@dangol/tooling/vendure/launch.ts'
import type { Vendure } from '@dangol/tooling/vendure/launch.ts'
import type { quantiles } from '../report.ts'
import { askVendure } from '../recognition/vendure.ts'

const BULK = { customers: 10_000, orders: 50_000 }
const WEBHOOK_SECRET = 'secret-of-this-benchmark'

/** A real Vendure to ask. */
export interface AskedVendure {
  lastOrders(rounds: number): Promise<ReturnType<typeof quantiles>>
  /** Null for a shop of somebody else, in which nothing is changed. */
  readonly own: { readonly shop: Vendure; readonly ears: Server; readonly webhookSecret: string } | null
}

/** Runs with the shop at `url`, or with one of its own; gives why there is none. */
export async function withVendure<T>(
  url: string | undefined,
  say: (line: string) => void,
  run: (vendure: AskedVendure) => Promise<T>,
): Promise<T | string> {
  if (url !== undefined) return run({ lastOrders: (rounds) => askVendure({ url, rounds }), own: null })
  const ears = createServer()
  await new Promise<void>((resolve) => ears.listen(0, '127.0.0.1', resolve))
  const hook = `http://127.0.0.1:${(ears.address() as AddressInfo).port}/hook`
  let shop: Vendure
  try {
    say(`starting a real Vendure with ${BULK.customers} customers and ${BULK.orders} orders ...`)
    shop = await openVendure({ bulk: BULK, webhook: { url: hook, secret: WEBHOOK_SECRET } })
  } catch (error) {
    ears.close()
    return error instanceof Error ? error.message : 'it did not start'
  }
  try {
    const own = { shop, ears, webhookSecret: WEBHOOK_SECRET }
    return await run({ lastOrders: (rounds) => askVendure({ url: shop.url, rounds }), own })
  } finally {
    await shop.stop()
    ears.closeAllConnections()
    ears.close()
  }
}
