import { PhoneVisitsSchema } from '@dangol/protocol/shop-privacy.ts'
import type { PhoneVisit } from '@dangol/protocol/shop-privacy.ts'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { useShop } from '../shop.ts'
import { answersInOrder } from './load.ts'

/** A visit lasts 15 minutes at most; a store that lost its line tells the end of one late, and nobody stands there any more. */
export const OPEN_FOR_MS = 20 * 60_000

/** Visits to stores, newest first, and the one that is going on now. */
export const useVisits = defineStore('visits', () => {
  const { client, clock } = useShop()
  const state = shallowRef<'loading' | 'ready' | 'offline'>('loading')
  const visits = shallowRef<readonly PhoneVisit[]>([])
  const readAtMs = shallowRef(0)
  const ask = answersInOrder()
  const open = computed(
    () =>
      visits.value.find(
        (one) => one.endedAt === null && one.state === 'kept' && one.startedAt > readAtMs.value - OPEN_FOR_MS,
      ) ?? null,
  )

  function accept(told: readonly PhoneVisit[]): void {
    visits.value = told
    readAtMs.value = clock.nowMs()
    state.value = 'ready'
  }

  async function load(): Promise<void> {
    const isInOrder = ask()
    const answer = await client.get('/api/visits', PhoneVisitsSchema)
    if (!isInOrder()) return
    if (answer.ok) accept(answer.value.visits)
    // What was read before stays on the screen.
    else if (state.value !== 'ready') state.value = 'offline'
  }

  /** 'not-me' also revokes the key that was shown. Refuses with the shop's code. */
  async function answer(visitId: string, said: 'drop' | 'not-me') {
    const isInOrder = ask()
    const answered = await client.send('POST', `/api/visits/${visitId}`, { answer: said }, PhoneVisitsSchema)
    if (answered.ok && isInOrder()) accept(answered.value.visits)
    return answered
  }

  return { state, visits, open, load, answer }
})
