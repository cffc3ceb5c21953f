import { describe, expect, test } from 'vitest'
import { createManualTime } from '../../testing/manual-time.ts'
import { BREAK_AFTER, createBreaker } from './breaker.ts'
import { openOutboxKit, orderOf, quiet } from './testing/outbox-kit.ts'

function open() {
  const time = createManualTime()
  const told: (number | null)[] = []
  const breaker = createBreaker({
    steady: time.steady,
    chance: () => 0.5,
    onChange: (openMs) => void told.push(openMs),
  })
  const fail = (times: number, askedMs?: number) => {
    for (let n = 0; n < times; n++) breaker.failed(`line ${n % 2}`, askedMs)
  }
  return { time, told, breaker, fail }
}

describe('the breaker before a shop', () => {
  test('opens after tries in a row that nobody answered, and any answer begins the count anew', () => {
    const { breaker, fail, told } = open()
    fail(BREAK_AFTER - 1)
    breaker.heard()
    fail(BREAK_AFTER - 1)
    expect(breaker.state()).toBe('closed')
    fail(1)
    expect([breaker.state(), breaker.retryAtMs()]).toEqual(['open', 3_750])
    expect(told).toEqual([3_750])
  })

  test('one thing that is ill does not make the shop ill', () => {
    const { breaker } = open()
    for (let n = 0; n < 50; n++) breaker.failed('the same line')
    expect(breaker.state()).toBe('closed')
    breaker.failed('another')
    expect(breaker.state()).toBe('open')
  })

  test('lets one find out whether the shop is back; each failure makes the next pause longer, up to a minute', () => {
    const { breaker, fail, time, told } = open()
    fail(BREAK_AFTER)
    for (let n = 0; n < 8; n++) {
      time.advance((breaker.retryAtMs() ?? 0) - time.steady.nowMs())
      expect(breaker.state()).toBe('half-open')
      breaker.failed('the one that tries')
      expect(breaker.state()).toBe('open')
    }
    expect(told).toEqual([3_750, 7_500, 15_000, 30_000, 45_000, 45_000, 45_000, 45_000, 45_000])
    time.advance(45_000)
    breaker.heard()
    expect([breaker.state(), breaker.retryAtMs(), told.at(-1)]).toEqual(['closed', null, null])
    fail(BREAK_AFTER)
    expect(told.at(-1)).toBe(3_750)
  })

  test('waits at least as long as the shop asked, and tries under way when it opened add nothing', () => {
    const { breaker, fail, told } = open()
    fail(BREAK_AFTER, 90_000)
    fail(10)
    expect(told).toEqual([90_000])
    breaker.close()
    expect(breaker.state()).toBe('closed')
  })
})

describe('the outbox before a shop that is gone', () => {
  const down = () => {
    const kit = openOutboxKit()
    kit.upstream.fate = () => 'request-lost'
    kit.enqueue(...Array.from({ length: 40 }, (_, n) => orderOf(`o${n}`)))
    return kit
  }

  test('leaves it alone after a few tries, and says so', async () => {
    const kit = down()
    await kit.pass(1_000)
    expect(kit.upstream.tries.length).toBeLessThanOrEqual(BREAK_AFTER + 3)
    const state = kit.outbox().state()
    expect(state.breaker).toBe('open')
    expect(state.retryAt).toBeGreaterThan(kit.time.nowMs())
    expect(state.retryAt).toBeLessThanOrEqual(kit.time.nowMs() + 5_000)
  })

  test('[U6] asks it about once a minute, however much waits, and however long', async () => {
    const kit = down()
    await kit.pass(10 * 60_000, 5_000)
    const before = kit.upstream.tries.length
    await kit.pass(60 * 60_000, 5_000)
    expect(kit.upstream.tries.length - before).toBeGreaterThan(50)
    expect(kit.upstream.tries.length - before).toBeLessThan(90)
    expect(kit.outbox().waiting()).toBe(40)
  })

  test('one try that gets through opens it for all', async () => {
    const kit = down()
    await kit.pass(10 * 60_000, 5_000)
    kit.upstream.fate = () => 'done'
    await kit.pass(60_000, 5_000)
    expect(kit.outbox().state()).toMatchObject({ breaker: 'closed', retryAt: null })
    // Those that were tried wait for their own turn.
    await kit.pass(5 * 60_000, 5_000)
    expect(kit.outbox().waiting()).toBe(0)
  })

  test('the line that is back closes it at once', async () => {
    const kit = down()
    await kit.pass(10 * 60_000, 5_000)
    kit.upstream.fate = () => 'done'
    kit.outbox().retryNow()
    await quiet(60)
    expect(kit.outbox().waiting()).toBe(0)
    expect(new Set(kit.taken()).size).toBe(40)
  })

  test('[U2] things that are ill hold up nobody: what was tried least finds out whether the shop is back', async () => {
    const kit = openOutboxKit()
    kit.upstream.fate = ({ key }) => (key.startsWith('ill') ? 'request-lost' : 'done')
    kit.enqueue(orderOf('ill-1'), orderOf('ill-2'), orderOf('ill-3'))
    await kit.pass(60 * 60_000, 5_000)
    kit.enqueue(orderOf('well'))
    await kit.pass(60_000)
    expect(kit.taken()).toEqual(['well'])
  })
})
