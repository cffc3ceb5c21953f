import { expect, test } from 'vitest'
import { createLostDrafts } from './lost-drafts.ts'

test('a draft is lost when it was made while nobody heard, or never got its key', () => {
  const lost = createLostDrafts()
  expect(lost.isLost({ id: '1', createdAtMs: 60_000 })).toBe(false)
  lost.unheardSince(60_000)
  lost.nameless('7')
  expect(lost.isLost({ id: '1', createdAtMs: 59_000 })).toBe(true)
  expect(lost.isLost({ id: '1', createdAtMs: 80_000 })).toBe(false)
  expect(lost.isLost({ id: '1', createdAtMs: 58_000 })).toBe(false)
  expect(lost.isLost({ id: '7', createdAtMs: 0 })).toBe(true)
})

test('while one is being made, that is known, and also after it failed', async () => {
  const lost = createLostDrafts()
  const seen: boolean[] = []
  await lost.making(() => Promise.resolve(seen.push(lost.isMaking())))
  await lost.making(() => Promise.reject(new Error('no'))).catch(() => seen.push(lost.isMaking()))
  expect(seen).toEqual([true, false])
})
