import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PURPOSES } from './consent.ts'
import type { Consents } from './consent.ts'
import { mayUse } from './may-use.ts'
import { stricterOf } from './stricter.ts'

const consents = fc
  .array(fc.tuple(fc.constantFrom(...PURPOSES), fc.constantFrom('granted', 'denied', 'withdrawn', 'expired')))
  .map((entries): Consents => Object.fromEntries(entries))

test('two profiles together allow exactly what both allow, whichever comes first', () => {
  fc.assert(
    fc.property(consents, consents, (one, other) => {
      const both = stricterOf(one, other)
      for (const purpose of PURPOSES) {
        expect(mayUse(both, purpose)).toBe(mayUse(one, purpose) && mayUse(other, purpose))
      }
      expect(stricterOf(other, one)).toEqual(both)
    }),
  )
})

test('of two answers the firmer no is told, and an unasked question stays one', () => {
  expect(stricterOf({ 'history.view': 'granted' }, { 'history.view': 'withdrawn' })).toEqual({
    'history.view': 'withdrawn',
  })
  expect(stricterOf({ 'history.view': 'granted' }, {})).toEqual({})
})
