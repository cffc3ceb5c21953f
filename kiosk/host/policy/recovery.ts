/** A screen that dies this often within the window is not going to get better by itself. */
export const CRASHES_MAX = 5
export const CRASH_WINDOW_MS = 60_000
const FIRST_BACK_OFF_MS = 500
export const BACK_OFF_MAX_MS = 8000
/** How long a page may hang before it is put down. Milliseconds. */
export const UNRESPONSIVE_MS = 10_000
/** How long the out-of-service screen stays before the whole program starts anew. Milliseconds. */
export const OUT_OF_SERVICE_MS = 60_000

/** When the screen died lately, oldest first. */
export type Crashes = readonly number[]

export type Recovery =
  | { readonly kind: 'recreate'; readonly afterMs: number }
  | { readonly kind: 'out-of-service'; readonly afterMs: number }

/** What to do about a screen that has just died: a new one, each time a little later, and in the end none (kiosk-shell 3). */
export function recover(before: Crashes, nowMs: number): { crashes: Crashes; recovery: Recovery } {
  const crashes = [...before.filter((at) => nowMs - at < CRASH_WINDOW_MS), nowMs]
  if (crashes.length > CRASHES_MAX) return { crashes, recovery: { kind: 'out-of-service', afterMs: OUT_OF_SERVICE_MS } }
  const afterMs = Math.min(BACK_OFF_MAX_MS, FIRST_BACK_OFF_MS * 2 ** (crashes.length - 1))
  return { crashes, recovery: { kind: 'recreate', afterMs } }
}

/** Whether a gone renderer is a failure, by Electron's reason; a clean exit is our own doing. */
export const isFailure = (reason: string): boolean => reason !== 'clean-exit'
