import { expect, it } from 'vitest'
import { lockOf } from './use-pin-try.ts'

it.each([
  ['a wrong PIN', { code: 'wrong-pin' } as const, null],
  ['words of the page itself', { text: 'differs' }, null],
  ['nothing wrong', null, null],
  ['a lock that runs', { code: 'locked', detail: '61000' } as const, 60_000],
  ['a lock that has run out', { code: 'locked', detail: '1000' } as const, null],
  ['a lock that only a person undoes', { code: 'locked', detail: 'person' } as const, 'person'],
  ['a lock of which nothing more is said', { code: 'locked' } as const, 'person'],
])('%s', (_what, problem, lock) => {
  expect(lockOf(problem, 1_000)).toBe(lock)
})
