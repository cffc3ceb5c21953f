import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import { expect, test } from 'vitest'
import { createManualTime } from '../../testing/manual-time.ts'
import type { FeedPage, Told } from '../connector.ts'
import { gathered } from './gathered.ts'
import { createGathering, GATHERED_MAX } from './gathering.ts'

const told = (id: string, of: string, version = '1'): Told => ({
  ...{ feed: 'orders', id, version, customerId: of as CustomerId, changes: [] },
})
const page = (cursor: string, now: Partial<FeedPage> = {}): FeedPage => ({
  ...{ told: [], gone: [], unusable: [], cursor, more: true, shopNowMs: 0 },
  ...now,
})

function open(answer: (after: string | null) => FeedPage | null) {
  const time = createManualTime()
  const asked: (string | null)[] = []
  const gathering = createGathering({
    steady: time.steady,
    ask: (after) => {
      asked.push(after)
      return new Promise((resolve) => {
        const one = answer(after)
        resolve(one === null ? null : { page: one, askedAtMs: 0 })
      })
    },
  })
  return { ...gathering, asked, time }
}
const numbered =
  (rows = 1) =>
  (after: string | null): FeedPage => {
    const n = Number(after ?? '0') + 1
    return page(String(n), { told: Array.from({ length: rows }, (_, at) => told(`${n}-${at}`, 'b')), more: n < 4 })
  }

test('what is gathered lies together by customer, ends where the last answer ended, and keeps the later word of a record', () => {
  const aside = { feed: 'orders', reason: 'state', detail: 'odd' } as const
  const first = page('1', { told: [told('1', 'b'), told('2', 'a'), told('3', 'b')], unusable: [{ id: '4', ...aside }] })
  const second = page('2', {
    told: [told('4', 'a'), told('2', 'c', '2')],
    gone: [{ feed: 'orders', id: '1' }],
    unusable: [{ id: '3', ...aside }],
    more: false,
  })
  const all = gathered([first, second])
  expect(all?.told.map(({ id, version }) => [id, version])).toEqual([
    ['4', '1'],
    ['2', '2'],
  ])
  expect([all?.gone.map(({ id }) => id), all?.unusable.map(({ id }) => id)]).toEqual([['1'], ['3']])
  expect([all?.cursor, all?.more]).toEqual(['2', false])
  expect(gathered([])).toBeNull()
})

test('answers are gathered to the end, but no more than are taken in at once', async () => {
  const small = open(numbered())
  expect((await small.from(null))?.cursor).toBe('4')
  const large = open(numbered(GATHERED_MAX / 2))
  expect((await large.from(null))?.cursor).toBe('2')
})

test('a shop that answers slowly is not waited for', async () => {
  const slow = open((after) => {
    slow.time.advance(600)
    return numbered()(after)
  })
  expect((await slow.from(null))?.cursor).toBe('2')
})

test('what came before the line broke is taken in; with nothing there is nothing', async () => {
  expect((await open((after) => (after === '2' ? null : numbered()(after))).from(null))?.cursor).toBe('2')
  expect(await open(() => null).from(null)).toBeNull()
})

test('an answer that cannot be read fails when its turn comes, after those before it', async () => {
  const { from } = open((after) => {
    if (after === '1') throw new Error('not an answer')
    return numbered()(after)
  })
  expect((await from(null))?.cursor).toBe('1')
  await expect(from('1')).rejects.toThrow('not an answer')
})

test('what was asked for ahead is used once, and not after it was dropped', async () => {
  const { ahead, from, drop, asked } = open(numbered())
  ahead('2')
  expect((await from('2'))?.cursor).toBe('4')
  expect(asked).toEqual(['2', '3'])
  ahead('2')
  drop()
  expect((await from('2'))?.cursor).toBe('4')
  expect(asked.slice(2)).toEqual(['2', '2', '3'])
})
