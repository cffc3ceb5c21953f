import { createReplica } from '@dangol/client/replica.ts'
import type { CancelTimer } from '@dangol/domain/time/clock.ts'
import type { OfficeView } from '@dangol/protocol/insights.ts'
import { defineStore } from 'pinia'
import { computed, onScopeDispose, shallowRef } from 'vue'
import { useStaffContext } from '../app/staff-context.ts'
import type { Refused } from '../app/text.ts'

/** A burst of changes on the floor is one question, not twenty. Milliseconds. */
export const QUIET_MS = 400
/** Asked again even when nothing moved: time passes, and yesterday at this hour moves with it. Milliseconds. */
export const REFRESH_PERIOD_MS = 30_000

type Office =
  | { kind: 'loading' }
  | ({ kind: 'failed' } & Refused)
  /** `stale`: the last question was not answered, so this is how things stood at `view.at`. */
  | { kind: 'ready'; view: OfficeView; stale: boolean }

/**
 * The day in figures, as the store server counts it; asked anew whenever the floor moves, for as long as somebody who may know
 * them works here.
 */
export const useOfficeStore = defineStore('office', () => {
  const { link, timers } = useStaffContext()
  const state = shallowRef<Office>({ kind: 'loading' })
  const floor = createReplica()
  let stops: (() => void)[] = []
  let cancelQuiet: CancelTimer = () => undefined
  /** Rises with whoever works here; an answer for somebody before is dropped. */
  let round = 0

  const ask = useOneAtATime(async () => {
    const asked = round
    const answer = await link.request('insights:office', {})
    if (asked === round) take(answer)
  }, soon)
  async function refresh(): Promise<void> {
    cancelQuiet()
    await ask()
  }
  function take(answer: Awaited<ReturnType<typeof link.request<'insights:office'>>>): void {
    if (answer.ok) state.value = { kind: 'ready', view: answer.value, stale: false }
    else if (state.value.kind === 'ready') state.value = { ...state.value, stale: true }
    else state.value = { kind: 'failed', ...answer.error }
  }
  function soon(): void {
    cancelQuiet()
    if (stops.length > 0) cancelQuiet = timers.after(QUIET_MS, () => void refresh())
  }
  /** Nobody works here any more: nothing is asked, and nothing kept. */
  function forget(): void {
    for (const stop of stops) stop()
    stops = []
    round += 1
    cancelQuiet()
    floor.replace([])
    state.value = { kind: 'loading' }
  }
  onScopeDispose(forget)

  return {
    state: computed(() => state.value),
    ...{ refresh, forget },
    hold(): void {
      if (stops.length > 0) return
      const following = link.subscribe('floor', floor)
      stops = [
        () => following.stop(),
        floor.onChange(soon),
        timers.every(REFRESH_PERIOD_MS, () => void refresh()),
        link.onStatus((status) => {
          // Asked before the right person is known to the store, it would be refused.
          if (status === 'online' || status === 'read-only' || status === 'offline') void refresh()
        }),
      ]
    },
  }
})

/** Asks one question at a time; whoever wanted to ask meanwhile is told when it is answered, once for all of them. */
function useOneAtATime(ask: () => Promise<void>, again: () => void): () => Promise<void> {
  let underWay = false
  let isWanted = false
  return async () => {
    isWanted = underWay
    if (underWay) return
    underWay = true
    await ask()
    underWay = false
    if (!isWanted) return
    isWanted = false
    again()
  }
}
