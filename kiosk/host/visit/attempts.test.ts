import { systemIds } from '@dangol/client/system-ids.ts'
import { expect, it } from 'vitest'
import { UNSETTLED_ATTEMPTS_MAX, createAttempts } from './attempts.ts'

it('gives the same ids until the outcome is known', () => {
  const attempts = createAttempts(systemIds)
  const first = attempts.ids('cart:add', { sku: 'A' })
  expect(attempts.ids('cart:add', { sku: 'A' })).toBe(first)
  expect(attempts.ids('cart:add', { sku: 'B' }).commandId).not.toBe(first.commandId)
  expect(attempts.ids('cart:change', { sku: 'A' }).commandId).not.toBe(first.commandId)
  attempts.settled('cart:add', { sku: 'A' })
  expect(attempts.ids('cart:add', { sku: 'A' }).commandId).not.toBe(first.commandId)
})

it('never gives one id to two things', () => {
  const { commandId, thingId } = createAttempts(systemIds).ids('order:place', {})
  expect(commandId).not.toBe(thingId)
})

it('forgets with the visit, and the oldest beyond its maximum', () => {
  const attempts = createAttempts(systemIds)
  const first = attempts.ids('a', 0)
  for (let n = 1; n <= UNSETTLED_ATTEMPTS_MAX; n++) attempts.ids('a', n)
  expect(attempts.ids('a', 0)).not.toBe(first)
  const last = attempts.ids('a', UNSETTLED_ATTEMPTS_MAX)
  attempts.forget()
  expect(attempts.ids('a', UNSETTLED_ATTEMPTS_MAX)).not.toBe(last)
})
