import { PasskeyOptionsSchema, PhonePasskeySchema, PhonePasskeysSchema } from '@dangol/protocol/shop-approvals.ts'
import type { PhonePasskey } from '@dangol/protocol/shop-approvals.ts'
import { shallowRef } from 'vue'
import { z } from 'zod'
import { useShop } from '../shop.ts'

/** The shopper's passkeys: the list, adding one on this phone, removing one. `problem` is the code of the last refusal. */
export function usePasskeys() {
  const { client, passkeys: prompts } = useShop()
  /** Null until the shop has told them. */
  const list = shallowRef<readonly PhonePasskey[] | null>(null)
  const busy = shallowRef(false)
  const problem = shallowRef<string | null>(null)

  async function load(): Promise<void> {
    const answer = await client.get('/api/passkeys', PhonePasskeysSchema)
    if (answer.ok) list.value = answer.value.passkeys
    else problem.value = answer.error.code
  }

  async function make() {
    const options = await client.send('POST', '/api/passkeys/options', {}, PasskeyOptionsSchema)
    if (!options.ok) return options
    const response = await prompts.make(options.value)
    if (!response.ok) return response
    const body = { name: prompts.deviceName, response: response.value }
    return client.send('POST', '/api/passkeys', body, PhonePasskeySchema)
  }

  /** Makes one on this phone; true when it is there. */
  async function add(): Promise<boolean> {
    busy.value = true
    const made = await make()
    problem.value = made.ok ? null : made.error.code
    if (made.ok) await load()
    busy.value = false
    return made.ok
  }

  async function remove(id: string): Promise<void> {
    const answer = await client.send('DELETE', `/api/passkeys/${encodeURIComponent(id)}`, null, z.null())
    problem.value = answer.ok ? null : answer.error.code
    await load()
  }

  void load()
  return { list, busy, problem, add, remove, load, where: prompts.where }
}
