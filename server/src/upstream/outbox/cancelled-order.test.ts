import { describe, expect, test } from 'vitest'
import type { Outcome } from '../connector.ts'
import { openOutboxKit, orderOf, quiet } from './testing/outbox-kit.ts'
import type { Fate } from './testing/fake-upstream.ts'
import { jieuns, openTradingStore } from './testing/trading-store.ts'

/** An order whose first try the shop did not answer, or not yet. */
async function tried(fate: Fate) {
  const kit = openOutboxKit()
  kit.upstream.fate = ({ key }) => (key === 'a' ? fate : 'done')
  kit.enqueue(orderOf('a', 'p'), orderOf('b', 'p'))
  void kit.outbox().pump()
  await quiet()
  return kit
}

describe('an order that staff cancel while it waits for the shop', () => {
  test('[U1] is never sent when it was not sent before; what waits behind it goes on', async () => {
    const kit = openOutboxKit()
    kit.pause.isPaused = true
    kit.enqueue(orderOf('a', 'p'), orderOf('b', 'p'))
    kit.cancelOrder('a')
    expect([kit.outbox().waiting(), kit.letters()]).toEqual([1, []])
    kit.pause.isPaused = false
    await kit.outbox().pump()
    expect(kit.upstream.tries.map(({ message }) => message.key)).toEqual(['b'])
  })

  test('[U8] is not sent again when the shop may have it: a manager is told to look, and puts it away', async () => {
    const kit = await tried('answer-lost')
    kit.cancelOrder('a')
    await kit.pass(60_000)
    expect(kit.upstream.tries.filter(({ message }) => message.key === 'a')).toHaveLength(1)
    expect(kit.taken()).toEqual(['a', 'b'])
    expect(kit.letters()).toMatchObject([{ reason: 'cancelled-here', detail: '', attempts: 1, actions: ['cancel'] }])
    const [letter] = kit.letters()
    const resolve = (action: 'retry' | 'cancel') =>
      kit.transact(() => kit.outbox().resolve(letter?.position ?? 0, action, 'manager'))
    expect([resolve('retry'), resolve('cancel')]).toEqual(['impossible', 'done'])
    expect(kit.letters()).toEqual([])
  })

  describe('and a try is under way', () => {
    /** The order is cancelled after it went out; then the shop says this. */
    async function answeredLate(outcome: Outcome<string | null>) {
      const kit = openOutboxKit()
      const { promise, resolve } = Promise.withResolvers<Outcome<string | null>>()
      kit.upstream.send = () => promise
      kit.enqueue(orderOf('a', 'p'))
      const pumped = kit.outbox().pump()
      await quiet()
      kit.cancelOrder('a')
      expect(kit.letters()).toMatchObject([{ reason: 'cancelled-here', detail: '' }])
      resolve(outcome)
      await pumped
      kit.upstream.send = () => Promise.reject(new Error('it is sent again'))
      await kit.pass(60_000)
      expect(kit.outbox().waiting()).toBe(0)
      return kit
    }

    test('[U8] the letter says its number there as soon as the shop does', async () => {
      const kit = await answeredLate({ kind: 'done', value: 'W-7' })
      expect(kit.letters()).toMatchObject([{ reason: 'cancelled-here', detail: 'W-7', actions: ['cancel'] }])
      expect(kit.told).toEqual(['a is W-7'])
    })

    test('[U8] a no leaves nothing to look for', async () => {
      for (const no of [
        { kind: 'rejected', why: '422' },
        { kind: 'conflict', reason: 'price-changed', detail: 'dearer' },
      ] as const) {
        const kit = await answeredLate(no)
        expect([kit.letters(), kit.told]).toEqual([[], []])
      }
    })

    test('[U8] but something else under its number is shown, and silence leaves the question open', async () => {
      const other = await answeredLate({ kind: 'conflict', reason: 'other-content', detail: 'W-3' })
      expect(other.letters()).toMatchObject([{ reason: 'other-content', detail: 'W-3', actions: ['cancel'] }])
      const silent = await answeredLate({ kind: 'retry', why: 'no answer' })
      expect(silent.letters()).toMatchObject([{ reason: 'cancelled-here', detail: '' }])
    })
  })

  test('[U1] before its first try is written down is not tried after all', async () => {
    const kit = openOutboxKit()
    kit.enqueue(orderOf('a'))
    const pumped = kit.outbox().pump()
    kit.cancelOrder('a')
    await pumped
    expect(kit.upstream.tries).toEqual([])
  })

  test('[U8] and it is undone with the transaction that cancels it', () => {
    const kit = openOutboxKit()
    kit.pause.isPaused = true
    kit.enqueue(orderOf('a'))
    const undone = () =>
      kit.transact(() => {
        kit.cancelOrder('a')
        throw new Error('the step could not be written')
      })
    expect(undone).toThrow()
    expect(kit.outbox().waiting()).toBe(1)
  })

  test('[U1] cancelled on a tablet while the line is down, it never reaches the shop, and all is free again', async () => {
    const till = await openTradingStore()
    const { handlers, features } = till.store()
    const visitId = till.begin(null)
    const order = till.order(visitId, null)
    await handlers['orders:move'](jieuns, { ...till.command(), orderId: order.id, to: 'cancelled' })
    await till.pass(60_000)
    expect(till.shop.orders.size).toBe(0)
    expect([features.outbox.waiting(), features.outbox.letters(10)]).toEqual([0, []])
    expect(till.orderOf(order.id)).toMatchObject({ state: 'cancelled', upstream: 'waiting', upstreamNumber: null })
  })
})
