import type { FeedState, LinkState, ProbeProblem } from '@dangol/protocol/link.ts'

/** A shop that is away for longer is worth a telephone call. Milliseconds. */
export const LONG_AWAY_MS = 10 * 60_000
/** Whoever asks every few seconds has read to the end within this time, or something is wrong. Milliseconds. */
export const BEHIND_MS = 5 * 60_000

/** How the link stands, the first of these that is so: what stops everything comes before what stops one thing. */
export type Verdict =
  | { readonly kind: 'problems'; readonly problems: readonly ProbeProblem[] }
  | { readonly kind: 'held'; readonly by: string; readonly at: number; readonly reason: string }
  | { readonly kind: 'away'; readonly since: number; readonly waiting: number }
  | { readonly kind: 'asking' }
  | { readonly kind: 'letters'; readonly count: number }
  | { readonly kind: 'resting'; readonly retryAt: number | null; readonly waiting: number }
  | { readonly kind: 'failing'; readonly feed: FeedState }
  | { readonly kind: 'loading'; readonly percent: number | null }
  | { readonly kind: 'behind' | 'current'; readonly at: number }

export type Tone = 'good' | 'plain' | 'warn' | 'bad'

/** The one thing to say about the link. */
export function verdictOf(state: LinkState, nowMs: number): Verdict {
  return stopped(state) ?? troubled(state) ?? reading(state, nowMs)
}

/** How loud it is to be said. */
export function toneOf(verdict: Verdict, nowMs: number): Tone {
  switch (verdict.kind) {
    case 'problems':
      return 'bad'
    case 'away':
      return nowMs - verdict.since >= LONG_AWAY_MS ? 'bad' : 'warn'
    case 'held':
    case 'letters':
    case 'resting':
    case 'failing':
    case 'behind':
      return 'warn'
    case 'current':
      return 'good'
    default:
      return 'plain'
  }
}

/** How a feed stands now: one that was read to its end once is only as current as that reading. */
export function standingOf(feed: FeedState, nowMs: number): FeedState['state'] | 'behind' {
  const [read] = polled([feed])
  const isBehind = feed.state === 'current' && read !== undefined && nowMs - (read.readAt ?? 0) >= BEHIND_MS
  return isBehind ? 'behind' : feed.state
}

/** How far a first load is, in whole percent; null where the shop does not say how many there are. */
export function percentOf({ loaded, total }: Pick<FeedState, 'loaded' | 'total'>): number | null {
  if (total === null || total === 0) return null
  // Done is said by the state; a shop that grew meanwhile has more than it first said.
  return Math.min(99, Math.floor((loaded / total) * 100))
}

/** What the four figures at the top say; null for what has no value yet. */
export interface Glance {
  /** When something last came that was new. */
  readonly changedAt: number | null
  /** How long ago the feed that is furthest behind was read to its end. Milliseconds. */
  readonly behindMs: number | null
  readonly waiting: number
  readonly oldestAt: number | null
  /** What needs somebody, each counted. */
  readonly letters: number
  readonly setAside: number
  readonly failing: number
  readonly problems: number
}

export function glanceOf({ feeds, outbox, probe }: LinkState, nowMs: number): Glance {
  const read = polled(feeds).map(({ readAt }) => readAt)
  const changed = feeds.flatMap(({ changedAt }) => changedAt ?? [])
  const isReadOnce = read.length > 0 && read.every((at) => at !== null)
  return {
    changedAt: changed.length === 0 ? null : Math.max(...changed),
    behindMs: isReadOnce ? Math.max(0, nowMs - Math.min(...read)) : null,
    waiting: outbox.waiting,
    oldestAt: outbox.oldestAt,
    letters: outbox.letters,
    setAside: feeds.reduce((sum, feed) => sum + feed.setAside, 0),
    failing: feeds.filter(({ state }) => state === 'failing').length,
    problems: probe?.problems.length ?? 0,
  }
}

function stopped({ probe, paused, line, since, platform, outbox }: LinkState): Verdict | null {
  if (probe !== null && probe.problems.length > 0) return { kind: 'problems', problems: probe.problems }
  if (paused !== null) return { kind: 'held', ...paused }
  if (line === 'down') return { kind: 'away', since, waiting: outbox.waiting }
  // The embedded shop is asked nothing before it is used.
  const isAsked = probe !== null || platform === 'embedded'
  return isAsked && line !== 'unknown' ? null : { kind: 'asking' }
}

function troubled({ outbox, feeds }: LinkState): Verdict | null {
  if (outbox.letters > 0) return { kind: 'letters', count: outbox.letters }
  if (outbox.breaker !== 'closed') return { kind: 'resting', retryAt: outbox.retryAt, waiting: outbox.waiting }
  const failing = feeds.find(({ state }) => state === 'failing')
  return failing === undefined ? null : { kind: 'failing', feed: failing }
}

function reading({ feeds }: LinkState, nowMs: number): Verdict {
  const loading = feeds.filter(({ state }) => state === 'loading')
  if (loading.length > 0) return { kind: 'loading', percent: wholePercent(loading) }
  const read = polled(feeds).map(({ readAt }) => readAt)
  if (read.length === 0 || read.some((at) => at === null)) return { kind: 'asking' }
  const at = Math.min(...read.flatMap((one) => one ?? []))
  return { kind: nowMs - at < BEHIND_MS ? 'current' : 'behind', at }
}

/** Those that are asked all the time; what is only compared is as old as the last comparison, and says so in its row. */
const polled = (feeds: readonly FeedState[]): readonly FeedState[] =>
  feeds.filter(({ reliability }) => reliability !== 'none')

/** Of those that say how many records they have; a feed that does not say changes nothing. */
function wholePercent(loading: readonly FeedState[]): number | null {
  const counted = loading.flatMap(({ loaded, total }) => (total === null ? [] : [{ loaded, total }]))
  const sum = (of: 'loaded' | 'total') => counted.reduce((so, feed) => so + feed[of], 0)
  return percentOf({ loaded: sum('loaded'), total: sum('total') })
}
