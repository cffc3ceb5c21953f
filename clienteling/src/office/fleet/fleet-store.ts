import { createReplica } from '@dangol/client/replica.ts'
import { useReplica } from '@dangol/client/vue.ts'
import { defineStore } from 'pinia'
import { computed, onScopeDispose } from 'vue'
import { useStaffContext } from '../../app/staff-context.ts'
import { judge, worstFirst } from './judgement.ts'

/** Every device of the store and how it fares, as the store server tells it. */
export const useFleetStore = defineStore('fleet', () => {
  const { link } = useStaffContext()
  const replica = createReplica()
  const contents = useReplica(replica)
  const subscription = link.subscribe('fleet', replica)
  onScopeDispose(() => subscription.stop())
  const devices = computed(() => worstFirst([...contents.value['device-health'].values()]))

  return {
    devices,
    /** Who asked to come in too often and is no device of the house; null for nobody since the server started. */
    strangers: computed(() => [...contents.value.strangers.values()][0] ?? null),
    /** The devices of the house with keys of their own; none where the house has one key for all. */
    paired: computed(() => [...contents.value['paired-device'].values()]),
    /** Devices that somebody should see to. */
    troubled: computed(() => devices.value.filter((health) => judge(health) === 'bad')),
  }
})
