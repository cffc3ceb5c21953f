import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { useStaffContext } from '../staff-context.ts'
import type { PasskeyProblem } from './passkeys.ts'
import { useStaffStore } from './staff-store.ts'

type StepUp =
  | { kind: 'idle' }
  /** 'passkey': it is to be shown. 'make': there is none to show yet. */
  | { kind: 'open'; ask: 'passkey' | 'make'; problem: PasskeyProblem | null; underWay: boolean }

/** The passkey that something asks for because it costs money or exposes people; asked once for everybody who waits for it. */
export const useStepUpStore = defineStore('step-up', () => {
  const { link, passkeys } = useStaffContext()
  const staff = useStaffStore()
  const state = shallowRef<StepUp>({ kind: 'idle' })
  let settle: (shown: boolean) => void = () => undefined

  function open(problem: PasskeyProblem | null = null): void {
    const ask = staff.me?.passkeys.length ? 'passkey' : 'make'
    state.value = { kind: 'open', ask, problem, underWay: false }
  }
  function end(shown: boolean): void {
    state.value = { kind: 'idle' }
    settle(shown)
  }
  async function shownToStore(): Promise<PasskeyProblem | null> {
    const begun = await link.request('staff:step-up-begin', {})
    if (!begun.ok) return { by: 'store', ...begun.error }
    const shown = await passkeys.show(begun.value.options)
    if (!shown.ok) return { by: 'machine', code: shown.error.code }
    const answer = await link.request('staff:step-up', { response: shown.value })
    if (!answer.ok) return { by: 'store', ...answer.error }
    staff.became(answer.value)
    return null
  }

  return {
    state: computed(() => state.value),
    /** Opens the question; resolves when it is answered: true once a passkey was shown. */
    ask(): Promise<boolean> {
      settle(false)
      open()
      return new Promise((resolve) => (settle = resolve))
    },
    async show(): Promise<void> {
      if (state.value.kind !== 'open' || state.value.underWay) return
      const asked: StepUp = { ...state.value, problem: null, underWay: true }
      state.value = asked
      const problem = await shownToStore()
      if (state.value !== asked) return
      if (problem === null) end(true)
      else open(problem)
    },
    /** There is a passkey now. */
    made: () => open(),
    cancel: () => end(false),
  }
})
