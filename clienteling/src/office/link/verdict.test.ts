import { describe, expect, it } from 'vitest'
import { feedState, linkState } from '../../testing/samples.ts'
import { BEHIND_MS, glanceOf, LONG_AWAY_MS, percentOf, standingOf, toneOf, verdictOf } from './verdict.ts'

const NOW = 1_000_000
/** As long as the samples are current. */
const SOON = 2_000
const paused = { by: '지은', at: 5, reason: 'stock-taking' }
const problems = [{ code: 'field' as const, detail: 'Order.externalRef' }]
const probe = (over: object) => ({ at: 1, version: '3', clockOffsetMs: 0, problems: [], ...over })
const outbox = (over: object) => ({ ...linkState().outbox, ...over })

describe('the one sentence about the link', () => {
  it.each([
    [
      'wrong configuration, whatever else',
      { probe: probe({ problems }), paused, line: 'down' as const },
      'problems',
      'bad',
    ],
    ['a person who holds it, also while the shop is away', { paused, line: 'down' as const }, 'held', 'warn'],
    [
      'a shop that is away',
      { line: 'down' as const, since: NOW - LONG_AWAY_MS, outbox: outbox({ letters: 2 }) },
      'away',
      'bad',
    ],
    ['a shop that is away for a moment', { line: 'down' as const, since: NOW - 5_000 }, 'away', 'warn'],
    ['a shop that nobody has asked', { probe: null }, 'asking', 'plain'],
    ['a line that nobody has tried', { line: 'unknown' as const }, 'asking', 'plain'],
    ['letters before what mends itself', { outbox: outbox({ letters: 2, breaker: 'open' }) }, 'letters', 'warn'],
    ['a shop that is left alone', { outbox: outbox({ breaker: 'open', retryAt: 9 }) }, 'resting', 'warn'],
    [
      'a feed that cannot be read',
      { feeds: [feedState(), feedState({ state: 'failing' as const })] },
      'failing',
      'warn',
    ],
    ['a first load', { feeds: [feedState({ state: 'loading' as const, loaded: 10 })] }, 'loading', 'plain'],
    [
      'a feed that was never read',
      { feeds: [feedState({ state: 'waiting' as const, readAt: null })] },
      'asking',
      'plain',
    ],
    ['nothing to say', {}, 'current', 'good'],
  ])('is about %s', (_what, over, kind, tone) => {
    const verdict = verdictOf(linkState(over), SOON)
    expect([verdict.kind, toneOf(verdict, NOW)]).toEqual([kind, tone])
  })

  it('calls the embedded shop current, which is never probed', () => {
    expect(verdictOf(linkState({ platform: 'embedded', probe: null }), SOON)).toEqual({ kind: 'current', at: 1_000 })
  })

  it('says so when the shop answers and was not read to its end for long', () => {
    const verdict = verdictOf(linkState(), 1_000 + BEHIND_MS)
    expect([verdict, toneOf(verdict, NOW)]).toEqual([{ kind: 'behind', at: 1_000 }, 'warn'])
  })

  it('is not about what is only compared, once a night', () => {
    const stock = feedState({ feed: 'stock', reliability: 'none', readAt: null })
    expect(verdictOf(linkState({ feeds: [feedState(), stock] }), SOON)).toEqual({ kind: 'current', at: 1_000 })
    expect(glanceOf(linkState({ feeds: [feedState(), stock] }), SOON)).toMatchObject({ behindMs: 1_000 })
  })

  it('is as current as the feed that was read longest ago', () => {
    const feeds = [feedState({ readAt: 70 }), feedState({ readAt: 50 })]
    expect(verdictOf(linkState({ feeds }), SOON)).toEqual({ kind: 'current', at: 50 })
  })
})

describe('a first load', () => {
  it.each([
    [{ loaded: 0, total: 200 }, 0],
    [{ loaded: 199, total: 200 }, 99],
    [{ loaded: 260, total: 200 }, 99],
    [{ loaded: 5, total: null }, null],
    [{ loaded: 0, total: 0 }, null],
  ])('of %j is at %s percent', (feed, percent) => {
    expect(percentOf(feed)).toBe(percent)
  })

  it('of several feeds is one figure, of those that say how many records they have', () => {
    const half = feedState({ state: 'loading', loaded: 50, total: 100 })
    const none = feedState({ state: 'loading', loaded: 0, total: 100 })
    const silent = feedState({ state: 'loading', loaded: 7, total: null })
    expect(verdictOf(linkState({ feeds: [half, none, feedState()] }), SOON)).toEqual({ kind: 'loading', percent: 25 })
    expect(verdictOf(linkState({ feeds: [half, silent] }), SOON)).toEqual({ kind: 'loading', percent: 50 })
    expect(verdictOf(linkState({ feeds: [silent] }), SOON)).toEqual({ kind: 'loading', percent: null })
  })
})

describe('the figures', () => {
  it('count what needs somebody, and measure the feed that is furthest behind', () => {
    const feeds = [
      feedState({ readAt: NOW - 3_000, changedAt: 40, setAside: 2 }),
      feedState({ readAt: NOW - 9_000, changedAt: null, setAside: 1, state: 'failing' }),
    ]
    expect(glanceOf(linkState({ feeds, outbox: outbox({ waiting: 4, oldestAt: 7, letters: 3 }) }), NOW)).toEqual({
      ...{ changedAt: 40, behindMs: 9_000, waiting: 4, oldestAt: 7, letters: 3, setAside: 3, failing: 1, problems: 0 },
    })
  })

  it('know no value before everything was read once', () => {
    expect(glanceOf(linkState({ feeds: [feedState({ readAt: null, changedAt: null })] }), NOW)).toMatchObject({
      ...{ changedAt: null, behindMs: null },
    })
  })
})

describe('how a feed stands', () => {
  it.each([
    ['was just read', { readAt: NOW }, 'current'],
    ['was read to its end long ago, whatever stopped it since', { readAt: NOW - BEHIND_MS }, 'behind'],
    ['is only ever compared', { readAt: null, reliability: 'none' as const }, 'current'],
    ['is not read yet', { readAt: null, state: 'waiting' as const }, 'waiting'],
    ['could not be read', { readAt: NOW - BEHIND_MS, state: 'failing' as const }, 'failing'],
  ])('one that %s', (_, over, standing) => {
    expect(standingOf(feedState(over), NOW)).toBe(standing)
  })
})
