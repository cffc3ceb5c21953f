import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { useKiosk } from './kiosk.ts'
import { useNavigation } from './navigation.ts'
import { useNotices } from './notices.ts'
import { useSettings } from './settings.ts'

/** Where an approval on the own phone stands, as this screen shows it. */
export type ApprovalStep =
  'asking' | 'waiting' | 'approved' | 'denied' | 'expired' | 'unavailable' | 'another-person' | 'too-often'

/** Asks for an approval on the own phone and follows it. The host has it all; here is only that the shopper asked. */
export const useApproving = defineStore('approving', () => {
  const kiosk = useKiosk()
  const navigation = useNavigation()
  const notices = useNotices()
  const settings = useSettings()
  const refused = ref<'unavailable' | 'too-often' | null>(null)
  const asking = ref(false)

  const approval = computed(() => kiosk.state?.approval ?? null)
  /** The store counts the approval now; only the server decides it. */
  const isApproved = computed(() => kiosk.visit?.level === 'L3')
  /** It can be offered: somebody could answer, and nobody has yet. */
  const isOffered = computed(() => kiosk.online && !isApproved.value)
  const step = computed((): ApprovalStep => {
    if (isApproved.value) return 'approved'
    if (asking.value) return 'asking'
    if (refused.value !== null) return refused.value
    // An approval that lapsed, or that a restart of the store forgot, is over.
    const state = approval.value?.state ?? 'expired'
    return state === 'asking' && !kiosk.online ? 'unavailable' : state === 'approved' ? 'expired' : state
  })

  async function begin(): Promise<void> {
    if (asking.value) return
    asking.value = true
    refused.value = null
    const hasVisit = await kiosk.ensureVisit(settings.lang)
    const answer = hasVisit ? await kiosk.askInVisit('approval:begin', {}) : null
    asking.value = false
    if (answer?.ok) return
    refused.value = answer?.error.code === 'too-many-tries' ? 'too-often' : 'unavailable'
  }

  /** The screen on which the shopper approves. */
  function open(): void {
    notices.clear()
    if (navigation.view.kind === 'approve') navigation.replace({ kind: 'approve' })
    else navigation.go({ kind: 'approve' })
    void begin()
  }

  /** Away from it: what was not answered yet is no longer asked. */
  async function leave(): Promise<void> {
    refused.value = null
    if (approval.value !== null && !isApproved.value) await kiosk.askInVisit('approval:cancel', {})
  }

  function reset(): void {
    refused.value = null
    asking.value = false
  }

  return { approval, isApproved, isOffered, step, begin, open, leave, reset }
})
