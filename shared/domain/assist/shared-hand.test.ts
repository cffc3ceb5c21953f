import { describe, expect, it } from 'vitest'
import type { ConfigModel } from '../catalogue/model.ts'
import { openConfigurator } from '../configurations/engine.ts'
import { filledIn, withChoice } from '../configurations/in-hand.ts'
import type { FamilyId } from '../ids/ids.ts'
import { changesToHand, sharedHand } from './shared-hand.ts'

const text = (of: string) => ({ ko: of, en: of })
const value = (id: string, priceMinor = 0) => ({ id, title: text(id), priceMinor })
const model: ConfigModel = {
  ...{ id: 'shoe' as FamilyId, version: 1, skuPrefix: 'SHOE', currency: 'KRW', title: text('shoe'), tagline: text('') },
  ...{ sampleAt: text(''), groups: [{ id: 'all', title: text('all') }], basePriceMinor: 100_000, priceRules: [] },
  ...{ assemblyDays: 1, leadTimes: [], art: { viewBox: '0 0 1 1', layers: [] }, constraints: [] },
  characteristics: [
    {
      ...{ id: 'upper', kind: 'choice', group: 'all', title: text('upper'), required: true, default: 'white' },
      values: [value('white', 5_000), value('black')],
    },
    {
      ...{ id: 'charm', kind: 'choice', group: 'all', title: text('charm'), required: false, default: 'star' },
      values: [value('star'), value('moon')],
    },
  ],
}
const configurator = openConfigurator(model)
const author = { kind: 'shopper' } as const

describe('a shared product in hand', () => {
  it('[H5] is filled in from what was made, the same for everyone', () => {
    const hands = { upper: { author, revision: 1 } }
    const hand = sharedHand(configurator, { hands }, { upper: 'black' })
    expect(hand.choices).toMatchObject({ upper: 'black' })
    expect(hand).toEqual(sharedHand(configurator, { hands }, { upper: 'black' }))
    expect([...hand.by]).toEqual([['upper', 'shopper']])
  })

  it('becomes an edit of what was really made, not of what was filled in', () => {
    const hand = sharedHand(configurator, { hands: {} }, {})
    const next = withChoice(configurator, hand, 'charm', 'moon')
    expect(changesToHand(configurator, {}, next)).toEqual([{ characteristicId: 'charm', to: 'moon' }])
    const back = sharedHand(configurator, { hands: {} }, {})
    expect(changesToHand(configurator, { charm: 'moon' }, back)).toEqual([{ characteristicId: 'charm', to: null }])
  })

  it('makes what is filled in by price, since the other screens would fill in otherwise', () => {
    const cheapest = filledIn(configurator, sharedHand(configurator, { hands: {} }, {}), 'price')
    expect(changesToHand(configurator, {}, cheapest)).toContainEqual({ characteristicId: 'upper', to: 'black' })
  })
})
