import type { ConfigModel } from '../catalogue/model.ts'
import { openConfigurator } from './engine.ts'
import { mug } from './testing/mug.ts'
import { describe, expect, test } from 'vitest'
import {
  asSaved,
  filledIn,
  madeChoices,
  received,
  repaired,
  standardProduct,
  withChoice,
  withdrawn,
} from './in-hand.ts'

const configurator = openConfigurator(mug)
const standard = standardProduct(configurator)
const brass = withChoice(configurator, standard, 'handle', 'brass')

describe('a product in hand', () => {
  test('begins whole, with nothing of it chosen by anybody', () => {
    expect(standard.choices).toEqual({ glaze: 'celadon', handle: 'round' })
    expect(madeChoices(standard)).toEqual({})
  })

  test('what was filled in gives way to a choice; what was chosen does not', () => {
    expect(brass.choices).toMatchObject({ glaze: 'ink', handle: 'brass' })
    expect([...brass.by]).toEqual([['handle', 'shopper']])
    const both = withChoice(configurator, withChoice(configurator, standard, 'glaze', 'celadon'), 'name', '지은')
    expect(both.choices).toMatchObject({ glaze: 'celadon', handle: 'round', name: '지은' })
  })

  test('a choice that is taken back leaves the product as if it had never been made, however long ago that was', () => {
    const later = withChoice(configurator, brass, 'name', '지은')
    const back = withdrawn(configurator, later, 'handle')
    expect(back.choices).toEqual({ ...standard.choices, name: '지은' })
    expect([...back.by.keys()]).toEqual(['name'])
  })

  test('an emptied text stays empty, also where the family has one of its own', () => {
    const named: ConfigModel = {
      ...mug,
      characteristics: mug.characteristics.map((each) =>
        each.kind === 'text' ? { ...each, required: false, default: '머그' } : each,
      ),
    }
    const engine = openConfigurator(named)
    const whole = standardProduct(engine)
    expect(whole.choices['name']).toBe('머그')
    expect('name' in withChoice(engine, whole, 'name', null).choices).toBe(false)
  })

  test('a saved product counts as chosen in all its parts', () => {
    const saved = asSaved({ glaze: 'celadon', handle: 'round' })
    expect(madeChoices(saved)).toEqual(saved.choices)
    expect(filledIn(configurator, saved, 'price').choices).toEqual(saved.choices)
  })

  test('after a repair the value asked for is chosen, and what gave way is chosen no more', () => {
    const celadon = withChoice(configurator, standard, 'glaze', 'celadon')
    const [repair] = configurator.repairs(madeChoices(celadon), 'handle', 'brass', 1)
    if (!repair) throw new Error('brass can be had')
    const next = repaired(configurator, celadon, 'handle', repair)
    expect(next.choices).toMatchObject({ glaze: 'ink', handle: 'brass' })
    expect([...next.by]).toEqual([['handle', 'shopper']])
  })

  test('what a colleague changed is theirs, and the rest keeps whoever chose it', () => {
    const named = withChoice(configurator, brass, 'name', '지은')
    const next = received(named, { ...named.choices, name: '민지' }, 'associate')
    expect([...next.by]).toEqual([
      ['handle', 'shopper'],
      ['name', 'associate'],
    ])
  })
})
