import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Answer, Input } from '@dangol/protocol/requests.ts'
import type { CatchUp, LogEntry, Topic } from '@dangol/protocol/sync.ts'
import type { Caller, Handler } from '../../transport/handler.ts'
import type { StoreLog } from './change-log.ts'
import type { Chunk, Chunks } from './chunks.ts'
import { encoded } from './encoded.ts'
import type { MayRead } from './entitlement.ts'
import type { Pacing } from './pacing.ts'
import type { Snapshot, Snapshots } from './snapshots.ts'

export interface CatchUpDeps {
  readonly log: Pick<StoreLog, 'epoch' | 'epochs' | 'span'>
  readonly chunks: Chunks
  readonly snapshots: Snapshots
  readonly mayRead: MayRead
  readonly pacing: Pacing<Caller['deviceId']>
  /** Lets the device hear the topic from now on; in the same turn as the read, so that nothing falls between. */
  readonly follow: (caller: Caller, topic: Topic) => void
  /** Tells one follower live entries that the others have heard already. */
  readonly tellOne: (caller: Caller, topic: Topic, entries: Chunk) => void
}

type Subscribe = Input<'sync:subscribe'>
type Cursor = NonNullable<Subscribe['cursor']>

/**
 * Brings a device up to date with a topic and lets it follow: what it missed, a chunk at a time, when its cursor still fits
 * (L2, L3), else the whole state (S1). It hears the topic live from the chunk that reaches the head. Devices that come together
 * are served in turn, a little at a time. Refuses: 'not-entitled', 'too-many-requests'.
 */
export function createSubscribe(deps: CatchUpDeps): Handler<'sync:subscribe'> {
  const answer = (caller: Caller, { topic, cursor }: Subscribe): Answer<'sync:subscribe'> => {
    // Asked when it is served, not when it came: a right may have ended while it waited (T3).
    if (!deps.mayRead(caller, topic)) return refuse('not-entitled')
    const { head, floor } = deps.log.span(topic)
    const fits = cursor !== null && cursor.seq <= head && cursor.seq >= floor && isOfThisHistory(deps, cursor)
    const chunk = fits ? missed(deps, topic, cursor, head) : null
    if (chunk === null) {
      const { snapshot, since } = wholeState(deps, topic, head)
      deps.follow(caller, topic)
      if (since !== null) deps.tellOne(caller, topic, since)
      return snapshotAnswer(deps.log.epoch(), snapshot)
    }
    if (chunk.upTo >= head) deps.follow(caller, topic)
    return entriesAnswer(deps.log.epoch(), head, cursor as Cursor, chunk)
  }
  return (caller, asked) => {
    if (!deps.mayRead(caller, asked.topic)) return refuse('not-entitled')
    return deps.pacing.take(caller.deviceId, () => answer(caller, asked)) ?? refuse('too-many-requests')
  }
}

function isOfThisHistory({ log }: CatchUpDeps, { epoch, seq }: Cursor): boolean {
  const lastSeq = log.epochs.lastSeqOf(epoch)
  return lastSeq !== null && seq <= lastSeq
}

/** The next chunk, or null when the whole state is less than all that was missed. */
function missed(deps: CatchUpDeps, topic: Topic, { seq }: Cursor, head: number): Chunk | null {
  const chunk = deps.chunks.after(topic, seq, head)
  return chunk.upTo < head && chunk.outweighs(sizeOfWhole(deps, topic)) ? null : chunk
}

const sizeOfWhole = ({ snapshots }: CatchUpDeps, topic: Topic): number =>
  (snapshots.recent(topic) ?? snapshots.fresh(topic)).bytes

/**
 * The whole state, and what came since it was put together. A herd asks for it a thousand times within a second in which the
 * topic goes on; the few entries since are told live, and kept by the device until it has the rest.
 */
function wholeState(
  { snapshots, chunks }: CatchUpDeps,
  topic: Topic,
  head: number,
): { snapshot: Snapshot; since: Chunk | null } {
  const recent = snapshots.recent(topic)
  if (recent === null) return { snapshot: snapshots.fresh(topic), since: null }
  if (recent.head === head) return { snapshot: recent, since: null }
  const since = chunks.after(topic, recent.head, head)
  return since.upTo >= head ? { snapshot: recent, since } : { snapshot: snapshots.fresh(topic), since: null }
}

function snapshotAnswer(epoch: string, { head, puts, text }: Snapshot): Answer<'sync:subscribe'> {
  const value: CatchUp = { kind: 'snapshot', epoch, head, puts: [...puts] }
  const start = JSON.stringify({ kind: 'snapshot', epoch, head })
  return encoded(ok(value), `{"ok":true,"value":${start.slice(0, -1)},"puts":${text}}}`)
}

function entriesAnswer(epoch: string, head: number, after: Cursor, chunk: Chunk): Answer<'sync:subscribe'> {
  const value: CatchUp = {
    kind: 'entries',
    after,
    epoch,
    head,
    get entries() {
      return chunk.entries as LogEntry[]
    },
  }
  const start = JSON.stringify({ kind: 'entries', after, epoch, head })
  return encoded(ok(value), `{"ok":true,"value":${start.slice(0, -1)},"entries":${chunk.text}}}`)
}
