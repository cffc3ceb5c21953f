import { createHandLink } from '@dangol/client/testing/hand-link.ts'
import { createTurnedTime } from '@dangol/domain/time/testing/turned-time.ts'
import { expect, it } from 'vitest'
import { createPatience, PATIENCE_MS } from './patience.ts'

function open() {
  const time = createTurnedTime()
  const link = createHandLink()
  return { time, link, patience: createPatience(link, time) }
}
/** Something that the store server may still say. */
function outstanding() {
  let say: (word: string) => void = () => undefined
  return { word: new Promise<string>((resolve) => (say = resolve)), say: (word: string) => say(word) }
}

it('gives what came in time', async () => {
  const { time, patience } = open()
  const { word, say } = outstanding()
  const soon = patience.soon(word)
  time.pass(PATIENCE_MS - 1)
  say('here')
  expect(await soon).toBe('here')
})

it('gives up when the time is out, and when the line is: a store that only catches up is still there', async () => {
  const { time, link, patience } = open()
  const late = patience.soon(outstanding().word)
  time.pass(PATIENCE_MS)
  expect(await late).toBeNull()
  const { word, say } = outstanding()
  const through = patience.soon(word)
  link.become('catching-up')
  say('here')
  expect(await through).toBe('here')
  const cut = patience.soon(outstanding().word)
  link.become('read-only')
  expect(await cut).toBeNull()
})

it.each(['connecting', 'offline', 'read-only'] as const)(
  'does not begin to wait for a store that is %s',
  async (is) => {
    const { link, patience } = open()
    link.become(is)
    expect(await patience.soon(Promise.resolve('here'))).toBeNull()
  },
)

it('nobody waits once the visit is over; who comes next waits anew', async () => {
  const { patience } = open()
  const { word, say } = outstanding()
  const before = patience.soon(outstanding().word)
  patience.giveUp()
  const next = patience.soon(word)
  say('here')
  expect(await Promise.all([before, next])).toEqual([null, 'here'])
})
