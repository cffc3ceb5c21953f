import type { CommandId } from '@dangol/domain/ids/ids.ts'
import type { Subject } from '@dangol/protocol/privacy.ts'
import { computed, shallowRef } from 'vue'
import type { ShallowRef } from 'vue'
import type { StaffContext } from '../../app/staff-context.ts'
import type { useAction } from '../../app/use-action.ts'

interface MergingDeps extends Pick<StaffContext, 'link' | 'ids'> {
  readonly subject: Readonly<ShallowRef<Subject | null>>
  readonly acting: ReturnType<typeof useAction>
  /** The subject as it is afterwards. */
  readonly became: (subject: Subject) => void
}

/** Two profiles become one person, and two again. Whom the subject is merged with is looked at first. */
export function createMerging({ link, ids, subject, acting, became }: MergingDeps) {
  const other = shallowRef<Subject | null>(null)
  const command = () => ({ commandId: ids.next<CommandId>() })

  return {
    other: computed(() => other.value),
    /** A look like any other, on record. */
    async findOther(number: string, why: string): Promise<void> {
      other.value = null
      const answer = await acting.run('other', () => link.request('privacy:subject', { number, reason: why }))
      other.value = answer?.value ?? null
    },
    layOtherAside: () => void (other.value = null),
    async merge(why: string): Promise<boolean> {
      if (subject.value === null || other.value === null) return false
      const pair = { into: subject.value.customerId, from: other.value.customerId }
      const input = { ...command(), ...pair, reason: why }
      const answer = await acting.run('merge', () => link.request('privacy:merge', input))
      if (answer !== null) became(answer.value)
      return answer !== null
    },
    async unmerge(why: string): Promise<boolean> {
      if (subject.value === null) return false
      const input = { ...command(), customerId: subject.value.customerId, reason: why }
      const answer = await acting.run('unmerge', () => link.request('privacy:unmerge', input))
      if (answer !== null) became(answer.value)
      return answer !== null
    },
  }
}
