import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Put, Topic } from '@dangol/protocol/sync.ts'
import type { SnapshotProvider } from '../../ports/sync.ts'
import type { StoreLog } from './change-log.ts'

/** How long the whole state of a topic is kept for the next device that asks: a herd asks within seconds. Milliseconds. */
const SNAPSHOT_KEPT_MS = 1_000
/** Topics whose state is kept at once; the floor and the fleet are what many ask for. */
const SNAPSHOTS_KEPT_MAX = 8

/** The whole state of a topic as of its head (S1). */
export interface Snapshot {
  readonly head: number
  readonly puts: readonly Put[]
  /** JSON of `puts`. */
  readonly text: string
  readonly bytes: number
}

export interface SnapshotsDeps {
  readonly log: Pick<StoreLog, 'span' | 'onRewritten'>
  readonly providers: readonly SnapshotProvider[]
  readonly steady: Clock
}

/** The whole of a topic, as the features know it. */
export interface Snapshots {
  /** As it was at most SNAPSHOT_KEPT_MS ago; null when nobody asked since. */
  recent(topic: Topic): Snapshot | null
  /** As it is. */
  fresh(topic: Topic): Snapshot
}

/** Asks the features, once for devices that ask together. */
export function createSnapshots({ log, providers, steady }: SnapshotsDeps): Snapshots {
  const kept = new Map<Topic, { snapshot: Snapshot; atMs: number }>()
  log.onRewritten(() => kept.clear())
  const recent = (topic: Topic): Snapshot | null => {
    const before = kept.get(topic)
    return before !== undefined && steady.nowMs() - before.atMs < SNAPSHOT_KEPT_MS ? before.snapshot : null
  }
  const fresh = (topic: Topic): Snapshot => {
    const { head } = log.span(topic)
    const nowMs = steady.nowMs()
    const puts = providers.flatMap((provider) => provider(topic)).filter(({ kind }) => carries(topic, kind))
    const text = JSON.stringify(puts)
    const snapshot = { head, puts, text, bytes: Buffer.byteLength(text) }
    for (const [other, { atMs }] of kept) {
      if (kept.size >= SNAPSHOTS_KEPT_MAX || nowMs - atMs >= SNAPSHOT_KEPT_MS) kept.delete(other)
    }
    // One person's state is asked by one device, and is not kept a second longer than it is there.
    if (topic === 'floor' || topic === 'fleet') kept.set(topic, { snapshot, atMs: nowMs })
    return snapshot
  }
  return { recent, fresh }
}

const OF_THE_FLEET: ReadonlySet<Put['kind']> = new Set(['device-health', 'paired-device', 'strangers'])

/** What the topics of one visit and of the fleet carry; what every screen wants to know is on the other ones. */
function carries(topic: Topic, kind: Put['kind']): boolean {
  if (topic.startsWith('visit:')) return kind === 'assist' || kind === 'shared-draft'
  return topic !== 'fleet' || OF_THE_FLEET.has(kind)
}
