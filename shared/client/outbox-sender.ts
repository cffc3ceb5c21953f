import type { CancelTimer, Timers } from '@dangol/domain/time/clock.ts'
import type { Answer, WaitingRequest } from '@dangol/protocol/requests.ts'
import { createLanes } from './lanes.ts'
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
  const lanes = createLanes()
  const underWay = new Set<Entry>()
  let begun = false
  const pause = createPause(timers, () => go())

  const go = (): void => {
    if (!begun || pause.isOn() || !isUp(link)) return holdUp()
    for (const head of lanes.heads()) {
      if (underWay.size >= SENDING_MAX) return
      if (!underWay.has(head)) void send(head)
    }
  }
  const holdUp = (): void => lanes.all().forEach((entry) => (entry.isLate = true))
  const send = async (entry: Entry): Promise<void> => {
    underWay.add(entry)
    entry.tries += 1
    const { request, input, aggregate } = entry.command
    const answer = await link.request(request, input)
    underWay.delete(entry)
    if (isPassing(answer)) return goOnLater(aggregate)
    pause.startOver()
    lanes.takeOut(entry)
    answered(entry, answer)
    go()
  }
  const goOnLater = (aggregate: string): void => {
    lanes.toTheBack(aggregate)
    holdUp()
    if (begun) pause.begin()
  }
  const stop = link.onStatus(() => {
    // Whatever it waited for may have come back with the line; nobody is made to wait out an old pause.
    pause.end()
    go()
  })
  return {
    begin() {
      begun = true
      go()
    },
    add(entry) {
      lanes.add(entry)
      go()
    },
    withdraw(fits) {
      const unsent = lanes.all().filter((entry) => entry.tries === 0 && fits(entry))
      for (const entry of unsent) lanes.takeOut(entry)
      return unsent
    },
    close() {
      begun = false
      pause.end()
      stop()
    },
  }
}

/** A pause between sendings, longer each time until one had its outcome. */
function createPause(timers: Timers, over: () => void) {
  let nextMs = PAUSE_MS
  let cancel: CancelTimer | null = null
  return {
    isOn: (): boolean => cancel !== null,
    begin(): void {
      if (cancel !== null) return
      cancel = timers.after(nextMs, () => {
        cancel = null
        over()
      })
      nextMs = Math.min(nextMs * 2, PAUSE_MAX_MS)
    },
    /** The next one is short again. */
    startOver: (): void => void (nextMs = PAUSE_MS),
    end(): void {
      cancel?.()
      cancel = null
      nextMs = PAUSE_MS
    },
  }
}

const PASSING: readonly string[] = ['unavailable', 'read-only', 'too-many-requests']
/** No outcome: the command is as good as never sent, or nobody can tell. */
const isPassing = (answer: Answer<WaitingRequest>): boolean => !answer.ok && PASSING.includes(answer.error.code)

const isUp = (link: Pick<StoreLink, 'status'>): boolean => !['offline', 'connecting'].includes(link.status())
