import type { Page } from 'playwright-core'

/** One press, in milliseconds. */
export interface Press {
  /** From the finger to the first task after the frame that shows the answer, the wait for the display's refresh included. */
  readonly shownAfter: number
  /** Handlers, script, style, layout and paint: the same without the waits for the event to arrive and for the display. */
  readonly work: number
}

/** What was timed since the last call. */
export const pressesOf = (page: Page): Promise<Press[]> =>
  page.evaluate(() => (globalThis as unknown as { presses: Press[] }).presses.splice(0))

/**
 * Starts to time presses inside the page. The first part ends with the task queued by the press itself, which runs when its
 * handlers and the microtasks behind them are done; the second one is the frame, from its animation frame callbacks to the task
 * that they queue, which runs when style, layout and paint are done. Between the two the page waits for the display.
 */
export async function startStopwatch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const presses: Press[] = []
    Object.assign(globalThis, { presses })
    const soon = (run: () => void) => {
      const { port1, port2 } = new MessageChannel()
      port1.addEventListener('message', run, { once: true })
      port1.start()
      port2.postMessage(null)
    }
    addEventListener(
      'click',
      ({ timeStamp }) => {
        const began = performance.now()
        let answered = 0
        soon(() => (answered = performance.now()))
        requestAnimationFrame(() => {
          const frame = performance.now()
          soon(() => {
            const now = performance.now()
            // A frame that came before the queued task did all the work itself.
            const before = (answered === 0 ? frame : Math.min(answered, frame)) - began
            presses.push({ shownAfter: now - timeStamp, work: before + now - frame })
          })
        })
      },
      { capture: true },
    )
  })
}

/** Milliseconds from the press that opens a screen to the first painted frame in which it is there. */
export async function timeToFirstPaint(page: Page, selector: string, press: () => Promise<void>): Promise<number> {
  await page.evaluate((wanted) => {
    let pressed = 0
    const seen = new Promise<number>((resolve) => {
      addEventListener('click', (event) => (pressed = event.timeStamp), { capture: true, once: true })
      const watcher = new MutationObserver(() => {
        if (pressed === 0 || document.querySelector(wanted) === null) return
        watcher.disconnect()
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.addEventListener('message', () => resolve(performance.now() - pressed), { once: true })
          port1.start()
          port2.postMessage(null)
        })
      })
      watcher.observe(document.body, { childList: true, subtree: true })
    })
    Object.assign(globalThis, { firstPaint: seen })
  }, selector)
  await press()
  return page.evaluate(() => (globalThis as unknown as { firstPaint: Promise<number> }).firstPaint)
}
