import type { BridgeAnswer, BridgeCall, BridgeInput, KioskState } from '@dangol/protocol/bridge.ts'
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { useServices } from '../services.ts'

/** How long the screen waits for the state that shows a visit it began. */
const BEGIN_WAIT_MS = 4_000

type VisitCall = { [N in BridgeCall]: BridgeInput<N> extends { epoch: number } ? N : never }[BridgeCall]
type WithoutEpoch<N extends VisitCall> = Omit<BridgeInput<N>, 'epoch'>

/** The host's state as this screen has it, and the way to ask the host for things. Holds nothing of its own. */
export const useKiosk = defineStore('kiosk', () => {
  const { bridge, steadyMs, timers } = useServices()
  const state = shallowRef<KioskState | null>(null)
  const receivedAtMs = shallowRef(0)
  bridge.onState((next) => {
    receivedAtMs.value = steadyMs()
    state.value = next
  })

  const visit = computed(() => state.value?.visit ?? null)
  /** Everything works. */
  const online = computed(() => state.value?.link === 'online')
  /** Questions are answered, whether or not anything can be saved. */
  const reachable = computed(() => online.value || state.value?.link === 'read-only')

  /** Asks the host. A host that does not answer at all counts as 'unavailable'. */
  async function ask<N extends BridgeCall>(name: N, input: BridgeInput<N>): Promise<BridgeAnswer<N>> {
    try {
      return await bridge.ask(name, input)
    } catch {
      return { ok: false, error: { code: 'internal' } }
    }
  }

  /** Asks for something of the visit on the screen; it names the epoch, so that it can never reach the next shopper's visit. */
  function askInVisit<N extends VisitCall>(name: N, input: WithoutEpoch<N>): Promise<BridgeAnswer<N>> {
    return ask(name, { ...input, epoch: state.value?.epoch ?? 0 } as unknown as BridgeInput<N>)
  }

  /** Begins a visit where none is open. False when the store server cannot be reached. */
  async function ensureVisit(lang: 'ko' | 'en'): Promise<boolean> {
    if (visit.value) return true
    const begun = await ask('visit:begin', { lang })
    if (!begun.ok && begun.error.code !== 'visit-in-progress') return false
    return visitShown()
  }

  /** The answer to 'visit:begin' and the state with the visit travel apart. */
  function visitShown(): Promise<boolean> {
    if (visit.value) return Promise.resolve(true)
    return new Promise((settle) => {
      const finish = (shown: boolean) => {
        cancel()
        stop()
        settle(shown)
      }
      const cancel = timers.after(BEGIN_WAIT_MS, () => finish(false))
      const stop = watch(visit, (now) => now && finish(true), { flush: 'sync' })
    })
  }

  /** Seconds from now until a moment of the host's clock, however the two clocks are set. */
  function secondsUntil(hostMs: number): number {
    if (!state.value) return 0
    return (hostMs - state.value.at - (steadyMs() - receivedAtMs.value)) / 1000
  }

  return { state, visit, online, reachable, ask, askInVisit, ensureVisit, secondsUntil }
})
