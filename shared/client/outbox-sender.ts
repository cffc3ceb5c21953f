import type { CancelTimer, Timers } from '@dangol/domain/time/clock.ts'
import type { Answer, WaitingRequest } from '@dangol/protocol/requests.ts'
import type { Entry } from './outbox-book.ts'
import type { StoreLink } from './store-link.ts'

/** Aggregates that are sent side by side; a device that comes back must leave room for what its people do now. */
const SENDING_MAX = 8
/** Pause after a sending without an outcome, doubled up to the second. With the link's own patience below 30 s. Milliseconds. */
const PAUSE_MS = 500
const PAUSE_MAX_MS = 8_000

export interface OutboxSender {
  readonly begin: () => void
  add(entry: Entry): void
  /** Takes out what was never sent and fits; in the order made. */
  withdraw(fits: (entry: Entry) => boolean): Entry[]
  close(): void
}

interface SenderOptions {
  readonly link: Pick<StoreLink, 'request' | 'status' | 'onStatus'>
  readonly timers: Timers
  /** The command has its outcome: a value, or a refusal that another sending would not change. */
  readonly answered: (entry: Entry, answer: Answer<WaitingRequest>) => void
}

/** One lane per aggregate, in the order made; lanes go side by side. Nothing leaves without its outcome (O2). */
export function createOutboxSender({ link, timers, answered }: SenderOptions): OutboxSender {
  const lanes = new Map<string, Entry[]>()
  const underWay = new Set<Entry>()
  let begun = false
  let pauseMs = PAUSE_MS
  let cancelPause: CancelTimer | null = null

  const resume = (): void => {
    cancelPause?.()
    cancelPause = null
    go()
  }
  const go = (): void => {
    if (!begun || cancelPause || !isUp(link)) return holdUp()
    for (const [head] of lanes.values()) {
      if (underWay.size >= SENDING_MAX) return
      if (head && !underWay.has(head)) void send(head)
    }
  }
  const holdUp = (): void => [...lanes.values()].flat().forEach((entry) => (entry.isLate = true))
  const send = async (entry: Entry): Promise<void> => {
    underWay.add(entry)
    entry.tries += 1
    const { request, input, aggregate } = entry.command
    const answer = await link.request(request, input)
    underWay.delete(entry)
    if (isPassing(answer)) return goOnLater(aggregate)
    pauseMs = PAUSE_MS
    takeOut(lanes, entry)
    answered(entry, answer)
    go()
  }
  const goOnLater = (aggregate: string): void => {
    // To the back of the round: lanes that get no outcome must not starve the others.
    const lane = lanes.get(aggregate) ?? []
    lanes.delete(aggregate)
    lanes.set(aggregate, lane)
    holdUp()
    if (cancelPause || !begun) return
    cancelPause = timers.after(pauseMs, resume)
    pauseMs = Math.min(pauseMs * 2, PAUSE_MAX_MS)
  }
  const stop = link.onStatus(() => {
    // Whatever it waited for may have come back with the line; nobody is made to wait out an old pause.
    pauseMs = PAUSE_MS
    resume()
  })
  return {
    begin() {
      begun = true
      go()
    },
    add(entry) {
      const lane = lanes.get(entry.command.aggregate)
      if (lane) lane.push(entry)
      else lanes.set(entry.command.aggregate, [entry])
      go()
    },
    withdraw(fits) {
      const unsent = [...lanes.values()].flat().filter((entry) => entry.tries === 0 && fits(entry))
      for (const entry of unsent) takeOut(lanes, entry)
      return unsent
    },
    close() {
      begun = false
      cancelPause?.()
      stop()
    },
  }
}

function takeOut(lanes: Map<string, Entry[]>, entry: Entry): void {
  const { aggregate } = entry.command
  const left = (lanes.get(aggregate) ?? []).filter((each) => each !== entry)
  if (left.length > 0) lanes.set(aggregate, left)
  else lanes.delete(aggregate)
}

const PASSING: readonly string[] = ['unavailable', 'read-only', 'too-many-requests']
/** No outcome: the command is as good as never sent, or nobody can tell. */
const isPassing = (answer: Answer<WaitingRequest>): boolean => !answer.ok && PASSING.includes(answer.error.code)

const isUp = (link: Pick<StoreLink, 'status'>): boolean => !['offline', 'connecting'].includes(link.status())
