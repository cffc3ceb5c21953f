import { expect, it } from 'vitest'
import { createLogger } from '../../platform/log.ts'
import type { ShopAnswer } from '../../shop-port.ts'
import { createManualTime } from '../../testing/manual-time.ts'
import { settled } from '../../testing/wired-store.ts'
import { createLeftDrafts, TIDY_SHOP_EVERY_MS } from './left-drafts.ts'

function open(tidy: (signal: AbortSignal) => Promise<ShopAnswer<number>>) {
  const time = createManualTime()
  let tidied = 0
  const link = { isPaused: false }
  const drafts = createLeftDrafts({
    timers: time,
    connector: {
      tidy(signal) {
        tidied += 1
        return tidy(signal)
      },
    },
    pause: { isPaused: () => link.isPaused },
    log: createLogger('silent'),
  })
  const pass = async () => {
    time.advance(TIDY_SHOP_EVERY_MS)
    await settled()
  }
  return { drafts, link, pass, tidied: () => tidied }
}
const found = (): Promise<ShopAnswer<number>> => Promise.resolve({ kind: 'answered', value: 1 })

it('[U1] what a broken-off write left in the shop is looked for every minute, whatever came of the last look', async () => {
  const answers = [
    found,
    () => Promise.reject(new Error('a defect')),
    (): Promise<ShopAnswer<number>> => Promise.resolve({ kind: 'unreachable', why: 'cut' }),
    found,
  ]
  const { drafts, pass, tidied } = open(() => (answers.shift() ?? found)())
  drafts.start()
  expect(tidied()).toBe(0)
  for (let n = 1; n <= 4; n++) {
    await pass()
    expect(tidied()).toBe(n)
  }
})

it('a link that is held is left alone, and looked after again once it is not', async () => {
  const { drafts, link, pass, tidied } = open(found)
  link.isPaused = true
  drafts.start()
  await pass()
  expect(tidied()).toBe(0)
  link.isPaused = false
  await pass()
  expect(tidied()).toBe(1)
})

it('a store that stops ends the look under way and begins no other', async () => {
  let wasEnded = false
  const { drafts, pass, tidied } = open(
    (signal) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          wasEnded = true
          resolve({ kind: 'unreachable', why: 'stopped' })
        })
      }),
  )
  drafts.start()
  await pass()
  await drafts.stop()
  await pass()
  expect([wasEnded, tidied()]).toEqual([true, 1])
})
