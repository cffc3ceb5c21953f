import type { Timers } from '@dangol/domain/time/clock.ts'
import { FEEDS } from '@dangol/protocol/link.ts'
import type { Feed, MappedSample, ProbeProblem, Unusable } from '@dangol/protocol/link.ts'
import type { ShopAnswer } from '../../shop-port.ts'
import type { CommerceConnector, FeedPage, Probe } from '../connector.ts'
import { cut, verdictOf } from './probe-watch.ts'
import { sampleOf } from './sample.ts'

/** What a dry run may take altogether; somebody waits at a screen. */
export const DRY_RUN_MS = 20_000
/** Records of each feed: the first few show how all are mapped. */
const PER_FEED = 6
const ROWS_MAX = 60

export interface DryRun {
  readonly problems: readonly ProbeProblem[]
  readonly samples: readonly MappedSample[]
  readonly unusable: readonly Unusable[]
}

export interface DryRunDeps {
  readonly connector: Pick<CommerceConnector, 'capabilities' | 'probe' | 'scan'>
  readonly timers: Timers
  /** By which times are shown. */
  readonly timeZone: string
  readonly onProbed?: (answer: ShopAnswer<Probe>) => void
}

/**
 * Asks the shop how it is and reads a few records of each feed, without keeping any. A link with problems reads nothing (U10). What
 * was read by the deadline is shown; a feed that was not says so.
 */
export async function dryRun({ connector, timers, timeZone, onProbed }: DryRunDeps): Promise<DryRun> {
  const over = new AbortController()
  const cancel = timers.after(DRY_RUN_MS, () => over.abort())
  try {
    const answer = await connector.probe(over.signal)
    onProbed?.(answer)
    const problems = problemsOf(answer)
    if (problems.length > 0) return { problems, samples: [], unusable: [] }
    const feeds = FEEDS.filter((feed) => connector.capabilities.feeds[feed] !== undefined)
    const read = await Promise.all(feeds.map((feed) => readSome(connector, feed, over.signal, timeZone)))
    return {
      problems: read.flatMap((one) => one.problems),
      samples: read.flatMap((one) => one.samples).slice(0, ROWS_MAX),
      unusable: read.flatMap((one) => one.unusable).slice(0, ROWS_MAX),
    }
  } finally {
    cancel()
  }
}

function problemsOf(answer: ShopAnswer<Probe>): readonly ProbeProblem[] {
  if (answer.kind === 'unreachable') return [cut({ code: 'unreachable', detail: answer.why })]
  return verdictOf(answer)?.problems ?? (answer.kind === 'answered' ? answer.value.problems.map(cut) : [])
}

async function readSome(
  connector: Pick<CommerceConnector, 'scan'>,
  feed: Feed,
  signal: AbortSignal,
  timeZone: string,
): Promise<DryRun> {
  const answer = await connector.scan(feed, null, { limit: PER_FEED, signal })
  if (answer.kind !== 'answered') {
    const code = answer.kind === 'rejected' ? 'scope' : 'unreachable'
    return { problems: [cut({ code, detail: `${feed}: ${answer.why}` })], samples: [], unusable: [] }
  }
  const { told, unusable }: FeedPage = answer.value
  return {
    problems: [],
    samples: told.slice(0, PER_FEED).map((one) => sampleOf(one, timeZone)),
    unusable: unusable.slice(0, PER_FEED),
  }
}
