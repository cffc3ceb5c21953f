import type { ConfigurationId, VisitId } from '@dangol/domain/ids/ids.ts'
import { describe, expect, test } from 'vitest'
import { jieuns, kiosk, memberOf, openTradingStore } from './testing/trading-store.ts'
import type { TradingStore } from './testing/trading-store.ts'

const NO = { kind: 'rejected', why: '422 no such product' } as const
const MEMBER = memberOf(1)

/** An order of a mug and nothing else that the shop did not take. */
async function refused(customerId: typeof MEMBER | null) {
  const till = await openTradingStore()
  till.shop.orderAnswer = NO
  const visitId = till.begin(customerId)
  const mug = till.save(visitId, customerId)
  const order = till.order(visitId, customerId, mug.id)
  await till.pass(1_000)
  const resolve = (action: 'retry' | 'cancel') => {
    const { core, outbox } = till.store().features
    const [letter] = outbox.letters(10)
    return core.transact(() => outbox.resolve(letter?.position ?? 0, action, 'jieun'))
  }
  return { ...till, visitId, mugId: mug.id, orderId: order.id, resolve }
}

const exceptionsOf = (till: TradingStore) =>
  till.seenInOffice().exceptions.flatMap((one) => (one.kind === 'order-rejected' ? [`${one.subject} ${one.why}`] : []))
const seenIn = (till: TradingStore, visitId: VisitId, caller: typeof kiosk) => {
  const visit = till.store().features.visits.desk.open(visitId, caller)
  if (visit === null) throw new Error('the visit is over')
  return till.store().features.visits.desk.view(visit)
}
const savedAt = ({ shop }: TradingStore, id: ConfigurationId) => shop.configurations.filter((one) => one.id === id)
describe('an order that the shop does not take', () => {
  test('[U8] is on the manager’s list until it is dealt with, and off it when it is sent again', async () => {
    const till = await refused(MEMBER)
    expect(till.orderOf(till.orderId)).toMatchObject({ upstream: 'rejected', state: 'placed' })
    expect(exceptionsOf(till)).toEqual(['S-0001 422 no such product'])
    till.shop.orderAnswer = null
    expect(till.resolve('retry')).toBe('done')
    expect(exceptionsOf(till)).toEqual([])
    expect(till.orderOf(till.orderId)).toMatchObject({ upstream: 'waiting' })
    await till.pass(1_000)
    expect(till.orderOf(till.orderId)).toMatchObject({ upstream: 'delivered', state: 'confirmed' })
    expect(till.shop.orders.size).toBe(1)
  })

  test('[U8] cancelled, its goods and its place in the workshop are free again, and the open visit shows it', async () => {
    const till = await refused(MEMBER)
    const { workshop } = till.store().features.promises
    expect(workshop.unitsAhead()).toBe(1)
    expect(till.resolve('cancel')).toBe('done')
    expect(workshop.unitsAhead()).toBe(0)
    expect(exceptionsOf(till)).toEqual([])
    expect(seenIn(till, till.visitId, jieuns).orders).toMatchObject([{ id: till.orderId, state: 'cancelled' }])
    await till.pass(60_000)
    expect(till.shop.orders.size).toBe(0)
    expect(till.db.prepare('select moved_by from order_moves').pluck().all()).toEqual(['jieun'])
  })

  test('[U8] leaves its configuration with the member: at the shop, in the store and in the visit', async () => {
    const till = await refused(MEMBER)
    till.resolve('cancel')
    await till.pass(1_000)
    expect(savedAt(till, till.mugId)).toMatchObject([{ customerId: MEMBER, discarded: false }])
    expect(seenIn(till, till.visitId, jieuns).configurations).toMatchObject([{ id: till.mugId }])
    // Unfinished again: it is parked when the visit ends, as if it had never been ordered.
    expect(till.end(till.visitId, MEMBER)).toMatchObject({ parkedCode: expect.any(String) as string })
    await till.pass(1_000)
    expect(till.store().features.configurations.keptOf(MEMBER)).toMatchObject([{ id: till.mugId }])
  })

  test('[U8] leaves its configuration with whoever is not known, behind a code, while they are there', async () => {
    const till = await refused(null)
    till.resolve('cancel')
    const { parkedCode } = till.end(till.visitId, null)
    await till.pass(1_000)
    expect(parkedCode).not.toBeNull()
    expect(savedAt(till, till.mugId)).toMatchObject([{ customerId: null, discarded: false }])
  })

  test('[U8] when the visit is over, a member has it still, and of whoever was not known the order keeps it', async () => {
    for (const who of [MEMBER, null]) {
      const till = await refused(who)
      till.end(till.visitId, who)
      expect(till.resolve('cancel')).toBe('done')
      await till.pass(1_000)
      expect(savedAt(till, till.mugId)).toHaveLength(who === null ? 0 : 1)
      expect(till.orderOf(till.orderId)).toMatchObject({ state: 'cancelled', lines: [{ configurationId: till.mugId }] })
      const kept = till.db.prepare<[], string>('select configuration from order_lines').pluck().get()
      expect(kept).toContain('"colour":"blue"')
    }
  })

  test('cancelled on a tablet before, only the letter is left to put away', async () => {
    const till = await refused(MEMBER)
    const { handlers, features } = till.store()
    await handlers['orders:move'](jieuns, { ...till.command(), orderId: till.orderId, to: 'cancelled' })
    expect(features.outbox.letters(10)).toMatchObject([{ actions: ['cancel'] }])
    expect(till.resolve('cancel')).toBe('done')
    expect(features.outbox.letters(10)).toEqual([])
  })
})
