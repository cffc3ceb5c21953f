import { expect, test } from 'vitest'
import { handTimers } from '../testing/host.ts'
import { createDraftSaving } from './draft-saving.ts'
import type { SaveOutcome } from './draft-saving.ts'

function saving(outcomes: (SaveOutcome | Promise<SaveOutcome>)[]) {
  const { timers, pass } = handTimers()
  let saves = 0
  const draft = createDraftSaving(timers, () => Promise.resolve(outcomes[saves++] ?? 'saved'))
  return { draft, pass, saves: () => saves }
}

test('a burst of changes is saved once, after a pause', async () => {
  const { draft, pass, saves } = saving([])
  draft.touch()
  await pass(400)
  draft.touch()
  await pass(400)
  expect(saves()).toBe(0)
  await pass(400)
  expect(saves()).toBe(1)
  expect(draft.state.value).toBe('clean')
})

test('a change made while a save is under way is saved right after it', async () => {
  let answer: (outcome: SaveOutcome) => void = () => undefined
  const { draft, pass, saves } = saving([new Promise<SaveOutcome>((settle) => (answer = settle))])
  draft.touch()
  await pass(700)
  draft.touch()
  answer('saved')
  await pass(0)
  expect(saves()).toBe(2)
  expect(draft.state.value).toBe('clean')
})

test('a draft that found nobody is tried again until it is saved', async () => {
  const { draft, pass, saves } = saving(['unavailable', 'unavailable'])
  draft.touch()
  await pass(700)
  expect(draft.state.value).toBe('unsaved')
  await pass(5_000)
  await pass(5_000)
  expect(saves()).toBe(3)
  expect(draft.state.value).toBe('clean')
})

test('after a conflict nothing is saved until somebody decides', async () => {
  const { draft, pass, saves } = saving(['conflict'])
  draft.touch()
  await pass(700)
  expect(draft.state.value).toBe('conflict')
  draft.touch()
  await pass(10_000)
  expect(await draft.flush()).toBe(false)
  expect(saves()).toBe(1)
})

test('flush saves at once and says whether it worked', async () => {
  const { draft, saves } = saving(['saved', 'unavailable'])
  draft.touch()
  expect(await draft.flush()).toBe(true)
  expect(await draft.flush()).toBe(true)
  draft.touch()
  expect(await draft.flush()).toBe(false)
  expect(saves()).toBe(2)
})

test('the answer for a draft that was closed meanwhile does not touch the next one', async () => {
  let answer: (outcome: SaveOutcome) => void = () => undefined
  const { draft, pass } = saving([new Promise<SaveOutcome>((settle) => (answer = settle))])
  draft.touch()
  await pass(700)
  draft.settle()
  answer('conflict')
  await pass(0)
  expect(draft.state.value).toBe('clean')
})

test('two who wait for the same save begin one more between them', async () => {
  let answer: (outcome: SaveOutcome) => void = () => undefined
  const { draft, saves } = saving([new Promise<SaveOutcome>((settle) => (answer = settle))])
  draft.touch()
  const first = draft.flush()
  const others = [draft.flush(), draft.flush()]
  answer('unavailable')
  expect(await first).toBe(false)
  expect(await Promise.all(others)).toEqual([true, true])
  expect(saves()).toBe(2)
})
