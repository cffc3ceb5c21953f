import type { LogEntry, Topic } from '@dangol/protocol/sync.ts'
import type { StoreLog } from './change-log.ts'
import { entriesOf, PAGE_ROWS, seqOf } from './log.sql.ts'

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
  /** Whether all that a device at its start missed weighs more than so many bytes. Measured once, as of the first asking. */
  outweighs(bytes: number): boolean
}

/** Reads what a device missed, a chunk at a time. */
export interface Chunks {
  /** The entries after `seq` that fit into one chunk; at least one, unless there is none. `head` is the topic's. */
  after(topic: Topic, seq: number, head: number): Chunk
}

/** Keeps chunks as they are sent: a thousand devices that missed the same cost one reading. */
export function createChunks(log: Pick<StoreLog, 'pageAfter' | 'sizeSince' | 'onRewritten'>): Chunks {
  const kept = new Map<string, Chunk>()
  log.onRewritten(() => kept.clear())
  return {
    after(topic, seq, head) {
      if (seq === head) return { entries: [], text: '[]', upTo: seq, outweighs: () => false }
      const key = `${seq} ${topic}`
      const before = kept.get(key)
      if (before !== undefined && (before.upTo === head || before.text.length >= CHUNK_BYTES_MAX / 2)) return before
      const chunk: Chunk = Object.assign(read(log, topic, seq), { outweighs: weigh(log, topic, seq) })
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

/** Beyond this many entries nobody weighs what was missed any more: a snapshot it is. */
const ENTRIES_WEIGHED_MAX = 5_000

function weigh(log: Pick<StoreLog, 'sizeSince'>, topic: Topic, seq: number): Chunk['outweighs'] {
  let missed: ReturnType<StoreLog['sizeSince']> | null = null
  return (bytes) => {
    missed ??= log.sizeSince(topic, seq, ENTRIES_WEIGHED_MAX)
    return missed.entries >= ENTRIES_WEIGHED_MAX || missed.bytes > bytes
  }
}

type Read = Omit<Chunk, 'outweighs'>

function read(log: Pick<StoreLog, 'pageAfter'>, topic: Topic, seq: number): Read {
  let text = ''
  let bytes = 2
  let last = ''
  for (let upTo = seq, isMore = true; isMore; upTo = seqOf(last)) {
    const page = log.pageAfter(topic, upTo)
    isMore = page.length === PAGE_ROWS
    for (const entry of page) {
      bytes += Buffer.byteLength(entry) + 1
      if (last !== '' && bytes > CHUNK_BYTES_MAX) return chunkOf(text, seqOf(last))
      text += last === '' ? entry : `,${entry}`
      last = entry
    }
  }
  return chunkOf(text, last === '' ? seq : seqOf(last))
}

function chunkOf(list: string, upTo: number): Read {
  const text = `[${list}]`
  let entries: LogEntry[] | null = null
  return {
    // Most chunks are sent as they are stored and never looked into.
    get entries() {
      return (entries ??= entriesOf(text))
    },
    text,
    upTo,
  }
}
