import { expect, test } from 'vitest'
import { openPageSight } from './page-sight.ts'

test('the page tells when it is hidden and seen again, until nobody listens', () => {
  // Of a document only these two things are asked.
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' }) as unknown as Document & {
    visibilityState: DocumentVisibilityState
  }
  const turn = (to: DocumentVisibilityState) => {
    Object.assign(page, { visibilityState: to })
    page.dispatchEvent(new Event('visibilitychange'))
  }
  const sight = openPageSight(page)
  const seen: boolean[] = []
  const stop = sight.onChange(() => seen.push(sight.isVisible()))
  turn('hidden')
  turn('visible')
  stop()
  turn('hidden')
  expect(seen).toEqual([false, true])
  expect(sight.isVisible()).toBe(false)
})
