import type { Del, LogEntry, Put, Topic } from '@dangol/protocol/sync.ts'
import { entryText } from './log.sql.ts'

/** What one commit changed, in order: of each topic its new entries, with their JSON. */
export interface Committed {
  /** Topics that some may no longer read. */
  readonly entitlements: readonly Topic[]
  readonly appended: readonly Appended[]
}
export interface Appended {
  readonly topic: Topic
  readonly entries: readonly LogEntry[]
  /** JSON of each entry, separated by commas. */
  readonly text: string
}

/** What a commit under way will have changed, in order. */
export type Uncommitted =
  | { readonly topic: Topic; readonly entry: LogEntry; readonly text: string }
  | { readonly ended: Topic }
  | { readonly topic: Topic; readonly withheld: Del }

/** Entries of one topic that come out of one commit travel together, up to this many bytes. */
const TOLD_BYTES_MAX = 64 * 1024

/** What is to be told of a commit. Order holds within a topic; between topics there never was one. */
export function collect(uncommitted: readonly Uncommitted[]): Committed {
  const entitlements: Topic[] = []
  const appended: { topic: Topic; entries: LogEntry[]; text: string }[] = []
  const open = new Map<Topic, (typeof appended)[number]>()
  for (const one of withoutWithheld(uncommitted)) {
    if ('ended' in one) {
      entitlements.push(one.ended)
      continue
    }
    const { topic, entry, text } = one
    const before = open.get(topic)
    if (before !== undefined && before.text.length + text.length < TOLD_BYTES_MAX) {
      before.entries.push(entry)
      before.text += `,${text}`
    } else {
      const next = { topic, entries: [entry], text }
      appended.push(next)
      open.set(topic, next)
    }
  }
  return { entitlements, appended }
}

/** What may be told: of a thing that was withheld nothing that was appended before; each entry stays, or the next one would be a gap. */
function withoutWithheld(uncommitted: readonly Uncommitted[]): Exclude<Uncommitted, { withheld: Del }>[] {
  const withheld = new Set<string>()
  const keyOf = (topic: Topic, { kind, id }: Del): string => `${topic} ${kind} ${id}`
  return uncommitted
    .toReversed()
    .flatMap((one) => {
      if ('withheld' in one) {
        withheld.add(keyOf(one.topic, one.withheld))
        return []
      }
      return 'entry' in one && withheld.size > 0 ? [without(one, (put) => withheld.has(keyOf(one.topic, put)))] : [one]
    })
    .reverse()
}

function without(one: Extract<Uncommitted, { entry: LogEntry }>, isGone: (put: Put) => boolean) {
  const puts = one.entry.puts.filter((put) => !isGone(put))
  if (puts.length === one.entry.puts.length) return one
  const { seq, prev, type, at, dels } = one.entry
  const text = entryText(seq, prev, type, at, JSON.stringify({ puts, dels }))
  return { ...one, entry: { ...one.entry, puts }, text }
}
