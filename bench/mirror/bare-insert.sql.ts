import { existsSync, rmSync } from 'node:fs'
import { openDatabase } from '@dangol/server/src/db/open.ts'
import { STORE_MIGRATIONS } from '@dangol/server/src/db/store-migrations.ts'
import { createGeneratedShop } from '@dangol/server/src/testing/generator-connector.ts'
import { costOf } from './cost.ts'
import type { Cost } from './cost.ts'
import type { Size } from './shop-over-http.ts'

const BATCH = 5_000

/**
 * What no mirror can be faster than: the same orders and lines in the same order, into the same tables of an empty store database
 * with the same settings, one prepared statement each, one transaction. Making the rows does not count, the commit does.
 */
export async function bareInsert(path: string, size: Size): Promise<Cost> {
  const db = openDatabase(path, STORE_MIGRATIONS)
  const { connector } = createGeneratedShop(size)
  const order = db.prepare(
    `insert into past_orders (customer_id, placed_at, number, channel, state, total_minor, currency, units)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const line = db.prepare(
    `insert into past_order_lines (customer_id, placed_at, number, position, sku, title, quantity, total_minor)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const cost = costOf()
  cost.of(() => db.exec('begin immediate'))
  for (let after: string | null = null, more = true; more;) {
    const answer = await connector.scan('orders', after, { limit: BATCH, signal: new AbortController().signal })
    if (answer.kind !== 'answered') throw new Error('the generated shop does not answer')
    const orders = answer.value.told.flatMap(({ changes }) =>
      changes.flatMap((change) => (change.feed === 'history' ? [change.value] : [])),
    )
    cost.of(() => {
      for (const { customerId, order: one } of orders) {
        const { placedAt, number, channel, state, total, units } = one
        order.run(customerId, placedAt, number, channel, state, total.minor, total.currency, units)
        one.lines.forEach(({ sku, title, quantity, total: { minor } }, position) =>
          line.run(customerId, placedAt, number, position, sku, title, quantity, minor),
        )
      }
    })
    after = answer.value.cursor
    more = answer.value.more
  }
  cost.of(() => db.exec('commit'))
  db.close()
  for (const end of ['', '-wal', '-shm']) if (existsSync(`${path}${end}`)) rmSync(`${path}${end}`)
  return cost.sum()
}
