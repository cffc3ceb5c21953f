import { LiveSchema, REQUESTS } from '@dangol/client/previous/v1.js'
import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import type { LogEntry, Put } from '@dangol/protocol/sync.ts'
import { PROTOCOL_VERSION } from '@dangol/protocol/version.ts'
import { describe, expect, test } from 'vitest'
import { answerFor, eventFor, roomOf, subscriptionFrom } from './previous-version.ts'

const known: Put = { kind: 'catalogue', id: 'catalogue', value: { version: 3 } }
const unknown: Put = {
  kind: 'shared-draft',
  id: 'draft',
  value: {
    id: 'draft' as never,
    familyId: 'mug' as never,
    modelVersion: 1,
    name: '',
    revision: 0,
    made: {},
    hands: {},
    history: [],
    suggestions: [],
  },
}
const entry = (seq: number, puts: Put[]): LogEntry => ({
  ...{ seq, prev: seq - 1, type: 'thing.changed', at: 1, puts },
  dels: [
    { kind: 'assist', id: 'one' },
    { kind: 'call', id: 'two' },
  ],
})
const subscribed = REQUESTS['sync:subscribe']?.output

describe('a device of version 1', () => {
  test('[V2] hears every entry, with what it knows of it, so that none is missing', () => {
    const live = { topic: 'floor' as const, epoch: 'e', entries: [entry(1, [known, unknown]), entry(2, [unknown])] }
    expect(LiveSchema.safeParse(live).success).toBe(false)
    const told = eventFor(1, 'log:appended', live)
    expect(LiveSchema.safeParse(told).success).toBe(true)
    expect(told?.entries.map(({ seq, puts, dels }) => [seq, puts.length, dels.length])).toEqual([
      [1, 1, 1],
      [2, 0, 1],
    ])
    expect(eventFor(PROTOCOL_VERSION, 'log:appended', live)).toBe(live)
  })

  test('[V2] is not sent events that it has no word for', () => {
    expect(eventFor(1, 'log:revoked', { topic: 'floor' })).toBeNull()
    expect(eventFor(1, 'store:state', { at: 1, writable: true })).toBeNull()
    const head = { topic: 'floor' as const, epoch: 'e', head: 1 }
    expect(eventFor(1, 'log:head', head)).toBe(head)
  })

  test('[V2] catches up in its own shape', () => {
    const entries = {
      ...{ kind: 'entries' as const, after: { epoch: 'e', seq: 4 }, epoch: 'e', head: 6 },
      entries: [entry(5, [known]), entry(6, [unknown])],
    }
    const snapshot = { kind: 'snapshot' as const, epoch: 'e', head: 6, puts: [known, unknown] }
    for (const value of [entries, snapshot]) {
      expect(subscribed?.safeParse(value).success).toBe(false)
      const answer = answerFor(1, 'sync:subscribe', { ok: true, value }) as { value: unknown }
      expect(subscribed?.safeParse(answer.value).success).toBe(true)
    }
    expect(answerFor(1, 'sync:subscribe', { ok: true, value: entries })).toMatchObject({ value: { from: 4 } })
  })

  test('[V2] is shown past orders without what is said of them since', () => {
    const read = REQUESTS['customers:card']?.output
    const order = {
      ...{ number: 'W-1', placedAt: 1, channel: 'web' as const, state: 'shipped', units: 1, lines: [] },
      total: { minor: 1, currency: 'KRW' as const },
    }
    const parcels = [{ stage: 'underway' as const, at: 2, units: 1, carrier: 'CJ', tracking: '77' }]
    const history = { orderCount: 2, firstOrder: null, lastOrder: null }
    const value = {
      ...{ customerId: 'a'.repeat(32) as CustomerId, maskedName: '김*우', lang: 'ko' as const, consents: {} },
      ...{ personas: [], configurations: [] },
      history: { ...history, orders: [{ ...order, paid: 'paid' as const, parcels }, order] },
    }
    expect(read?.safeParse(value).success).toBe(false)
    const answer = answerFor(1, 'customers:card', { ok: true, value }) as { value: unknown }
    expect(read?.safeParse(answer.value).success).toBe(true)
    expect(answer.value).toMatchObject({ history: { ...history, orders: [order, order] } })
    const none = { ...value, history: null }
    expect(answerFor(1, 'customers:card', { ok: true, value: none })).toEqual({ ok: true, value: none })
  })

  test('[V2] asks of an earlier life of the server as if it knew nothing', () => {
    const asked = (epoch: string) => ({ topic: 'floor' as const, cursor: { epoch, seq: 4 } })
    expect(subscriptionFrom(1, asked('now'), 'now')).toEqual(asked('now'))
    expect(subscriptionFrom(1, asked('before'), 'now')).toEqual({ topic: 'floor', cursor: null })
    expect(subscriptionFrom(2, asked('before'), 'now')).toEqual(asked('before'))
  })

  test.each(['forgotten', 'read-only'] as const)('[V2] hears %s as a failure of the server', (code) => {
    expect(answerFor(1, 'visits:begin', { ok: false, error: { code } })).toEqual({
      ok: false,
      error: { code: 'internal' },
    })
    expect(answerFor(2, 'visits:begin', { ok: false, error: { code } })).toEqual({ ok: false, error: { code } })
  })

  test('[V2] hears that an address is missing as that nobody knows one: what to do is the same', () => {
    expect(answerFor(1, 'orders:place', { ok: false, error: { code: 'delivery-needs-address' } })).toEqual({
      ok: false,
      error: { code: 'delivery-needs-recognition' },
    })
  })

  test('[V2] hears everything else as it is', () => {
    const refused = { ok: false, error: { code: 'visit-in-progress' } } as const
    expect(answerFor(1, 'visits:begin', refused)).toBe(refused)
    expect([roomOf('floor', 1), roomOf('floor', PROTOCOL_VERSION)]).toEqual(['floor@1', 'floor'])
  })
})
