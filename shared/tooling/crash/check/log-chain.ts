import type { StoreFile } from './store-file.sql.ts'
import type { Violation } from './judge.ts'

/** Each entry of a topic names the one before it, from the topic's floor to its head, with none left out (L1). */
export function faultsOfLog({ log, topics }: Pick<StoreFile, 'log' | 'topics'>): Violation[] {
  const broken = (what: string): Violation => ({ kind: 'broken', what })
  const violations: Violation[] = []
  const spans = new Map(topics.map((topic) => [topic.topic, topic]))
  const reached = new Map<string, number>()
  for (const { topic, seq, prev } of log) {
    const before = reached.get(topic) ?? spans.get(topic)?.floor ?? -1
    if (prev !== before) violations.push(broken(`log ${seq} of ${topic} follows ${prev}, not ${before}`))
    reached.set(topic, seq)
  }
  for (const { topic, head, floor } of topics) {
    const last = reached.get(topic) ?? floor
    if (last !== head) violations.push(broken(`the log of ${topic} ends at ${last}, its head is ${head}`))
  }
  return violations
}
