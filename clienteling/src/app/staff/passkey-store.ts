import type { CommandId } from '@dangol/domain/ids/ids.ts'
import { defineStore } from 'pinia'
import { useStaffContext } from '../staff-context.ts'
import type { PasskeyProblem } from './passkeys.ts'
import { useStaffStore } from './staff-store.ts'

type Made = { ok: true; value: null } | { ok: false; error: PasskeyProblem }

/** The passkeys of whoever holds the device: one more, proven by the PIN, or one less, proven by another. */
export const usePasskeyStore = defineStore('passkeys', () => {
  const { link, ids, passkeys } = useStaffContext()
  const staff = useStaffStore()
  const command = () => ({ commandId: ids.next<CommandId>() })

  return {
    async make(pin: string, name: string): Promise<Made> {
      const begun = await link.request('staff:passkey-begin', { pin })
      if (!begun.ok) return { ok: false, error: { by: 'store', ...begun.error } }
      const made = await passkeys.make(begun.value.options)
      if (!made.ok) return { ok: false, error: { by: 'machine', code: made.error.code } }
      const added = await link.request('staff:passkey-add', { ...command(), response: made.value, name })
      if (!added.ok) return { ok: false, error: { by: 'store', ...added.error } }
      staff.became(added.value)
      return { ok: true, value: null }
    },
    async remove(id: string) {
      const answer = await link.request('staff:passkey-remove', { ...command(), id })
      if (answer.ok) staff.became(answer.value)
      return answer
    },
  }
})
