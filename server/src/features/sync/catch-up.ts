import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { CatchUp, Topic } from '@dangol/protocol/sync.ts'
import type { SnapshotProvider } from '../../ports.ts'
import type { Caller, Handler } from '../../transport/handler.ts'
import type { StoreLog } from './change-log.ts'
import { mayRead } from './entitlement.ts'

/** Longer than this, the whole state is shorter than what was missed. */
export const ENTRIES_MAX = 500

export interface CatchUpDeps {
  readonly log: StoreLog
  readonly snapshots: readonly SnapshotProvider[]
  /** Lets the device hear the topic from now on; in the same turn as the read, so that nothing falls between. */
  readonly follow: (caller: Caller, topic: Topic) => void
}

/**
 * Brings a device up to date with a topic and lets it follow: what it missed when its cursor still fits, else the whole
 * state (architecture 4: never a gap, never silence). Refuses: 'not-entitled'.
 */
export function createSubscribe(deps: CatchUpDeps): Handler<'sync:subscribe'> {
  return (caller, { topic, cursor }) => {
    if (!mayRead(caller, topic)) return refuse('not-entitled')
    const answer = catchUp(deps, topic, cursor)
    deps.follow(caller, topic)
    return ok(answer)
  }
}

function catchUp(
  { log, snapshots }: CatchUpDeps,
  topic: Topic,
  cursor: { epoch: string; seq: number } | null,
): CatchUp {
  const epoch = log.epoch()
  const { head, floor } = log.span(topic)
  if (cursor?.epoch === epoch && cursor.seq >= floor && cursor.seq <= head) {
    const entries = log.entriesSince(topic, cursor.seq, ENTRIES_MAX + 1)
    if (entries.length <= ENTRIES_MAX) return { kind: 'entries', after: cursor, epoch, head, entries }
  }
  return { kind: 'snapshot', epoch, head, puts: snapshots.flatMap((provider) => provider(topic)) }
}
