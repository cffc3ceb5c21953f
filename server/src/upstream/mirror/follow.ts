import type { Job, Reading } from './reading.ts'

const LOG_PAGE = 500
const CHANGES_PAGE = 100
const READ_AT_ONCE = 50
/** More than anybody has of one kind. */
const OF_ONE_CUSTOMER = 500
/** What can change without the feed saying so is looked at this often. */
const SWEEP_EVERY_MS = 60_000

export interface Follow {
  readonly changes: Job
  areChangesDue(): boolean
  /** A new round begins. */
  readonly askForChanges: () => void
  readonly sweep: Job
  isSweepDue(): boolean
}

/** What changed since the cursor, which is stored in the transaction that stores the rows; and what changes without being told. */
export function createFollow(reading: Reading): Follow {
  const { feed, connector, clock, steady, row, save } = reading
  const limit = feed === 'log' ? LOG_PAGE : CHANGES_PAGE
  let changesAt = 0
  let sweepAt = 0
  let sweepAfter: string | null = null
  return {
    areChangesDue: () => reading.reliability !== 'none' && steady.nowMs() >= changesAt,
    askForChanges: () => void (changesAt = 0),
    async changes() {
      const { cursor } = row()
      const heard = await reading.ask((signal) => connector.changes(feed, cursor, { limit, signal }))
      if (heard === null) return false
      const { page, askedAtMs } = heard
      const isDone = await reading.apply(page, (news) => {
        const isCurrent = !page.more && (page.isReached?.() ?? row().isLoaded === 1)
        save({
          ...{ cursor: page.cursor, readAt: askedAtMs },
          ...(news > 0 && { changedAt: clock.nowMs() }),
          ...(isCurrent && { currentAt: askedAtMs }),
        })
      })
      if (!page.more) changesAt = steady.nowMs() + reading.pollMs
      return isDone
    },
    isSweepDue: () => reading.reliability === 'lossy' && (sweepAfter !== null || steady.nowMs() >= sweepAt),
    async sweep() {
      const heard = await reading.ask((signal) => connector.sweep(feed, sweepAfter, { limit: CHANGES_PAGE, signal }))
      if (heard === null) return false
      const { page } = heard
      const isDone = await reading.apply(page, (news) => {
        if (news > 0) save({ changedAt: clock.nowMs() })
      })
      if (!isDone) return false
      sweepAfter = page.more ? page.cursor : null
      if (!page.more) sweepAt = steady.nowMs() + SWEEP_EVERY_MS
      return true
    },
  }
}

export interface ReadAgain {
  isRecordDue(): boolean
  /** Records that the shop said something happened to. */
  readonly records: Job
  isCustomerDue(): boolean
  /** Everything of a customer who lets the store keep it from now on. */
  readonly customer: Job
}

/** What somebody asked to be read again. Asked for once more while it is being read, it is read once more. */
export function createReadAgain(reading: Reading): ReadAgain {
  const { feed, connector, toRead, clock, save } = reading
  return {
    isRecordDue: () => toRead.records(feed, 1).length > 0,
    async records() {
      const asked = toRead.records(feed, READ_AT_ONCE)
      const ids = asked.map(({ id }) => id)
      const heard = await reading.ask((signal) => connector.read(feed, ids, signal))
      if (heard === null) return false
      return reading.apply(heard.page, (news) => {
        for (const one of asked) toRead.done(feed, one)
        if (news > 0) save({ changedAt: clock.nowMs() })
      })
    },
    isCustomerDue: () => toRead.customer(feed) !== null,
    async customer() {
      const asked = toRead.customer(feed)
      if (asked === null || (feed !== 'orders' && feed !== 'configurations' && feed !== 'carts')) return false
      const heard = await reading.ask((signal) => connector.readOf(feed, asked.ref, { limit: OF_ONE_CUSTOMER, signal }))
      if (heard === null) return false
      return reading.apply(heard.page, () => toRead.done(feed, asked))
    },
  }
}
