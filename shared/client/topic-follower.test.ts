import type { LogEntry } from '@dangol/protocol/sync.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createReplica } from './replica.ts'
import { EARLY_ENTRIES_MAX, createTopicFollower } from './topic-follower.ts'

const entry = (seq: number, prev: number): LogEntry => ({
  seq,
  prev,
  type: 'catalogue.changed',
  at: 1,
  puts: [{ kind: 'catalogue', id: 'catalogue', value: { version: seq } }],
  dels: [],
})
const following = (head = 5) => {
  const applied: number[] = []
  const replica = createReplica()
  const follower = createTopicFollower({ replica, onEntry: ({ seq }) => applied.push(seq) })
  follower.asked()
  follower.caughtUp({ kind: 'snapshot', epoch: 'e', head, puts: [] })
  return { applied, follower, replica }
}

describe('live entries', () => {
  it('drops an entry that arrives twice', () => {
    const { applied, follower } = following()
    follower.live('e', [entry(6, 5), entry(6, 5)])
    expect(applied).toEqual([6])
  })

  it('accepts an entry whose predecessor lies before a snapshot taken later', () => {
    const { applied, follower } = following(8)
    expect(follower.live('e', [entry(9, 5)])).toBe('follow')
    expect(applied).toEqual([9])
  })

  it('[L4] applies nothing after a gap', () => {
    const { applied, follower } = following()
    expect(follower.live('e', [entry(8, 7), entry(9, 8)])).toBe('catch-up')
    expect(applied).toEqual([])
  })

  it('[L2] asks for what it needs when the epoch is another, and applies nothing of it', () => {
    const { applied, follower } = following()
    expect(follower.live('other', [entry(6, 5)])).toBe('catch-up')
    expect(applied).toEqual([])
  })
})

describe('catching up', () => {
  it('keeps live entries that overtake the answer, and applies only those it has not seen', () => {
    const { applied, follower } = following()
    follower.asked()
    follower.live('e', [entry(6, 5), entry(7, 6)])
    expect(applied).toEqual([])
    follower.caughtUp({ kind: 'entries', after: { epoch: 'e', seq: 5 }, epoch: 'e', head: 6, entries: [entry(6, 5)] })
    expect(applied).toEqual([6, 7])
  })

  it('[L3] starts over when the answer begins elsewhere than its cursor', () => {
    const { follower } = following()
    follower.asked()
    expect(
      follower.caughtUp({ kind: 'entries', after: { epoch: 'e', seq: 4 }, epoch: 'e', head: 6, entries: [] }),
    ).toBe('start-over')
  })

  it('[L3] asks for the next part when the answer stops before the head, and starts over when it brings nothing', () => {
    const { follower } = following()
    follower.asked()
    const part = {
      kind: 'entries',
      after: { epoch: 'e', seq: 5 },
      epoch: 'e',
      head: 9,
      entries: [entry(6, 5)],
    } as const
    expect(follower.caughtUp({ ...part, entries: [...part.entries] })).toBe('catch-up')
    follower.asked()
    expect(follower.caughtUp({ ...part, after: { epoch: 'e', seq: 6 }, entries: [] })).toBe('start-over')
  })

  it('keeps no more early entries than its maximum', () => {
    const { applied, follower } = following(0)
    follower.asked()
    for (let seq = 1; seq <= EARLY_ENTRIES_MAX + 50; seq++) follower.live('e', [entry(seq, seq - 1)])
    follower.caughtUp({ kind: 'entries', after: { epoch: 'e', seq: 0 }, epoch: 'e', head: 0, entries: [] })
    expect(applied).toHaveLength(EARLY_ENTRIES_MAX)
  })
})

describe('a server that started again', () => {
  const answer = (after: string, entries: LogEntry[], head: number) =>
    ({ kind: 'entries', after: { epoch: after, seq: 5 }, epoch: 'next', head, entries }) as const

  it('[L2] is followed into its new epoch from the old cursor, without a snapshot', () => {
    const { applied, follower, replica } = following()
    follower.asked()
    follower.live('next', [entry(7, 6)])
    expect(applied).toEqual([])
    expect(follower.caughtUp(answer('e', [entry(6, 5)], 6))).toBe('follow')
    expect(applied).toEqual([6, 7])
    expect(follower.cursor()).toEqual({ epoch: 'next', seq: 7 })
    expect(replica.contents().catalogue.get('catalogue')).toEqual({ version: 7 })
  })

  it('[L2] an entry of its new life is not applied before its catch-up, nor one of the old life after it', () => {
    const { applied, follower } = following()
    expect(follower.live('next', [entry(6, 5)])).toBe('catch-up')
    follower.asked()
    follower.caughtUp(answer('e', [], 5))
    expect(follower.live('e', [entry(6, 5)])).toBe('catch-up')
    expect(applied).toEqual([])
  })
})

describe('a right that ended', () => {
  it('[T3] leaves nothing, and a late answer to what was asked before brings nothing back', () => {
    const { follower, replica } = following()
    follower.live('e', [entry(6, 5)])
    follower.forget()
    expect(replica.contents().catalogue.size).toBe(0)
    expect(follower.cursor()).toBeNull()
    expect(follower.live('e', [entry(7, 6)])).toBe('catch-up')
    expect(replica.contents().catalogue.size).toBe(0)
  })
})

it('knows how far behind what it heard of it is', () => {
  const { follower } = following()
  expect(follower.behind()).toBe(0)
  follower.head('e', 9)
  expect(follower.behind()).toBe(4)
})

describe('the head', () => {
  it.each([
    ['its own', 'e', 5, 'follow'],
    ['an earlier one', 'e', 4, 'follow'],
    ['a later one', 'e', 6, 'catch-up'],
    ['one of another epoch', 'f', 5, 'catch-up'],
  ])('%s', (_what, epoch, head, next) => {
    expect(following().follower.head(epoch, head)).toBe(next)
  })
})

it('[L4] applies a gap-free prefix whatever is lost, doubled or reordered, and converges by catching up', () => {
  const history = Array.from({ length: 12 }, (_, i) => entry(i + 1, i))
  const delivery = fc.array(fc.integer({ min: 0, max: 11 }), { maxLength: 40 })
  fc.assert(
    fc.property(delivery, (indices) => {
      const { applied, follower, replica } = following(0)
      const catchUp = (): void => {
        const from = follower.cursor()?.seq ?? 0
        follower.asked()
        follower.caughtUp({
          kind: 'entries',
          after: { epoch: 'e', seq: from },
          epoch: 'e',
          head: 12,
          entries: history.slice(from),
        })
      }
      for (const index of indices) {
        const next = follower.live('e', history.slice(index, index + 1))
        expect(applied).toEqual(Array.from({ length: applied.length }, (_, i) => i + 1))
        if (next === 'catch-up') catchUp()
      }
      if (follower.head('e', 12) === 'catch-up') catchUp()
      expect(replica.contents().catalogue.get('catalogue')).toEqual({ version: 12 })
    }),
  )
})
