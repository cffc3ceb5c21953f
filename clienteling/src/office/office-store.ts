import { createReplica } from '@dangol/client/replica.ts'
import type { CancelTimer } from '@dangol/domain/time/clock.ts'
import type { AssociateId } from '@dangol/domain/ids/ids.ts'
import type { OfficeView } from '@dangol/protocol/insights.ts'
import { defineStore } from 'pinia'
import { computed, onScopeDispose, shallowRef } from 'vue'
import { useStaffContext } from '../app/staff-context.ts'
import type { AnyRefusal } from '../app/text.ts'

/** A burst of changes on the floor is one question, not twenty. Milliseconds. */
export const QUIET_MS = 400
/** Asked again even when nothing moved: time passes, and yesterday at this hour moves with it. Milliseconds. */
export const REFRESH_PERIOD_MS = 30_000

type Office =
  | { kind: 'loading' }
  | { kind: 'failed'; code: AnyRefusal }
  /** `stale`: the last question was not answered, so this is how things stood at `view.at`. */
  | { kind: 'ready'; view: OfficeView; stale: boolean }

/** The day in figures, as the store server counts it; asked anew whenever the floor moves. */
export const useOfficeStore = defineStore('office', () => {
  const { link, timers } = useStaffContext()
  const state = shallowRef<Office>({ kind: 'loading' })
  const associates = shallowRef<ReadonlyMap<AssociateId, string>>(new Map())
  const floor = createReplica()
  let cancelQuiet: CancelTimer = () => undefined
  let underWay = false
  let again = false

  async function refresh(): Promise<void> {
    cancelQuiet()
    if (underWay) {
      again = true
      return
    }
    underWay = true
    const answer = await link.request('insights:office', {})
    underWay = false
    if (answer.ok) state.value = { kind: 'ready', view: answer.value, stale: false }
    else if (state.value.kind === 'ready') state.value = { ...state.value, stale: true }
    else state.value = { kind: 'failed', code: answer.error.code }
    if (again) {
      again = false
      soon()
    }
  }
  const soon = (): void => {
    cancelQuiet()
    cancelQuiet = timers.after(QUIET_MS, () => void refresh())
  }
  async function nameAssociates(): Promise<void> {
    const answer = await link.request('staff:list', {})
    if (answer.ok) associates.value = new Map(answer.value.associates.map(({ id, name }) => [id, name]))
  }

  const subscription = link.subscribe('floor', floor)
  onScopeDispose(() => subscription.stop())
  onScopeDispose(floor.onChange(soon))
  onScopeDispose(timers.every(REFRESH_PERIOD_MS, () => void refresh()))
  onScopeDispose(() => cancelQuiet())
  onScopeDispose(
    link.onStatus((status) => {
      if (status === 'connecting') return
      void refresh()
      if (associates.value.size === 0) void nameAssociates()
    }),
  )

  return {
    state: computed(() => state.value),
    refresh,
    nameOf: (id: AssociateId | null): string => (id === null ? '' : (associates.value.get(id) ?? id)),
  }
})
