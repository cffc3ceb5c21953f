import type { ConfigurationId } from '@dangol/domain/ids/ids.ts'
import { onMounted, shallowRef } from 'vue'
import { useShelf } from '../stores/shelf.ts'

/** How a code for a kiosk stands: on its way, there, not to be had for this configuration, or refused. */
export type ShareCode<T> = { kind: 'loading' } | { kind: 'ready'; code: T } | { kind: 'too-long' } | { kind: 'refused' }

/** The two codes of one configuration: one short enough to be said, one that works where no internet is. */
export function useShareCodes(id: ConfigurationId) {
  const shelf = useShelf()
  const short = shallowRef<ShareCode<{ code: string; expiresAt: number }>>({ kind: 'loading' })
  const alone = shallowRef<ShareCode<{ text: string; expiresAt: number }>>({ kind: 'loading' })

  // Both at once: whoever opens the sheet at home has both when the shop is out of reach later.
  onMounted(async () => {
    const [issued, signed] = await Promise.all([shelf.codeFor(id), shelf.snapshotFor(id)])
    short.value = issued.ok ? { kind: 'ready', code: issued.value } : { kind: 'refused' }
    if (signed.ok) alone.value = { kind: 'ready', code: signed.value }
    else alone.value = { kind: signed.error.code === 'too-long-for-code' ? 'too-long' : 'refused' }
  })
  return { short, alone }
}
