import type { AuditEntry } from '@dangol/protocol/privacy.ts'
import type { Output } from '@dangol/protocol/requests.ts'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { useStaffContext } from '../../app/staff-context.ts'
import { useAction } from '../../app/use-action.ts'

/** Pages that a screen keeps; whoever reads on starts again further down by an alias, or verifies. */
const ENTRIES_MAX = 5_000

/** The record of who did what, newest first, of everything or of one alias; and whether it is whole. */
export const useRecordStore = defineStore('record', () => {
  const { link } = useStaffContext()
  const entries = shallowRef<readonly AuditEntry[] | null>(null)
  const more = shallowRef(false)
  const subject = shallowRef<string | null>(null)
  const verdict = shallowRef<Output<'audit:verify'> | null>(null)
  const [reading, verifying] = [useAction(), useAction()]

  async function page(before: number | null): Promise<void> {
    const of = subject.value
    const answer = await reading.run('page', () => link.request('audit:list', { before, subject: of }))
    // Another alias may have been asked for meanwhile.
    if (answer === null || subject.value !== of) return
    const shown = before === null ? [] : (entries.value ?? [])
    entries.value = [...shown, ...answer.value.entries]
    more.value = answer.value.more && entries.value.length < ENTRIES_MAX
  }

  return {
    entries: computed(() => entries.value),
    more: computed(() => more.value),
    subject: computed(() => subject.value),
    verdict: computed(() => verdict.value),
    ...{ reading, verifying },
    /** The newest page. */
    load: () => page(null),
    /** The page below what is shown. */
    older: () => page(entries.value?.at(-1)?.position ?? null),
    /** Only what is about one alias; null for everything. */
    async show(only: string | null): Promise<void> {
      subject.value = only
      entries.value = null
      more.value = false
      await page(null)
    },
    async verify(): Promise<void> {
      verdict.value = null
      const answer = await verifying.run('verify', () => link.request('audit:verify', {}))
      verdict.value = answer?.value ?? null
    },
    forget(): void {
      entries.value = null
      more.value = false
      subject.value = null
      verdict.value = null
      reading.forget()
      verifying.forget()
    },
  }
})
