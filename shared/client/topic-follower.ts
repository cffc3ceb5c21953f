import type { CatchUp, Cursor, LogEntry } from '@dangol/protocol/sync.ts'
import type { Replica } from './replica.ts'

/** Live entries kept while a catch-up is under way; beyond it the catch-up is simply asked again. */
export const EARLY_ENTRIES_MAX = 1000

/** What to do next: nothing, ask for what was missed, or ask for everything. */
export type Next = 'follow' | 'catch-up' | 'start-over'

/** Follows one topic into one replica: a gap-free prefix of the store's history, or none of it (L2, L4). */
export interface TopicFollower {
  cursor(): Cursor | null
  /** A catch-up was asked; live entries that arrive before its answer are kept. */
  asked(): void
  caughtUp(answer: CatchUp): Next
  live(epoch: string, entries: readonly LogEntry[]): Next
  /** The server's periodic word on where the topic's history ends: the only cure for a lost last entry. */
  head(epoch: string, head: number): Next
  /** How far the history that is known of lies beyond the cursor, in numbers of the log. */
  behind(): number
  /** The topic is no longer this device's to read: the copy is wiped, and everything starts over if it ever is again. */
  forget(): void
}

export interface TopicFollowerOptions {
  readonly replica: Replica
  /** Every entry, in order, after it was applied; a snapshot has none. */
  readonly onEntry?: ((entry: LogEntry) => void) | undefined
}

interface OfEpoch {
  readonly epoch: string
  readonly entry: LogEntry
}
const withEpoch = (epoch: string, entries: readonly LogEntry[]): OfEpoch[] => entries.map((entry) => ({ epoch, entry }))

/** A follower that has seen nothing yet. */
export function createTopicFollower({ replica, onEntry }: TopicFollowerOptions): TopicFollower {
  let cursor: Cursor | null = null
  let early: OfEpoch[] | null = null
  let known = 0

  const applyEntry = (epoch: string, entry: LogEntry): Next => {
    if (cursor?.epoch !== epoch) return 'catch-up'
    if (entry.seq <= cursor.seq) return 'follow'
    // `prev` names the entry before this one on the same topic; a cursor behind it has missed something.
    if (entry.prev > cursor.seq) return 'catch-up'
    cursor = { epoch, seq: entry.seq }
    replica.apply(entry.puts, entry.dels)
    onEntry?.(entry)
    return 'follow'
  }

  const applyAll = (entries: readonly OfEpoch[]): Next => {
    for (const { epoch, entry } of entries) {
      const next = applyEntry(epoch, entry)
      if (next !== 'follow') return next
    }
    return 'follow'
  }

  const applyCatchUp = (answer: CatchUp): Next => {
    if (answer.kind === 'snapshot') {
      cursor = { epoch: answer.epoch, seq: answer.head }
      replica.replace(answer.puts)
      return 'follow'
    }
    if (cursor?.epoch !== answer.after.epoch || cursor.seq !== answer.after.seq) return 'start-over'
    // The server lived on under another name; up to here its history is the one we know.
    cursor = { epoch: answer.epoch, seq: cursor.seq }
    const before = cursor.seq
    if (applyAll(withEpoch(answer.epoch, answer.entries)) !== 'follow') return 'start-over'
    if (cursor.seq >= answer.head) return 'follow'
    return cursor.seq > before ? 'catch-up' : 'start-over'
  }

  return {
    cursor: () => cursor,
    asked: () => void (early = []),
    caughtUp(answer) {
      const waiting = early ?? []
      early = null
      known = answer.head
      const next = applyCatchUp(answer)
      return next === 'follow' ? applyAll(waiting) : next
    },
    live(epoch, entries) {
      known = Math.max(known, entries.at(-1)?.seq ?? 0)
      if (!early) return applyAll(withEpoch(epoch, entries))
      if (early.length < EARLY_ENTRIES_MAX) early.push(...withEpoch(epoch, entries))
      return 'follow'
    },
    head(epoch, head) {
      known = head
      if (early || (cursor?.epoch === epoch && cursor.seq >= head)) return 'follow'
      return 'catch-up'
    },
    behind: () => (cursor === null ? 0 : Math.max(0, known - cursor.seq)),
    forget() {
      cursor = null
      early = null
      replica.replace([])
    },
  }
}
