import { describe, expect, test } from 'vitest'
import { DemoPeopleSchema } from '@dangol/protocol/shop.ts'
import { demoModels, demoOldModels, demoPeople, demoSkus } from './demo/demo.ts'
import { seedDemo } from './demo-seed.ts'
import { pastSales } from './demo/sales/past-sales.ts'
import { openStage } from './testing/shop-stage.ts'

const soldBefore = pastSales(demoModels)

describe('the demonstration', () => {
  test('is complete on the first start, and is not repeated on the next', async () => {
    const stage = await openStage({ demo: true })
    const count = (table: string) => (stage.db.prepare(`select count(*) as n from ${table}`).get() as { n: number }).n
    // The stage adds a model of its own.
    expect(count('models')).toBe(demoModels.length + demoOldModels.length + 1)
    expect(count('skus')).toBe(demoSkus.length)
    expect(count('customers')).toBe(demoPeople.length)
    expect(count('configurations')).toBe(demoPeople.flatMap(({ configurations }) => configurations).length)
    expect(count('orders')).toBe(demoPeople.flatMap(({ orders }) => orders).length + soldBefore.length)
    expect(count('delivery_addresses')).toBe(demoPeople.filter(({ address }) => address.length > 0).length)
    const before = count('changes')
    seedDemo({ db: stage.db, clock: stage.time, ids: stage.ids }, stage.shop)
    expect(count('changes')).toBe(before)
  })

  test('shows what was configured under its own SKU, and numbers new orders on from the old ones', async () => {
    const stage = await openStage({ demo: true })
    const configured = stage.db.prepare('select sku from order_lines where configuration is not null').all()
    for (const line of configured)
      expect(line).toEqual({ sku: expect.stringMatching(/^[A-Z0-9]{2,6}-[0-9A-Z]{8}$/) as string })
    const placed = stage.order()
    const { body } = await stage.asStore('PUT', `/orders/${placed.orderId}`, placed)
    const numbers = demoPeople.flatMap(({ orders }) => orders.map(({ number }) => Number(number.slice(2))))
    expect(body).toEqual({ number: `W-${Math.max(10_000, ...numbers) + 1}` })
  })

  test('reads whole in the shape of the wire: every person, key, configuration and order', async () => {
    const stage = await openStage({ demo: true })
    let cursor: string | null = null
    let models = 0
    const families: string[] = []
    for (let more = true; more;) {
      const page = await stage.changesSince(cursor)
      models += page.of('model').length
      for (const { value } of page.of('sales-history')) families.push(value.familyId)
      ;({ cursor, more } = page)
    }
    expect(models).toBe(demoModels.length + demoOldModels.length + 1)
    expect(families).toEqual(demoModels.map(({ id }) => id))
    const { people } = DemoPeopleSchema.parse((await stage.json('GET', '/api/demo')).body)
    expect(people.map(({ name }) => name)).toEqual(demoPeople.map(({ name }) => name))
  })
})
