import type { CommandId } from '@dangol/domain/ids/ids.ts'
import type { Cursor, Del, Put, Topic } from '@dangol/protocol/sync.ts'
import type { Caller } from '../transport/handler.ts'

/** Ends the connections of those whose right to be there is over; they may come again, as whoever they are by then. */
export interface Cutting {
  /** Called inside the transaction that ended the right; the connections end as soon as that is durable. */
  cut(fits: (caller: Caller) => boolean): void
  /** Just so they stop hearing what they may no longer read, on a connection that stays for an answer yet to come. */
  hush(fits: (caller: Caller) => boolean): void
}

/** The change log, as features write to it: always inside the transaction of the change itself. */
export interface ChangeLog {
  append(change: {
    type: string
    commandId: CommandId | null
    topic: Topic
    puts: readonly Put[]
    dels?: readonly Del[]
  }): void
  /** Drops what the log holds of a topic; a device behind it starts over. Called when a visit ends: nothing personal stays. */
  forget(topic: Topic): void
  /** Seq of the topic's newest entry; 0 for none. */
  head(topic: Topic): number
  /** Takes the puts of one thing out of what the log holds of a topic after the entry `after`; its deletion stays. */
  redact(topic: Topic, thing: Del, after: number): void
  /** What was appended in this very commit and is yet to be told is told without the puts of this thing; its deletion stays. */
  withhold(topic: Topic, thing: Del): void
  /**
   * Who may read the topic is not who might before; called inside the transaction of that change. After the commit, and
   * before anything of it is told, everyone who may no longer read the topic stops hearing it (T3).
   */
  entitlementChanged(topic: Topic): void
  /** Calls back when something that was appended never happened: who remembers what was told remembers too much. */
  onUndone(listener: () => void): void
}

/** How far a device is behind; the change log knows. */
export interface LogDistance {
  /** Entries of these topics after the cursor, as far as they are quickly counted; null for a cursor of another history. */
  behind(topics: readonly Topic[], cursor: Cursor): number | null
}

/** The whole state of one topic as one feature knows it, for a device that starts over. */
export type SnapshotProvider = (topic: Topic) => Put[]
