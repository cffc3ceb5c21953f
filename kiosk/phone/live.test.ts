import { expect, test } from 'vitest'
import { listenToShop } from './live.ts'

/** The line to the shop, under the test's hands. */
function line() {
  const source = Object.assign(new EventTarget(), {
    onopen: null as (() => void) | null,
    closed: false,
    close: () => {},
  })
  source.close = () => (source.closed = true)
  const heard: string[] = []
  let opened = 0
  let asked = ''
  const stop = listenToShop(
    (event) => heard.push(event),
    () => (opened += 1),
    (path) => {
      asked = path
      // Of an EventSource only these things are used.
      return source as unknown as EventSource
    },
  )
  return { source, heard, stop, opened: () => opened, asked: () => asked }
}

test('what changed is told by its name, and a word unknown to this page is not', () => {
  const { source, heard, asked } = line()
  for (const name of ['orders', 'configurations', 'me', 'message', 'weather']) source.dispatchEvent(new Event(name))
  expect([asked(), heard]).toEqual(['/api/events', ['orders', 'configurations', 'me']])
})

test('every connection, the first as well, may have missed something', () => {
  const { source, opened } = line()
  expect(opened()).toBe(0)
  source.onopen?.()
  source.onopen?.()
  expect(opened()).toBe(2)
})

test('nobody listening closes the line', () => {
  const { source, stop } = line()
  stop()
  expect(source.closed).toBe(true)
})
