/** Waits until `holds`, looking every few milliseconds; throws with `what` after `limitMs`. */
export async function until(holds: () => boolean, what = 'the condition', limitMs = 30_000): Promise<void> {
  const started = performance.now()
  while (!holds()) {
    if (performance.now() - started > limitMs) throw new Error(`waited ${limitMs} ms for ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 3))
  }
}

/** A promise for a pause. */
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
