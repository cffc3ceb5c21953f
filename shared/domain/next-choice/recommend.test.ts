import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openConfigurator } from '../configurations/engine.ts'
import { mug } from '../configurations/testing/mug.ts'
import type { CharacteristicView, ValueState } from '../configurations/view.ts'
import type { SalesHistory } from './history.ts'
import { recommend } from './recommend.ts'
import { arbitraryHistory, arbitraryNumbers } from './testing/arbitrary-history.ts'

const bikes: SalesHistory = {
  characteristics: [
    { id: 'handlebar', values: ['pullback', 'drag'] },
    { id: 'exhaust', values: ['chrome', 'black', 'brushed'] },
    { id: 'rack', values: ['wood'] },
  ],
  rows: [
    [0, 0, 0],
    [0, 0, -1],
    [1, 1, -1],
    [1, 2, 0],
  ],
  buyers: [20, 40, 41, 11],
}
const states = (values: readonly string[], excluded: readonly string[] = []): ReadonlyMap<string, ValueState> =>
  new Map(
    values.map((id) => [
      id,
      excluded.includes(id) ? { kind: 'excluded', because: [], conflictsWith: [] } : { kind: 'open' },
    ]),
  )
const shown = (over: Partial<CharacteristicView> & Pick<CharacteristicView, 'values'>): CharacteristicView => ({
  applies: true,
  chosen: null,
  ...over,
})
/** Everything open, nothing chosen; exhaust and handlebar have to be chosen. */
const view = (over: Readonly<Record<string, CharacteristicView>> = {}) => ({
  characteristics: new Map(
    Object.entries({
      handlebar: shown({ values: states(['pullback', 'drag']) }),
      exhaust: shown({ values: states(['chrome', 'black', 'brushed']) }),
      rack: shown({ values: states(['wood']) }),
      ...over,
    }),
  ),
  missing: ['handlebar', 'exhaust'],
})
const drag = { handlebar: shown({ chosen: 'drag', values: states(['pullback', 'drag']) }) }

describe('a recommendation', () => {
  it('says what people with the same choice took, and how many of how many', () => {
    expect(recommend(bikes, { handlebar: 'drag' }, view(drag)).get('exhaust')).toEqual({
      valueId: 'black',
      took: 41,
      of: 52,
      because: ['handlebar'],
    })
  })

  it('is never a value that is ruled out', () => {
    const narrowed = view({ ...drag, exhaust: shown({ values: states(['chrome', 'black', 'brushed'], ['black']) }) })
    expect(recommend(bikes, { handlebar: 'drag' }, narrowed).get('exhaust')).toBeUndefined()
    const open = view({ exhaust: shown({ values: states(['chrome', 'black', 'brushed'], ['chrome']) }) })
    expect(recommend(bikes, {}, open).get('exhaust')?.valueId).toBe('black')
  })

  it('is not made where most people left the characteristic out', () => {
    expect(recommend(bikes, {}, view()).has('rack')).toBe(false)
  })

  it('is made of what does not have to be left out', () => {
    expect(recommend(bikes, {}, { ...view(), missing: ['rack'] }).has('rack')).toBe(false)
    const taken = { ...bikes, buyers: [60, 40, 41, 11] }
    expect(recommend(taken, {}, { ...view(), missing: ['rack'] }).get('rack')).toMatchObject({ took: 71, of: 152 })
  })

  it('is not made where two in three took something else', () => {
    const scattered: SalesHistory = {
      characteristics: [{ id: 'size', values: ['220', '230', '240', '250'] }],
      rows: [[0], [1], [2], [3]],
      buyers: [10, 10, 10, 12],
    }
    const sizes = {
      characteristics: new Map([['size', shown({ values: states(['220', '230', '240', '250']) })]]),
      missing: ['size'],
    }
    expect(recommend(scattered, {}, sizes).size).toBe(0)
    expect(recommend({ ...scattered, buyers: [10, 10, 10, 16] }, {}, sizes).get('size')?.took).toBe(16)
  })

  it('is not made of what does not apply, or is not on the screen', () => {
    const without = view({ exhaust: shown({ applies: false, values: new Map() }) })
    expect(recommend(bikes, {}, without).has('exhaust')).toBe(false)
    expect([...recommend(bikes, {}, view(), new Set(['exhaust'])).keys()]).toEqual(['exhaust'])
  })

  it('does not count a choice of what does not apply', () => {
    const without = view({ handlebar: shown({ applies: false, values: new Map() }) })
    expect(recommend(bikes, { handlebar: 'drag' }, without).get('exhaust')?.because).toEqual([])
  })

  it('knows nothing of an empty history, nor of characteristics that the model no longer has', () => {
    expect(recommend({ characteristics: [], rows: [], buyers: [] }, {}, view()).size).toBe(0)
    expect(recommend(bikes, {}, { characteristics: new Map(), missing: [] }).size).toBe(0)
  })
})

it('is open in the configurator, whatever was sold and chosen', () => {
  const configurator = openConfigurator(mug)
  const choices = mug.characteristics.flatMap((one) => (one.kind === 'choice' ? [one] : []))
  fc.assert(
    fc.property(arbitraryNumbers, (next) => {
      const characteristics = choices.map(({ id, values }) => ({ id, values: values.map((value) => value.id) }))
      const rows = Array.from({ length: 20 }, () =>
        characteristics.map(({ values }) => (next() % (values.length + 1)) - 1),
      )
      const chosen = Object.fromEntries(
        characteristics.flatMap(({ id, values }) => (next() < 3 ? [] : [[id, values[next() % values.length] ?? '']])),
      )
      const seen = configurator.look(chosen)
      for (const [id, { valueId }] of recommend({ characteristics, rows, buyers: rows.map(() => 3) }, chosen, seen)) {
        expect(seen.characteristics.get(id)?.values.get(valueId)?.kind).not.toBe('excluded')
        expect(seen.characteristics.get(id)?.applies).toBe(true)
      }
    }),
    { numRuns: 50 },
  )
})

it('never speaks of fewer than five, nor of less than a third', () => {
  fc.assert(
    fc.property(arbitraryHistory, (history) => {
      const characteristics = new Map(
        history.characteristics.map(({ id, values }) => [id, shown({ values: states(values) })]),
      )
      for (const { took, of } of recommend(history, {}, { characteristics, missing: [] }).values()) {
        expect(took).toBeGreaterThanOrEqual(5)
        expect(took * 3).toBeGreaterThanOrEqual(of)
      }
    }),
  )
})
