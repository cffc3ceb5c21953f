import type { LogEntry, Topic } from '@dangol/protocol/sync.ts'
import type { StoreLog } from './change-log.ts'
import { entryText, toEntry } from './log.sql.ts'
import type { EntryRow } from './log.sql.ts'

/** What one answer to a device that was away may weigh, apart from a single entry that weighs more. */
export const CHUNK_BYTES_MAX = 64 * 1024
/** Chunks kept for the next device that missed the same: 8 MB at the most, and what a herd asks for again and again. */
const CHUNKS_KEPT_MAX = 128

/** Some entries of a topic, in order. */
export interface Chunk {
  readonly entries: readonly LogEntry[]
  /** JSON of `entries`. */
  readonly text: string
  /** Seq of the last of them; of the cursor when there are none. */
  readonly upTo: number
}

/** Reads what a device missed, a chunk at a time. */
export interface Chunks {
  /** The entries after `seq` that fit into one chunk; at least one, unless there is none. `head` is the topic's. */
  after(topic: Topic, seq: number, head: number): Chunk
}

/** Keeps chunks as they are sent: a thousand devices that missed the same cost one reading. */
export function createChunks(log: Pick<StoreLog, 'rowsSince' | 'onRewritten'>): Chunks {
  const kept = new Map<string, Chunk>()
  log.onRewritten(() => kept.clear())
  return {
    after(topic, seq, head) {
      if (seq === head) return { entries: [], text: '[]', upTo: seq }
      const key = `${seq} ${topic}`
      const before = kept.get(key)
      if (before !== undefined && (before.upTo === head || before.text.length >= CHUNK_BYTES_MAX / 2)) return before
      const chunk = read(log.rowsSince(topic, seq), seq)
      kept.delete(key)
      kept.set(key, chunk)
      for (const oldest of kept.keys()) {
        if (kept.size <= CHUNKS_KEPT_MAX) break
        kept.delete(oldest)
      }
      return chunk
    },
  }
}

function read(rows: Iterable<EntryRow>, seq: number): Chunk {
  const taken: EntryRow[] = []
  const texts: string[] = []
  let bytes = 2
  for (const row of rows) {
    const text = entryText(row)
    bytes += Buffer.byteLength(text) + 1
    if (taken.length > 0 && bytes > CHUNK_BYTES_MAX) break
    taken.push(row)
    texts.push(text)
  }
  let entries: LogEntry[] | null = null
  return {
    // Most chunks are sent as they are stored and never looked into.
    get entries() {
      return (entries ??= taken.map(toEntry))
    },
    text: `[${texts.join(',')}]`,
    upTo: taken.at(-1)?.seq ?? seq,
  }
}
