import { PhoneAddressSchema } from '@dangol/protocol/shop-approvals.ts'
import { shallowRef } from 'vue'
import { useShop } from '../shop.ts'

/** The shopper's delivery address, from the area to the door; null until the shop has told it. */
export function useAddress() {
  const { client } = useShop()
  const lines = shallowRef<readonly string[] | null>(null)
  /** Kept by the retailer's own shop, where it is changed: this is what a kiosk shows. Undefined where it is kept here. */
  const atShop = shallowRef<string | null | undefined>()
  const problem = shallowRef(false)

  async function load(): Promise<void> {
    const answer = await client.get('/api/address', PhoneAddressSchema)
    if (!answer.ok) return
    atShop.value = answer.value.atShop
    lines.value = answer.value.lines
  }
  /** Empty lines are left out; none at all removes the address. True when the shop has it. */
  async function save(written: readonly string[]): Promise<boolean> {
    const body = { lines: written.map((line) => line.trim()).filter((line) => line !== '') }
    const answer = await client.send('PUT', '/api/address', body, PhoneAddressSchema)
    problem.value = !answer.ok
    if (answer.ok) lines.value = answer.value.lines
    return answer.ok
  }
  void load()
  return { lines, atShop, problem, save }
}
