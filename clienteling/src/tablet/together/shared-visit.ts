import { createReplica } from '@dangol/client/replica.ts'
import type { Subscription } from '@dangol/client/subscriptions.ts'
import { useReplica } from '@dangol/client/vue.ts'
import { laterDraft } from '@dangol/domain/assist/overlay.ts'
import type { SharedDraft } from '@dangol/domain/assist/shared-draft.ts'
import type { VisitId } from '@dangol/domain/ids/ids.ts'
import { computed, onScopeDispose, shallowRef } from 'vue'
import type { StaffContext } from '../../app/staff-context.ts'
import { usePresence } from './presence.ts'

/** The one visit whose shared draft this tablet follows. With the right to it goes the copy (T3). */
export function useSharedVisit({ link, timers, deviceId, onRevoked }: SharedVisitOptions) {
  const visitId = shallowRef<VisitId | null>(null)
  const replica = createReplica()
  const contents = useReplica(replica)
  /** What an answer said about the draft before the stream did. */
  const answered = shallowRef<SharedDraft | null>(null)
  const presence = usePresence({
    timers,
    tell: (of, looking) => void link.request('assist:present', { visitId: of, looking }),
  })
  let following: Subscription | null = null

  function stop(only?: VisitId): void {
    if (only !== undefined && only !== visitId.value) return
    following?.stop()
    following = null
    presence.stop()
    visitId.value = null
    answered.value = null
    replica.replace([])
  }
  onScopeDispose(stop)
  // A subscription that is refused was revoked: the shopper said no more, or the visit is over.
  const look = (): void => {
    const of = visitId.value
    if (of === null || following?.status() !== 'refused') return
    stop(of)
    onRevoked(of)
  }
  onScopeDispose(link.onStatus(look))
  onScopeDispose(replica.onChange(look))
  onScopeDispose(
    link.onPresence((word) => {
      if (word.visitId === visitId.value && word.deviceId !== deviceId) presence.hear(word)
    }),
  )

  return {
    visitId: computed(() => visitId.value),
    draft: computed(() => {
      const followed: SharedDraft | null = contents.value['shared-draft'].values().next().value ?? null
      return laterDraft(followed, answered.value)
    }),
    lookers: presence.lookers,
    look(at: string | null): void {
      if (visitId.value) presence.look(visitId.value, at)
    },
    follow(of: VisitId): void {
      if (of === visitId.value) return
      stop()
      visitId.value = of
      following = link.subscribe(`visit:${of}`, replica)
    },
    /** An answer carried a draft. */
    adopt(of: VisitId, draft: SharedDraft): void {
      if (of === visitId.value) answered.value = draft
    },
    stop,
  }
}

interface SharedVisitOptions extends Pick<StaffContext, 'link' | 'timers' | 'deviceId'> {
  /** The store ended the stream: the shopper said no more, or the visit is over. */
  readonly onRevoked: (visitId: VisitId) => void
}
