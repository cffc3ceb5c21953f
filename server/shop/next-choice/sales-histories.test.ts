import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import type { ConfigurationDraft } from '@dangol/protocol/configurations.ts'
import { expect, it } from 'vitest'
import { openStage } from '../testing/shop-stage.ts'
import { LINES_BETWEEN, TOLD_AGAIN_MS } from './sales-histories.ts'

/** A shop that sells mugs, two to an order, and what it tells the store of them. */
async function openMugs() {
  const stage = await openStage()
  async function sell(times: number, to: CustomerId | null = null, over: Partial<ConfigurationDraft> = {}) {
    for (let n = 0; n < times; n++) {
      const order = stage.order({ customerId: to })
      const lines = order.lines.map((line) => ({ ...line, configuration: stage.draft({ revision: 1, ...over }) }))
      expect((await stage.asStore('PUT', `/orders/${order.orderId}`, { ...order, lines })).status).toBe(200)
    }
  }
  const told = async () => (await stage.changesSince()).of('sales-history').map(({ value }) => value)
  const dayLater = () => {
    stage.time.advance(TOLD_AGAIN_MS)
    stage.shop.sweep()
  }
  return { ...stage, sell, told, dayLater }
}
const BLUE = { characteristics: [{ id: 'colour', values: ['blue'] }], rows: [[0]] }

it('tells the store what was sold after so many lines, not with each', async () => {
  const { sell, told } = await openMugs()
  await sell(LINES_BETWEEN - 1)
  expect(await told()).toEqual([])
  await sell(1)
  // Two pieces of one line are one person's.
  expect(await told()).toEqual([{ familyId: 'mug', history: { ...BLUE, buyers: [LINES_BETWEEN] } }])
})

it('tells what little was sold a day later, and nothing when there was nothing', async () => {
  const { sell, told, dayLater } = await openMugs()
  await sell(5)
  dayLater()
  dayLater()
  dayLater()
  expect(await told()).toEqual([{ familyId: 'mug', history: { ...BLUE, buyers: [5] } }])
})

it('says nothing of fewer than five people, however often one of them bought', async () => {
  const { sell, told, dayLater, addMember } = await openMugs()
  await sell(3)
  await sell(20, addMember('C-1').alias)
  dayLater()
  const [history] = await told()
  expect(history?.history).toEqual({ characteristics: [{ id: 'colour', values: [] }], rows: [], buyers: [] })
  await sell(1)
  dayLater()
  expect((await told()).at(-1)?.history.buyers).toEqual([5])
})

it('carries no name, no secret gift and nothing of a cancelled order', async () => {
  const { sell, told, dayLater, addMember, db } = await openMugs()
  await sell(6, null, { name: 'Kanarienvogel' })
  await sell(1, addMember('C-1').alias, { secret: true })
  db.prepare("update orders set state = 'cancelled' where id = 1").run()
  dayLater()
  const all = await told()
  expect(all.at(-1)?.history.buyers).toEqual([5])
  expect(JSON.stringify(all)).not.toMatch(/Kanarienvogel|C-1|secret/)
})

it('speaks of members who keep their order history from the store only as a number among others', async () => {
  const { sell, told, dayLater, addMember, changesSince } = await openMugs()
  await sell(5)
  await sell(1, addMember('C-1', { 'history.view': 'denied' }).alias)
  dayLater()
  expect((await told()).at(-1)?.history).toEqual({ ...BLUE, buyers: [6] })
  expect((await changesSince()).of('history')).toEqual([])
})
