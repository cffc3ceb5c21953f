import { expect, test } from 'vitest'
import { money } from '../money/arithmetic.ts'
import { cup, numberOf, pictureOf, said } from './testing/models.ts'
import { wordsOf } from './words.ts'

test('names what is chosen and counts, in the order of the model, with its price', () => {
  const model = cup({ basePriceMinor: 9_000 })
  const choices = { name: '다미', handle: 'named', body: 'clay', colour: 'red', lid: 'flat', wheels: 'four' }
  expect(wordsOf(model, choices)).toEqual({
    family: said('Cup'),
    choices: [
      { characteristicId: 'body', what: said('body: clay') },
      { characteristicId: 'colour', what: said('colour: red') },
      { characteristicId: 'handle', what: said('handle: named') },
      { characteristicId: 'name', what: said('name: 다미') },
    ],
    price: money(9_000, 'KRW'),
  })
})

test('a number has its unit, a picture no words', () => {
  const model = cup({ characteristics: [numberOf('height', { unit: ' cm' }), pictureOf('motif')], constraints: [] })
  expect(wordsOf(model, { height: 7, motif: `picture:${'0'.repeat(64)}` }).choices).toEqual([
    { characteristicId: 'height', what: said('height: 7 cm') },
  ])
})
