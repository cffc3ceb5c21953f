import type { PhoneConfiguration } from '@dangol/protocol/shop.ts'
import { onScopeDispose, shallowRef } from 'vue'
import { useShop } from '../shop.ts'
import { useShelf } from '../stores/shelf.ts'

/** How often to ask again while the store's line is down. Milliseconds. */
const ASK_AGAIN_MS = 5_000

/** What was begun at a kiosk, by the code of its goodbye screen; 'waiting' until the store has told the shop of it. */
export function useClaim(code: string) {
  const { timers } = useShop()
  const shelf = useShelf()
  const claimed = shallowRef<PhoneConfiguration | 'waiting' | null>(null)

  async function ask(): Promise<void> {
    const answer = await shelf.claim(code)
    if (answer.ok) claimed.value = answer.value
    else if (claimed.value === null) claimed.value = 'waiting'
  }
  onScopeDispose(timers.every(ASK_AGAIN_MS, () => void (claimed.value === 'waiting' ? ask() : null)))
  return { claimed, ask }
}
