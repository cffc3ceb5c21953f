import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

/** A remark to the shopper. Stays until it is closed or the shopper goes on: a kiosk does not change by itself (A17). */
export type Notice =
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'added'; readonly title: string }
  | { readonly kind: 'consent'; readonly granted: boolean }
  | { readonly kind: 'helper-left' | 'helper-sent-away'; readonly name: string }

/** The one remark on the screen. */
export const useNotices = defineStore('notices', () => {
  const notice = shallowRef<Notice | null>(null)

  function show(next: Notice): void {
    notice.value = next
  }
  function clear(): void {
    notice.value = null
  }

  return { notice, show, clear, reset: clear }
})
