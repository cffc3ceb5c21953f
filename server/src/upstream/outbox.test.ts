import type { ConfigurationId, OrderId } from '@dangol/domain/ids/ids.ts'
import type { ShopConfiguration, ShopOrder } from '@dangol/protocol/shop.ts'
import { describe, expect, test } from 'vitest'
import { createLogger } from '../platform/log.ts'
import type { OutboxMessage } from '../shop-port.ts'
import { createFakeShop } from '../testing/fake-shop.ts'
import { openStoreCore } from '../testing/store-core.ts'
import { settled } from '../testing/wired-store.ts'
import { createOutbox } from './outbox.ts'

const orderOf = (orderId: string): OutboxMessage => ({
  kind: 'order',
  key: orderId as OrderId,
  // The outbox carries an order; it does not read it.
  body: { orderId } as unknown as ShopOrder,
})
const configurationOf = (id: string, name: string): OutboxMessage => ({
  kind: 'configuration',
  key: id as ConfigurationId,
  body: { id, name } as unknown as ShopConfiguration,
})

function open() {
  const core = openStoreCore()
  const shop = createFakeShop(core.time)
  const told: string[] = []
  const make = () =>
    createOutbox({
      ...core,
      clock: core.time,
      timers: core.time,
      log: createLogger('silent'),
      shop,
      orders: {
        delivered: (id, number) => void told.push(`${id} is ${number}`),
        rejected: (id, why) => void told.push(`${id} refused: ${why}`),
      },
      onWaitingChanged: () => void told.push(`waiting ${core.db.prepare('select 1 from outbox').all().length}`),
    })
  const outbox = make()
  const enqueue = (...messages: OutboxMessage[]) => core.transact(() => messages.forEach((one) => outbox.enqueue(one)))
  return { ...core, shop, outbox, enqueue, told, restart: make }
}

describe('the outbox', () => {
  test('delivers what was written, in order within its kind', async () => {
    const { enqueue, outbox, shop } = open()
    enqueue(orderOf('a'), configurationOf('x', 'first'), configurationOf('x', 'second'), orderOf('b'))
    await outbox.pump()
    expect([...shop.orders.keys()]).toEqual(['a', 'b'])
    expect(shop.saved.map(({ name }) => name)).toEqual(['first', 'second'])
    expect(outbox.waiting()).toBe(0)
  })

  test('starts by itself after the commit, and a rolled back message is never sent', async () => {
    const { enqueue, outbox, shop, time, transact } = open()
    expect(() =>
      transact(() => {
        outbox.enqueue(orderOf('never'))
        throw new Error('no order after all')
      }),
    ).toThrow()
    enqueue(orderOf('a'))
    time.advance(1)
    await settled()
    expect([...shop.orders.keys()]).toEqual(['a'])
  })

  test('keeps what the shop cannot be told yet, tries again ever more slowly, and delivers once', async () => {
    const { enqueue, outbox, shop, time, db, told } = open()
    shop.isReachable = false
    enqueue(orderOf('a'), orderOf('b'))
    await outbox.pump()
    for (const seconds of [1, 2, 4]) {
      time.advance(seconds * 1000)
      await settled()
    }
    expect(db.prepare('select attempts from outbox').all()).toEqual([{ attempts: 4 }, { attempts: 0 }])
    shop.isReachable = true
    await outbox.pump()
    expect(shop.orders.size).toBe(0)
    outbox.retryNow()
    await settled()
    expect(outbox.waiting()).toBe(0)
    expect(told.filter((line) => line.includes(' is '))).toEqual(['a is W-1', 'b is W-2'])
  })

  test('outlives a restart', async () => {
    const { enqueue, outbox, shop, restart } = open()
    shop.isReachable = false
    enqueue(orderOf('a'))
    await outbox.stop()
    shop.isReachable = true
    await restart().pump()
    expect([...shop.orders.keys()]).toEqual(['a'])
  })

  test('a final no goes to a person and holds nothing up', async () => {
    const { enqueue, outbox, shop, told, db } = open()
    shop.orderAnswer = { kind: 'rejected', why: '422 no such product' }
    enqueue(orderOf('a'), configurationOf('x', 'kept'))
    await outbox.pump()
    expect(told).toContain('a refused: 422 no such product')
    expect(outbox.waiting()).toBe(0)
    expect(db.prepare('select key, rejected_why from outbox').all()).toEqual([
      { key: 'a', rejected_why: '422 no such product' },
    ])
    expect(shop.saved).toHaveLength(1)
  })

  test('two pumps at once send nothing twice', async () => {
    const { enqueue, outbox, told } = open()
    enqueue(orderOf('a'))
    await Promise.all([outbox.pump(), outbox.pump(), outbox.pump()])
    expect(told.filter((line) => line.includes(' is '))).toEqual(['a is W-1'])
  })
})
