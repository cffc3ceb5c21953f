import type { Replica } from '@dangol/client/replica.ts'
import type { StoreLink } from '@dangol/client/store-link.ts'
import type { LogEntry, Topic } from '@dangol/protocol/sync.ts'

/** Told of everything that a device takes into its copy of a topic, in order. */
export interface TopicWatch {
  /** The copy was thrown away for a snapshot. */
  replaced(): void
  took(entry: LogEntry): void
}

/** The same link, with somebody looking over the shoulder of each copy it keeps. */
export function watchedLink<L extends Pick<StoreLink, 'subscribe'>>(
  link: L,
  watchOf: (topic: Topic) => TopicWatch,
  followed: Map<Topic, Replica>,
): L {
  return {
    ...link,
    subscribe(topic: Topic, replica: Replica, onEntry?: (entry: LogEntry) => void) {
      const watch = watchOf(topic)
      followed.set(topic, replica)
      const watched: Replica = {
        ...replica,
        replace(puts) {
          watch.replaced()
          replica.replace(puts)
        },
      }
      const subscription = link.subscribe(topic, watched, (entry) => {
        watch.took(entry)
        onEntry?.(entry)
      })
      return {
        ...subscription,
        stop() {
          followed.delete(topic)
          subscription.stop()
        },
      }
    },
  }
}
