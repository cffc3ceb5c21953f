import { describe, expect, test } from 'vitest'
import { configurationOf, consentOf, erasureOf, openOutboxKit, orderOf, quiet, visitOf } from './testing/outbox-kit.ts'

const waitingKeys = ({ db }: ReturnType<typeof openOutboxKit>) =>
  db.prepare<[], string>('select key from outbox order by position').pluck().all()

describe('what takes the place of what waits', () => {
  test('[U6] the newest word on a thing or a visit stands for those before it, and keeps their age', async () => {
    const kit = openOutboxKit()
    kit.pause.isPaused = true
    const since = kit.time.nowMs()
    kit.enqueue(configurationOf('x', 'first', { customerId: 'p' }), visitOf('v', 'p', 'L1'), orderOf('a', 'p'))
    await kit.pass(60_000)
    kit.enqueue(configurationOf('x', 'second', { customerId: 'p' }), visitOf('v', 'p', 'L2'))
    expect(waitingKeys(kit)).toEqual(['a', 'x', 'v'])
    expect(kit.outbox().state().oldestAt).toBe(since)
    kit.pause.isPaused = false
    await kit.outbox().pump()
    // In the order made: what was left out is left out, and nothing came before what it was made after.
    expect(kit.upstream.taken.map(({ message }) => message)).toMatchObject([
      { key: 'a' },
      { key: 'x', body: { name: 'second' } },
      { key: 'v', body: { level: 'L2' } },
    ])
  })

  test('what is under way is not replaced; the newer one follows it', async () => {
    const kit = openOutboxKit()
    kit.upstream.fate = () => (kit.upstream.tries.length === 1 ? 'silent' : 'done')
    kit.enqueue(configurationOf('x', 'first', { customerId: 'p' }))
    void kit.outbox().pump()
    await quiet()
    kit.enqueue(configurationOf('x', 'second', { customerId: 'p' }))
    kit.enqueue(configurationOf('x', 'third', { customerId: 'p' }))
    expect(waitingKeys(kit)).toEqual(['x', 'x'])
    await kit.pass(60_000)
    expect(kit.upstream.taken.map(({ message }) => message.body)).toMatchObject([{ name: 'first' }, { name: 'third' }])
  })

  test('a newer word ends the letter about the older one: sent again it would undo it', async () => {
    const kit = openOutboxKit()
    kit.upstream.fate = () => (kit.upstream.tries.length <= 2 ? { kind: 'rejected', why: '422' } : 'done')
    kit.enqueue(configurationOf('x', 'first', { customerId: 'p' }))
    await kit.outbox().pump()
    kit.enqueue(consentOf('c1', 'p', { 'history.view': 'granted' }))
    await kit.outbox().pump()
    expect(kit.letters()).toHaveLength(2)
    kit.enqueue(configurationOf('x', 'second', { customerId: 'p' }))
    kit.enqueue(consentOf('c2', 'p', { 'history.view': 'withdrawn', 'recog.kiosk': 'granted' }))
    await kit.outbox().pump()
    expect(kit.letters()).toEqual([])
    expect(kit.taken()).toEqual(['x', 'c2'])
  })

  test('a consent about something else takes nobody’s place', () => {
    const kit = openOutboxKit()
    kit.pause.isPaused = true
    kit.enqueue(consentOf('c1', 'p', { 'history.view': 'granted' }), consentOf('c2', 'p', { 'recog.kiosk': 'granted' }))
    kit.enqueue(consentOf('c3', 'q', { 'history.view': 'withdrawn' }))
    expect(waitingKeys(kit)).toEqual(['c1', 'c2', 'c3'])
  })
})

describe('[U6] a full outbox', () => {
  test('never refuses or drops an order, a consent or an erasure', () => {
    const kit = openOutboxKit({ othersMax: 3 })
    kit.pause.isPaused = true
    for (let n = 0; n < 20; n++) {
      kit.enqueue(orderOf(`o${n}`), consentOf(`c${n}`, `p${n}`, { 'history.view': 'granted' }))
      kit.enqueue(erasureOf(`e${n}`, `q${n}`))
    }
    expect(kit.outbox().waiting()).toBe(60)
  })

  test('lets go of what is missed least: dead codes, then receipts of visits, then saved things, oldest first', () => {
    const kit = openOutboxKit({ othersMax: 5 })
    kit.pause.isPaused = true
    const soon = kit.time.nowMs() + 1_000
    kit.enqueue(configurationOf('saved-1', 'mug', { customerId: 'p' }), visitOf('v1', 'p'), orderOf('a', 'p'))
    kit.enqueue(configurationOf('parked', 'mug', { codeExpiresAt: soon }))
    kit.enqueue(configurationOf('saved-2', 'mug', { customerId: 'q' }), visitOf('v2', 'q'))
    kit.time.advance(2_000)
    const left = [
      ['saved-1', 'v1', 'a', 'saved-2', 'v2', 'v3'],
      ['saved-1', 'a', 'saved-2', 'v2', 'v3', 'v4'],
      ['saved-1', 'a', 'saved-2', 'v3', 'v4', 'v5'],
    ]
    for (const [n, keys] of left.entries()) {
      kit.enqueue(visitOf(`v${n + 3}`, `r${n}`))
      expect(waitingKeys(kit)).toEqual(keys)
    }
    for (const key of ['saved-3', 'saved-4', 'saved-5', 'saved-6']) {
      kit.enqueue(configurationOf(key, 'mug', { customerId: key }))
    }
    expect(waitingKeys(kit)).toEqual(['a', 'saved-2', 'saved-3', 'saved-4', 'saved-5', 'saved-6'])
    expect(kit.outbox().state().max).toBe(5)
  })

  test('lets go of nothing that is under way', async () => {
    const kit = openOutboxKit({ othersMax: 1 })
    kit.upstream.fate = ({ key }) => (key === 'v1' ? 'silent' : 'done')
    kit.enqueue(visitOf('v1', 'p'))
    void kit.outbox().pump()
    await quiet()
    kit.enqueue(visitOf('v2', 'q'))
    kit.enqueue(visitOf('v3', 'r'))
    expect(waitingKeys(kit)).toEqual(['v1', 'v3'])
  })
})
