import { createOutbox } from '@dangol/client/outbox.ts'
import type { Outbox, Undone, WaitingCommand } from '@dangol/client/outbox.ts'
import type { AssociateId } from '@dangol/domain/ids/ids.ts'
import type { Answer, Input, WaitingRequest } from '@dangol/protocol/requests.ts'
import { defineStore } from 'pinia'
import { computed, onScopeDispose, shallowRef } from 'vue'
import type { Ref } from 'vue'
import type { TabletOutboxes, WaitingOf } from './indexed-outbox.ts'
import { useLinkStore } from './link-store.ts'
import { restsOn } from './rests-on.ts'
import { useStaffContext } from './staff-context.ts'

/** How long somebody who pressed a button waits for its outcome before it counts as waiting. Milliseconds. */
export const PATIENCE_MS = 2_500

/** The outcome, or 'waits': it is kept on this tablet and goes out as soon as it can. */
export type Handed<N extends WaitingRequest> =
  Answer<N> | { readonly ok: false; readonly error: { readonly code: 'waits' } }

/** What commands act on, as the outbox orders them. */
export const aggregateOf = (noun: 'call' | 'order' | 'visit', id: string): string => `${noun}:${id}`

/** What waits on this tablet for the store server: of whoever holds the tablet, and of those who will be back. */
export const useOutboxStore = defineStore('outbox', () => {
  const { link, timers, outboxes } = useStaffContext()
  const line = useLinkStore()
  const patience = () => new Promise<null>((resolve) => void timers.after(PATIENCE_MS, () => resolve(null)))
  const waiting = shallowRef<readonly WaitingCommand[]>([])
  const undone = shallowRef<readonly Undone[]>([])
  const holder = shallowRef<AssociateId | null>(null)
  const everybody = useEverybody(outboxes, holder)
  let current: Outbox | null = null

  function release(): void {
    current?.close()
    current = null
    holder.value = null
    waiting.value = []
    undone.value = []
    void everybody.count()
  }
  function hold(maker: AssociateId): void {
    if (holder.value === maker) return
    release()
    holder.value = maker
    const outbox = createOutbox({
      ...{ link, timers, restsOn, store: outboxes.of(maker) },
      clock: link.storeClock,
    })
    current = outbox
    const look = (): void => {
      if (current !== outbox) return
      waiting.value = outbox.waiting()
      undone.value = outbox.undone()
      void everybody.count()
    }
    outbox.onChange(look)
    outbox.loaded().then(look, look)
  }
  onScopeDispose(() => current?.close())
  void everybody.count()

  async function hand<N extends WaitingRequest>(request: N, input: Input<N>, aggregate: string): Promise<Handed<N>> {
    const kept = await current?.keep(request, input, aggregate)
    if (!kept) return UNAVAILABLE
    const outcome = line.isWritable ? await Promise.race([kept.outcome, patience()]) : null
    if (outcome !== null) return outcome
    kept.leave()
    return WAITS
  }

  return {
    ...{ hold, release, hand },
    waiting: computed(() => waiting.value),
    /** What could not be done, or of which nobody can say whether it was. */
    undone: computed(() => undone.value),
    ...{ ofOthers: everybody.ofOthers, length: everybody.length, oldest: everybody.oldest },
    waitsFor: (aggregate: string): boolean => waiting.value.some((command) => command.aggregate === aggregate),
    seen: (): void => current?.seen(),
  }
})

/** What waits on this tablet, whoever made it. */
function useEverybody(outboxes: TabletOutboxes, holder: Readonly<Ref<AssociateId | null>>) {
  const everybody = shallowRef<readonly WaitingOf[]>([])
  return {
    async count(): Promise<void> {
      everybody.value = await outboxes.waiting().catch(() => [])
    },
    /** What waits for associates who do not hold the tablet now. */
    ofOthers: computed(() => everybody.value.filter(({ maker }) => maker !== holder.value)),
    /** For the office. */
    length: computed(() => everybody.value.reduce((sum, { count }) => sum + count, 0)),
    oldest: computed(() =>
      everybody.value.reduce<number | null>((least, { since }) => Math.min(least ?? since, since), null),
    ),
  }
}

const UNAVAILABLE = { ok: false, error: { code: 'unavailable' } } as const
const WAITS = { ok: false, error: { code: 'waits' } } as const
