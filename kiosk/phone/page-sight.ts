/** Whether anybody can see this page: not while the phone is locked or shows another page. */
export interface PageSight {
  isVisible(): boolean
  /** Calls after every change; returns how to stop. */
  onChange(listener: () => void): () => void
}

/** The browser's own word on it. */
export function openPageSight(page: Document = document): PageSight {
  return {
    isVisible: () => page.visibilityState === 'visible',
    onChange(listener) {
      page.addEventListener('visibilitychange', listener)
      return () => page.removeEventListener('visibilitychange', listener)
    },
  }
}
