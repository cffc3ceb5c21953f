import { expect, it } from 'vitest'
import { takeTurn } from './one-page.ts'

const settled = () => new Promise((resolve) => setTimeout(resolve, 5))
function page(locks: Pick<LockManager, 'request'> | undefined, name: string) {
  const told: string[] = []
  const state = { told, takeOver: (): void => undefined }
  takeTurn(locks, name, {
    onHeld: () => told.push('held'),
    onElsewhere: (takeOver) => (told.push('elsewhere'), (state.takeOver = takeOver)),
    onLost: () => told.push('lost'),
  })
  return state
}

// Node has the same lock manager as browsers.
const locks = (globalThis as { navigator?: { locks?: LockManager } }).navigator?.locks

it('[O2] one page works, a second one is told so, and can take over', async () => {
  expect(locks).toBeDefined()
  const first = page(locks, 'take-over')
  await settled()
  const second = page(locks, 'take-over')
  await settled()
  expect([first.told, second.told]).toEqual([['held'], ['elsewhere']])
  second.takeOver()
  await settled()
  expect([first.told, second.told]).toEqual([
    ['held', 'lost'],
    ['elsewhere', 'held'],
  ])
})

it('works where the browser has no locks', () => {
  expect(page(undefined, 'none').told).toEqual(['held'])
})
