import type { CommandId, DeviceId } from '@dangol/domain/ids/ids.ts'
import { readCode } from '@dangol/domain/trust/device-proof.ts'
import type { PairingAsk } from '@dangol/protocol/trust.ts'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { useStaffContext } from '../../app/staff-context.ts'
import { useAction } from '../../app/use-action.ts'

/** Letting devices into the house, naming them, putting them out. Which there are comes with the fleet. */
export const useDevicesStore = defineStore('devices', () => {
  const { link, ids } = useStaffContext()
  const asked = shallowRef<PairingAsk | null>(null)
  const [finding, deciding, changing] = [useAction(), useAction(), useAction()]
  const command = () => ({ commandId: ids.next<CommandId>() })

  return {
    /** The device whose code was typed, until it is laid aside. */
    asked: computed(() => asked.value),
    ...{ finding, deciding, changing },
    /** Finds the device that shows this code; what cannot be a code costs no try. */
    async find(typed: string): Promise<'found' | 'not-a-code' | 'refused'> {
      const code = readCode(typed)
      finding.forget()
      if (code === null) return 'not-a-code'
      const answer = await finding.run('find', () => link.request('devices:find-pairing', { code }))
      asked.value = answer?.value ?? null
      return answer === null ? 'refused' : 'found'
    },
    async approve(deviceId: DeviceId, name: string): Promise<boolean> {
      const { code } = asked.value ?? {}
      if (code === undefined) return false
      const input = { ...command(), code, deviceId, name }
      return (await deciding.run('approve', () => link.request('devices:approve', input))) !== null
    },
    async reject(): Promise<boolean> {
      const { code } = asked.value ?? {}
      if (code === undefined) return false
      const input = { ...command(), code }
      return (await deciding.run('reject', () => link.request('devices:reject', input))) !== null
    },
    async rename(deviceId: DeviceId, name: string): Promise<boolean> {
      const input = { ...command(), deviceId, name }
      return (await changing.run('rename', () => link.request('devices:rename', input))) !== null
    },
    async revoke(deviceId: DeviceId): Promise<boolean> {
      const input = { ...command(), deviceId }
      return (await changing.run('revoke', () => link.request('devices:revoke', input))) !== null
    },
    /** It was decided on, or nobody will. */
    layAside(): void {
      asked.value = null
      finding.forget()
      deciding.forget()
    },
    forget(): void {
      asked.value = null
      for (const action of [finding, deciding, changing]) action.forget()
    },
  }
})
