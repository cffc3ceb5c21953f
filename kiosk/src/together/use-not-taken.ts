import type { Change, NotTaken } from '@dangol/domain/assist/shared-draft.ts'
import { shallowRef } from 'vue'

/** The shopper's choices that were not taken, until they have decided about each. `edit` puts one in after all. */
export function useNotTaken(edit: (changes: readonly Change[]) => void) {
  const notTaken = shallowRef<readonly NotTaken[]>([])

  /** Adds what was just not taken; of the same characteristic the last counts. */
  function add(lost: readonly NotTaken[]): void {
    forget(lost.map((one) => one.characteristicId))
    notTaken.value = [...notTaken.value, ...lost]
  }

  function forget(ids: readonly string[]): void {
    notTaken.value = notTaken.value.filter((one) => !ids.includes(one.characteristicId))
  }

  /** The shopper has seen it, and leaves it. */
  const keep = (): void => void (notTaken.value = [])

  /** Puts the shopper's own choices in after all, on top of what stands now; what is ruled out stays to be explained. */
  function insist(): void {
    const wanted = notTaken.value.filter(({ why }) => why === 'changed-meanwhile')
    forget(wanted.map((one) => one.characteristicId))
    edit(wanted.map(({ characteristicId, wanted: to }) => ({ characteristicId, to })))
  }

  return { notTaken, add, forget, keep, insist }
}
