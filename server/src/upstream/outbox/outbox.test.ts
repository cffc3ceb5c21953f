import { describe, expect, test } from 'vitest'
import { SEND_DEADLINE_MS } from './deliver.ts'
import { LINES_AT_ONCE } from './sender.ts'
import { configurationOf, consentOf, erasureOf, openOutboxKit, orderOf, quiet, visitOf } from './testing/outbox-kit.ts'

describe('the outbox', () => {
  test('[U2] delivers what is about one person in the order made, whatever it is', async () => {
    const { enqueue, outbox, taken } = openOutboxKit()
    enqueue(configurationOf('x', 'mug', { customerId: 'p' }), orderOf('a', 'p'), visitOf('v', 'p'), orderOf('b', 'p'))
    await outbox().pump()
    expect(taken()).toEqual(['x', 'a', 'v', 'b'])
    expect(outbox().waiting()).toBe(0)
  })

  test('starts by itself after the commit, and a rolled back message is never sent', async () => {
    const { enqueue, outbox, taken, time, transact } = openOutboxKit()
    expect(() =>
      transact(() => {
        outbox().enqueue(orderOf('never'))
        throw new Error('no order after all')
      }),
    ).toThrow()
    enqueue(orderOf('a'))
    time.advance(1)
    await quiet()
    expect(taken()).toEqual(['a'])
  })

  test('[U2] a line that fails holds up nobody else', async () => {
    const kit = openOutboxKit()
    kit.upstream.fate = ({ key }) => (key === 'a' ? 'request-lost' : 'done')
    kit.enqueue(orderOf('a', 'p'), orderOf('b', 'p'), orderOf('c', 'q'), orderOf('d'))
    await kit.pass(60_000)
    expect(kit.taken()).toEqual(['c', 'd'])
    kit.upstream.fate = () => 'done'
    await kit.pass(5 * 60_000)
    expect(kit.taken()).toEqual(['c', 'd', 'a', 'b'])
  })

  test('[U2] a person’s word to the member service does not wait for a platform that is down', async () => {
    const kit = openOutboxKit({ isLinked: true })
    kit.upstream.fate = (_message, target) => (target === 'commerce' ? 'request-lost' : 'done')
    kit.enqueue(orderOf('a', 'p'), consentOf('c', 'p', { 'history.view': 'withdrawn' }))
    await kit.pass(5_000)
    expect(kit.taken()).toEqual(['c'])
    expect(kit.outbox().waiting()).toBe(1)
  })

  test('sends a few lines at once, and never two messages of one', async () => {
    const kit = openOutboxKit()
    kit.enqueue(...Array.from({ length: 30 }, (_, n) => orderOf(`o${n}`, `p${n % 10}`)))
    await kit.outbox().pump()
    expect(kit.upstream.busiest).toBe(LINES_AT_ONCE)
    for (let person = 0; person < 10; person++) {
      const own = kit.upstream.taken
        .map(({ message }) => message)
        .filter(({ body }) => body.customerId === `p${person}`)
      expect(own.map(({ key }) => key)).toEqual([`o${person}`, `o${person + 10}`, `o${person + 20}`])
    }
  })

  test('[U3] after any doubt the next try says that it is not the first: nothing is made twice', async () => {
    const kit = openOutboxKit()
    const fates = ['answer-lost', 'request-lost', 'done'] as const
    kit.upstream.fate = () => fates[kit.upstream.tries.length - 1] ?? 'done'
    kit.enqueue(orderOf('a'))
    await kit.pass(60_000)
    expect(kit.upstream.tries.map(({ again }) => again)).toEqual([false, true, true])
    expect(kit.taken()).toEqual(['a'])
    expect(kit.told).toEqual(['a is W-1'])
  })

  test('[U3] a try that a crash cut off counts: it is written down before it is made', async () => {
    const kit = openOutboxKit()
    kit.upstream.fate = () => 'done-silent'
    kit.enqueue(orderOf('a'))
    void kit.outbox().pump()
    await quiet()
    expect(kit.db.prepare('select attempts from outbox').pluck().all()).toEqual([1])
    await kit.restart()
    kit.upstream.fate = () => 'done'
    await kit.outbox().pump()
    expect(kit.upstream.tries.map(({ again }) => again)).toEqual([false, true])
    expect(kit.taken()).toEqual(['a'])
  })

  test('a shop that stands still is given up on after the deadline, and tried again', async () => {
    const kit = openOutboxKit()
    kit.upstream.fate = () => (kit.upstream.tries.length === 1 ? 'silent' : 'done')
    kit.enqueue(orderOf('a'))
    await kit.pass(SEND_DEADLINE_MS - 1_000)
    expect(kit.upstream.tries).toHaveLength(1)
    await kit.pass(4_000)
    expect(kit.taken()).toEqual(['a'])
  })

  test('[U2] order is kept over restarts', async () => {
    const kit = openOutboxKit()
    kit.upstream.fate = () => 'request-lost'
    kit.enqueue(orderOf('a', 'p'), orderOf('b', 'p'), configurationOf('x', 'mug', { customerId: 'p' }))
    await kit.pass(3_000)
    await kit.restart()
    kit.enqueue(orderOf('c', 'p'))
    kit.upstream.fate = () => 'done'
    await kit.outbox().pump()
    expect(kit.taken()).toEqual(['a', 'b', 'x', 'c'])
  })

  test('while the link is held nothing is sent; released, it goes on', async () => {
    const kit = openOutboxKit()
    kit.pause.isPaused = true
    kit.enqueue(orderOf('a'))
    await kit.pass(60_000)
    expect(kit.upstream.tries).toEqual([])
    kit.pause.isPaused = false
    kit.outbox().retryNow()
    await quiet()
    expect(kit.taken()).toEqual(['a'])
  })

  test('[U9] words of people reach the member service while the link to the platform is held; nothing else does', async () => {
    const kit = openOutboxKit({ isLinked: true })
    kit.pause.isPaused = true
    kit.enqueue(orderOf('a', 'p'), consentOf('c', 'p', {}), visitOf('v', 'p'), erasureOf('e', 'p'))
    await kit.pass(5_000)
    expect(kit.taken()).toEqual(['c', 'v', 'e'])
    kit.pause.isPaused = false
    kit.outbox().retryNow()
    await quiet()
    expect(kit.taken()).toEqual(['c', 'v', 'e', 'a'])
  })

  test('a hold of the embedded shop, which is both, holds all', async () => {
    const kit = openOutboxKit()
    kit.pause.isPaused = true
    kit.enqueue(orderOf('a', 'p'), consentOf('c', 'p', {}), erasureOf('e', 'p'))
    await kit.pass(60_000)
    expect([kit.upstream.tries.length, kit.outbox().waiting()]).toEqual([0, 3])
  })

  test('what the shop asked to come later comes no sooner, even when the line is back', async () => {
    const kit = openOutboxKit()
    kit.upstream.fate = () => (kit.upstream.tries.length === 1 ? { kind: 'later', afterMs: 120_000 } : 'done')
    kit.enqueue(orderOf('a'))
    await kit.pass(60_000)
    kit.outbox().retryNow()
    await kit.pass(59_000)
    expect(kit.upstream.tries).toHaveLength(1)
    await kit.pass(3_000)
    expect(kit.taken()).toEqual(['a'])
  })

  test('a line that is back is used at once', async () => {
    const kit = openOutboxKit({ chances: [0.99] })
    kit.upstream.fate = () => 'request-lost'
    kit.enqueue(orderOf('a'), orderOf('b'))
    await kit.pass(120_000)
    kit.upstream.fate = () => 'done'
    kit.outbox().retryNow()
    await quiet()
    expect(kit.taken()).toEqual(['a', 'b'])
    expect(kit.outbox().state()).toMatchObject({ waiting: 0, breaker: 'closed', retryAt: null, sent: 2 })
  })

  test('two pumps at once send nothing twice', async () => {
    const kit = openOutboxKit()
    kit.enqueue(orderOf('a'))
    await Promise.all([kit.outbox().pump(), kit.outbox().pump(), kit.outbox().pump()])
    expect(kit.upstream.tries).toHaveLength(1)
  })

  test('what somebody who is erased had waiting is not sent, also when its turn had just come', async () => {
    const kit = openOutboxKit()
    kit.enqueue(configurationOf('x', 'mug', { customerId: 'p' }), orderOf('a', 'p'))
    const sent = kit.outbox().pump()
    kit.transact(() => kit.outbox().forgetCustomer('p' as never))
    await sent
    expect(kit.taken()).toEqual(['a'])
  })

  test('[U6] says how much waits, since when, and what was sent', async () => {
    const kit = openOutboxKit()
    kit.pause.isPaused = true
    const at = kit.time.nowMs()
    expect(kit.outbox().state()).toMatchObject({ waiting: 0, oldestAt: null, letters: 0, sent: 0, sentAt: null })
    kit.enqueue(orderOf('a'))
    await kit.pass(5_000)
    kit.enqueue(orderOf('b'))
    expect(kit.outbox().state()).toMatchObject({ waiting: 2, oldestAt: at, breaker: 'closed' })
  })
})
