import fc from 'fast-check'
import { expect, test } from 'vitest'
import { priceOf } from './price.ts'
import { arbitraryCase } from './testing/arbitrary-model.ts'
import { choiceOf, cup, modelOf, said } from './testing/models.ts'

const priced = cup({
  basePriceMinor: 20_000,
  characteristics: cup().characteristics.map((each) =>
    each.kind === 'choice' && each.id !== 'handle'
      ? { ...each, values: each.values.map((value, at) => ({ ...value, priceMinor: at * 1_000 - 500 })) }
      : each,
  ),
  priceRules: [
    { id: 'set', kind: 'when', when: { body: ['clay'], colour: ['red'] }, addMinor: -700, title: said('Red clay') },
    { id: 'engraving', kind: 'per-letter', of: 'name', addMinor: 300, title: said('Engraving') },
  ],
})

test('base, surcharges, rules and letters make the price', () => {
  const price = priceOf(priced, { body: 'steel', colour: 'red', handle: 'named', name: '김 다미' })
  expect(price.total).toEqual({ minor: 20_000 - 500 + 1_500 + 3 * 300, currency: 'KRW' })
  expect(price.parts.map((part) => [part.title.ko, part.minor])).toEqual([
    ['Cup', 20_000],
    ['body: steel', -500],
    ['colour: red', 1_500],
    ['Engraving', 900],
  ])
})

test('a rule adds only while its whole condition holds', () => {
  expect(priceOf(priced, { body: 'clay' }).total.minor).toBe(21_500)
  expect(priceOf(priced, { body: 'clay', colour: 'red' }).total.minor).toBe(22_300)
})

test('choices that do not count cost nothing', () => {
  const clay = { body: 'clay', handle: 'bare' }
  expect(priceOf(priced, { ...clay, lid: 'spout', name: '다미', colour: 'gone' })).toEqual(priceOf(priced, clay))
})

test('nothing chosen costs the base', () => {
  expect(priceOf(priced, {})).toEqual({
    total: { minor: 20_000, currency: 'KRW' },
    parts: [{ title: said('Cup'), minor: 20_000 }],
  })
})

test('the parts add up to the total', () => {
  fc.assert(
    fc.property(
      arbitraryCase,
      fc.array(fc.integer({ min: -9_999, max: 9_999 }), { minLength: 15, maxLength: 15 }),
      ({ model, choices }, prices) => {
        const characteristics = model.characteristics.map((each, at) =>
          each.kind === 'choice'
            ? choiceOf(each.id, [], {
                ...each,
                values: each.values.map((value, n) => ({ ...value, priceMinor: prices[at * 3 + n] ?? 0 })),
              })
            : each,
        )
        const price = priceOf(modelOf({ ...model, characteristics, basePriceMinor: 1_000 }), choices)
        expect(price.parts.reduce((sum, part) => sum + part.minor, 0)).toBe(price.total.minor)
      },
    ),
  )
})
