import type { Entry } from './outbox-book.ts'

/** What waits to be sent: one lane per aggregate, in the order made (O2). */
export interface Lanes {
  add(entry: Entry): void
  /** The first of each lane; the lane whose turn it is comes first. */
  heads(): Entry[]
  all(): Entry[]
  takeOut(entry: Entry): void
  /** To the back of the round: lanes that get no outcome must not starve the others. */
  toTheBack(aggregate: string): void
}

export function createLanes(): Lanes {
  const lanes = new Map<string, Entry[]>()
  return {
    add(entry) {
      const lane = lanes.get(entry.command.aggregate)
      if (lane) lane.push(entry)
      else lanes.set(entry.command.aggregate, [entry])
    },
    heads: () => [...lanes.values()].flatMap(([head]) => head ?? []),
    all: () => [...lanes.values()].flat(),
    takeOut(entry) {
      const { aggregate } = entry.command
      const left = (lanes.get(aggregate) ?? []).filter((each) => each !== entry)
      if (left.length > 0) lanes.set(aggregate, left)
      else lanes.delete(aggregate)
    },
    toTheBack(aggregate) {
      const lane = lanes.get(aggregate)
      if (lane === undefined) return
      lanes.delete(aggregate)
      lanes.set(aggregate, lane)
    },
  }
}
