import type { StoreLink } from '@dangol/client/store-link.ts'
import type { CancelTimer, Timers } from '@dangol/domain/time/clock.ts'
import type { Letter, LinkState, Unusable } from '@dangol/protocol/link.ts'
import { computed, shallowRef } from 'vue'
import type { ShallowRef } from 'vue'
import type { Refused } from '../../app/text.ts'

/** How often the link is looked at while somebody looks. Milliseconds. */
export const LOOK_EVERY_MS = 2_000

type Looked =
  | { kind: 'loading' }
  | ({ kind: 'failed' } & Refused)
  /** `stale`: the last question was not answered, so this is how things stood at `at`. */
  | { kind: 'ready'; state: LinkState; at: number; stale: boolean }

interface Letters {
  readonly letters: readonly Letter[]
  readonly whole: boolean
}
interface SetAside {
  readonly rows: readonly Unusable[]
  readonly whole: boolean
}

/** How the link stands, its letters and what was set aside, asked anew for as long as somebody looks. */
export function createLinkWatch({ link, timers }: { link: StoreLink; timers: Timers }) {
  const looked = shallowRef<Looked>({ kind: 'loading' })
  let cancel: CancelTimer | null = null
  let isAsking = false
  /** Rises with whoever works here; an answer for somebody before is dropped. */
  let round = 0
  const ask = async <T>(answer: Promise<Answered<T>>): Promise<T | null> => {
    const asked = round
    const given = await answer
    return given.ok && asked === round ? given.value : null
  }
  const letters = createCounted<Letters>(
    () => ask(link.request('link:letters', {})),
    (list) => list.letters.length,
  )
  const setAside = createCounted<SetAside>(
    () => ask(link.request('link:set-aside', {})),
    (list) => list.rows.length,
  )

  async function look(): Promise<void> {
    if (isAsking) return
    isAsking = true
    const asked = round
    const answer = await link.request('link:state', {})
    isAsking = false
    if (asked !== round) return
    if (answer.ok) await take(answer.value)
    else if (looked.value.kind === 'ready') looked.value = { ...looked.value, stale: true }
    else looked.value = { kind: 'failed', ...answer.error }
  }
  async function take(state: LinkState): Promise<void> {
    looked.value = { kind: 'ready', state, at: link.storeClock.nowMs(), stale: false }
    await Promise.all([letters.counted(state.outbox.letters), setAside.counted(setAsideIn(state))])
  }
  function stop(): void {
    cancel?.()
    cancel = null
  }

  return {
    looked: computed(() => looked.value),
    letters: computed(() => letters.list.value),
    setAside: computed(() => setAside.list.value),
    round: () => round,
    ...{ look, take, stop },
    /** Asks at once, and again and again. */
    start(): void {
      if (cancel !== null) return
      cancel = timers.every(LOOK_EVERY_MS, () => void look())
      void look()
    },
    /** What is left of the letters; null when nobody knows any more. */
    takeLetters: (left: Letters | null) => void (letters.list.value = left),
    forget(): void {
      stop()
      round += 1
      looked.value = { kind: 'loading' }
      letters.list.value = null
      setAside.list.value = null
    },
  }
}

type Answered<T> = { ok: true; value: T } | { ok: false }

/** A list that is read again only when its count says that it is another. */
function createCounted<L extends { readonly whole: boolean }>(
  read: () => Promise<L | null>,
  length: (list: L) => number,
) {
  const list: ShallowRef<L | null> = shallowRef(null)
  return {
    list,
    async counted(count: number): Promise<void> {
      if (list.value !== null && isCount(length(list.value), count, list.value.whole)) return
      list.value = (await read()) ?? list.value
    },
  }
}

const setAsideIn = ({ feeds }: LinkState): number => feeds.reduce((sum, feed) => sum + feed.setAside, 0)

/** A list that is cut off is not counted by its length. */
const isCount = (length: number, count: number, whole: boolean): boolean => (whole ? length === count : length <= count)
