import type { Topic } from '@dangol/protocol/sync.ts'
import type { prepareLog, TopicSpan } from './log.sql.ts'

/** Where each topic ends. Written once per commit and topic, however many entries share the commit. */
export interface Heads {
  readonly of: (topic: Topic) => number
  readonly span: (topic: Topic) => TopicSpan
  moved(topic: Topic, seq: number): void
  /** Writes what moved since the last time; inside the transaction in which it moved. */
  readonly write: () => void
  /** Something was undone or dropped: only what is stored is known. */
  doubt(): void
}

/** Heads over the log's tables. What is held in memory is bounded by `doubt`, which pruning calls every minute. */
export function createHeads(sql: ReturnType<typeof prepareLog>): Heads {
  const known = new Map<Topic, number>()
  const moved = new Set<Topic>()
  const stored = (topic: Topic): TopicSpan => sql.span.get(topic) ?? { head: 0, floor: 0 }
  const of = (topic: Topic): number => {
    const head = known.get(topic) ?? stored(topic).head
    known.set(topic, head)
    return head
  }
  return {
    of,
    span: (topic) => ({ ...stored(topic), head: of(topic) }),
    moved(topic, seq) {
      known.set(topic, seq)
      moved.add(topic)
    },
    write() {
      for (const topic of moved) sql.setHead.run(topic, of(topic))
      moved.clear()
    },
    doubt() {
      known.clear()
      moved.clear()
    },
  }
}
