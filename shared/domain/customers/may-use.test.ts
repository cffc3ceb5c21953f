import { expect, test } from 'vitest'
import { PURPOSES } from './consent.ts'
import { mayUse } from './may-use.ts'

test('only what is granted now may be used', () => {
  expect(mayUse({ 'recog.kiosk': 'granted' }, 'recog.kiosk')).toBe(true)
  for (const state of ['denied', 'withdrawn', 'expired'] as const) {
    expect(mayUse({ 'recog.kiosk': state }, 'recog.kiosk')).toBe(false)
  }
})

test('what was never asked may not be used, and one purpose does not cover another', () => {
  for (const purpose of PURPOSES) expect(mayUse({}, purpose)).toBe(false)
  expect(mayUse({ 'recog.kiosk': 'granted' }, 'history.view')).toBe(false)
})
