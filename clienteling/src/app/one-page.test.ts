import { until } from '@dangol/client/testing/until.ts'
import { expect, it } from 'vitest'
import { takeTurn } from './one-page.ts'

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
  await until(() => first.told.length > 0, 'the first page')
  const second = page(locks, 'take-over')
  await until(() => second.told.length > 0, 'the second page')
  expect([first.told, second.told]).toEqual([['held'], ['elsewhere']])
  second.takeOver()
  await until(() => first.told.length + second.told.length > 3, 'the change')
  expect([first.told, second.told]).toEqual([
    ['held', 'lost'],
    ['elsewhere', 'held'],
  ])
})

it('works where the browser has no locks', () => {
  expect(page(undefined, 'none').told).toEqual(['held'])
})
