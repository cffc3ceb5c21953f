import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FamilyId } from '../ids/ids.ts'
import { canonicalKey, virtualSku } from './canonical-key.ts'
import { arbitraryCase } from './testing/arbitrary-model.ts'
import { cup } from './testing/models.ts'

const whole = { body: 'steel', colour: 'red', handle: 'named', lid: 'flat', name: '다미', height: 9 }

test('the key is 26 Crockford characters and pinned, for orders carry it for years', () => {
  expect(canonicalKey(cup(), whole)).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/)
  expect(canonicalKey(cup(), whole)).toBe('GS00E809YYY5ZAAW6C39GEHZ9R')
  expect(virtualSku(cup(), canonicalKey(cup(), whole))).toBe(`CUP-${canonicalKey(cup(), whole).slice(0, 8)}`)
})

test('the order of choices does not matter', () => {
  fc.assert(
    fc.property(arbitraryCase, ({ model, choices }) => {
      const reversed = Object.fromEntries(Object.entries(choices).reverse())
      expect(canonicalKey(model, reversed)).toBe(canonicalKey(model, choices))
    }),
  )
})

test('the spelling of a name, lapsed choices and unknown ones do not matter', () => {
  const key = canonicalKey(cup(), whole)
  expect(canonicalKey(cup(), { ...whole, name: '다미'.normalize('NFD') })).toBe(key)
  expect(canonicalKey(cup(), { ...whole, wheels: 'four' })).toBe(key)
  const clay = { body: 'clay', colour: 'red', handle: 'bare' }
  expect(canonicalKey(cup(), { ...clay, lid: 'flat', name: 'Dami' })).toBe(canonicalKey(cup(), clay))
})

test('another value, text, number, family or version is another product', () => {
  const keys = [
    canonicalKey(cup(), whole),
    canonicalKey(cup(), { ...whole, colour: 'blue' }),
    canonicalKey(cup(), { ...whole, name: '다움' }),
    canonicalKey(cup(), { ...whole, height: 9.5 }),
    canonicalKey(cup({ id: 'mug' as FamilyId }), whole),
    canonicalKey(cup({ version: 2 }), whole),
  ]
  expect(new Set(keys).size).toBe(keys.length)
})

test('a text with a line break cannot pretend to be another choice', () => {
  const free = cup({
    characteristics: cup().characteristics.map((each) =>
      each.kind === 'text' ? { ...each, pattern: '[^]*', lengthMax: 40 } : each,
    ),
  })
  const base = { body: 'steel', colour: 'red', handle: 'named' }
  expect(canonicalKey(free, { ...base, name: 'Dami\nzip=1' })).not.toBe(
    canonicalKey(free, { ...base, name: 'Dami\\nzip=1' }),
  )
})
