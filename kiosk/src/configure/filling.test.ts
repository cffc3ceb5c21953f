import { openConfigurator } from '@dangol/domain/configurations/engine.ts'
import { standardProduct, withChoice } from '@dangol/domain/configurations/in-hand.ts'
import { mug } from '@dangol/domain/configurations/testing/mug.ts'
import { expect, test } from 'vitest'
import { filledBy } from './filling.ts'

const engine = openConfigurator(mug)
const took = (valueId: string) => ({ valueId, took: 41, of: 52, because: [] })
const standard = standardProduct(engine)

test('the rest is filled in with what others took, and what was chosen stays', () => {
  const named = withChoice(engine, standard, 'name', '지은')
  const next = filledBy(
    engine,
    named,
    'recommended',
    new Map([
      ['glaze', took('ink')],
      ['handle', took('brass')],
    ]),
  )
  expect(next.choices).toEqual({ glaze: 'ink', handle: 'brass', name: '지은' })
  expect([...next.by.keys()]).toEqual(['name'])
})

test('a recommendation that does not go with one before it, or with a choice, is left out', () => {
  const clashing = new Map([
    ['glaze', took('celadon')],
    ['handle', took('brass')],
  ])
  expect(filledBy(engine, standard, 'recommended', clashing).choices).toEqual({ glaze: 'celadon', handle: 'round' })
  const celadon = withChoice(engine, standard, 'glaze', 'celadon')
  const brass = new Map([['handle', took('brass')]])
  expect(filledBy(engine, celadon, 'recommended', brass).choices).toEqual({ glaze: 'celadon', handle: 'round' })
})

test('for the lowest price the cheapest product is filled in round the choices', () => {
  const ink = withChoice(engine, standard, 'glaze', 'ink')
  expect(filledBy(engine, ink, 'price', new Map()).choices).toEqual({ glaze: 'ink', handle: 'round' })
})
