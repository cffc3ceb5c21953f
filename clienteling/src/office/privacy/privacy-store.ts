import type { StoreLink } from '@dangol/client/store-link.ts'
import type { CommandId, CustomerId } from '@dangol/domain/ids/ids.ts'
import type { Output } from '@dangol/protocol/requests.ts'
import type { Subject } from '@dangol/protocol/privacy.ts'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Ref } from 'vue'
import { useStaffContext } from '../../app/staff-context.ts'
import { useAction } from '../../app/use-action.ts'
import { createMerging } from './merging.ts'

type Ledger = Output<'privacy:ledger'>

/** One customer at a time, as the privacy officer sees them, and what becomes of what the store holds. */
export const usePrivacyStore = defineStore('privacy', () => {
  const { link, ids } = useStaffContext()
  const subject = shallowRef<Subject | null>(null)
  /** Why the present customer is looked at; offered again with whatever is done to them. */
  const reason = shallowRef('')
  /** Number of who was erased last, to be said; a number is all that is left of them here. */
  const erased = shallowRef<string | null>(null)
  const [finding, acting] = [useAction(), useAction()]
  const { ledger, reading, openLedger } = useLedger(link, subject)
  const merging = createMerging({ link, ids, subject, acting, became })
  const command = () => ({ commandId: ids.next<CommandId>() })

  function close(): void {
    subject.value = null
    ledger.value = null
    merging.layOtherAside()
    reason.value = ''
    erased.value = null
    for (const action of [finding, reading, acting]) action.forget()
  }
  function became(next: Subject): void {
    subject.value = next
    ledger.value = null
    merging.layOtherAside()
  }
  /** What an act needs: about whom, and the reason that is put on record. */
  const about = (customerId: CustomerId, why: string) => ({ ...command(), customerId, reason: why })

  return {
    subject: computed(() => subject.value),
    ledger: computed(() => ledger.value),
    ...merging,
    reason: computed(() => reason.value),
    erased: computed(() => erased.value),
    ...{ finding, reading, acting, close, openLedger },
    async find(number: string, why: string): Promise<boolean> {
      close()
      const answer = await finding.run('find', () => link.request('privacy:subject', { number, reason: why }))
      if (answer === null) return false
      subject.value = answer.value
      reason.value = why
      return true
    },
    /** Everything the store holds, as a file; null when it was refused. */
    async exported(why: string): Promise<Output<'privacy:export'> | null> {
      if (subject.value === null) return null
      const input = about(subject.value.customerId, why)
      return (await acting.run('export', () => link.request('privacy:export', input)))?.value ?? null
    },
    async erase(why: string): Promise<boolean> {
      if (subject.value === null) return false
      const { customerId, number } = subject.value
      const input = about(customerId, why)
      const answer = await acting.run('erase', () => link.request('privacy:erase', input))
      if (answer === null) return false
      close()
      erased.value = number
      return true
    },
    /** The office was locked: nothing of a customer stays in its memory. */
    forget: close,
  }
})

/** Who looked at the present customer, once somebody asks for it. */
function useLedger(link: StoreLink, subject: Readonly<Ref<Subject | null>>) {
  const ledger = shallowRef<Ledger | null>(null)
  const reading = useAction()
  async function openLedger(): Promise<void> {
    const { customerId } = subject.value ?? {}
    if (customerId === undefined) return
    const answer = await reading.run('ledger', () => link.request('privacy:ledger', { customerId }))
    if (answer !== null && subject.value?.customerId === customerId) ledger.value = answer.value
  }
  return { ledger, reading, openLedger }
}
