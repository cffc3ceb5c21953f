import { cup } from '@dangol/domain/configurations/testing/models.ts'
import type { Fulfilment } from '@dangol/domain/carts/fulfilment.ts'
import type { StockLevel } from '@dangol/domain/catalogue/sku.ts'
import type { LocationId, Sku } from '@dangol/domain/ids/ids.ts'
import { available } from '@dangol/domain/promises/stocked.ts'
import { assert, array, constantFrom, integer, nat, option, property, record } from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Demand } from '../../ports/selling.ts'
import { DEFAULT_STORE } from '../stores/default-store.ts'
import { lookAtLines, placeKey } from './look-at-lines.ts'
import type { Standing } from './look-at-lines.ts'

const [HOME, HANNAM, ICHEON] = ['seongsu', 'hannam', 'icheon'] as LocationId[]
const MUG = 'MUG-1' as Sku

const mugs = (quantity: number, fulfilment: Fulfilment | null = null): Demand => ({
  ...{ kind: 'stocked', sku: MUG, quantity, fulfilment },
})
const made = (quantity: number, fulfilment: Fulfilment | null = null): Demand => ({
  ...{ kind: 'configured', model: cup(), choices: {}, quantity, fulfilment },
})
const level = (locationId: LocationId | undefined, onHand: number, held = 0, sku = MUG): StockLevel => ({
  ...{ sku, locationId: locationId ?? ('' as LocationId), onHand, held },
})
const standing = (levels: StockLevel[], more: Partial<Standing> = {}): Standing => ({
  // A Monday.
  ...{ store: DEFAULT_STORE, today: '2026-11-23', unitsAhead: 0, cutOff: false },
  levelsOf: (sku) => levels.filter((each) => each.sku === sku),
  ...more,
})
const sources = (demands: Demand[], levels: StockLevel[]) =>
  lookAtLines(demands, standing(levels)).map(({ source }) => source)

describe('lines that are ordered together', () => {
  test('what is carried out has the shelf first, whatever stands before it; the answers keep their order', () => {
    const levels = [level(HOME, 2), level(ICHEON, 5)]
    expect(sources([mugs(2, 'pick-up'), mugs(2, 'carry-out')], levels)).toEqual([ICHEON, HOME])
    expect(sources([mugs(2, 'pick-up'), mugs(2, 'pick-up')], levels)).toEqual([HOME, ICHEON])
  })

  test('a line that cannot be had that way takes nothing from the others', () => {
    expect(sources([mugs(3, 'carry-out'), mugs(2, 'pick-up')], [level(HOME, 2)])).toEqual([null, HOME])
  })

  test('the workshop makes what stands before it first', () => {
    const moreThanADay = DEFAULT_STORE.workshopUnitsPerDay + 1
    const lines = [made(moreThanADay), made(1)]
    const dates = lookAtLines(lines, standing([])).map(({ promise }) => promise?.date ?? '')
    expect((dates[1] ?? '') > (dates[0] ?? '')).toBe(true)
    const [alone] = lookAtLines([made(1)], standing([], { unitsAhead: moreThanADay }))
    expect(alone?.promise?.date).toBe(dates[1])
  })

  test('nobody carries out what does not exist yet', () => {
    expect(lookAtLines([made(1, 'carry-out')], standing([]))).toMatchObject([{ promise: null, source: null }])
  })

  test('cut off from the shop only the own shelf is certain', () => {
    const look = (levels: StockLevel[]) => lookAtLines([mugs(1), made(1)], standing(levels, { cutOff: true }))
    expect(look([level(HOME, 1)]).map(({ promise }) => promise?.provisional)).toEqual([false, true])
    expect(look([level(HANNAM, 1)]).map(({ promise }) => promise?.provisional)).toEqual([true, true])
  })
})

test('no unit is promised twice, none to a way that cannot be, and every promise has its source', () => {
  const sku = constantFrom('MUG-1' as Sku, 'CUP-2' as Sku)
  const levels = array(
    record({
      sku,
      locationId: constantFrom(...DEFAULT_STORE.locations.map(({ id }) => id)),
      onHand: nat(8),
      held: nat(4),
    }),
    { maxLength: 6 },
  ).map((all) => [...new Map(all.map((each) => [placeKey(each.sku, each.locationId), each])).values()])
  const way = option(constantFrom<Fulfilment>('carry-out', 'pick-up', 'delivery'))
  const demands = array(record({ sku, quantity: integer({ min: 1, max: 4 }), fulfilment: way }), { maxLength: 6 })
  assert(
    property(levels, demands, (there, asked) => {
      const lines = asked.map((each): Demand => ({ kind: 'stocked', ...each }))
      const answers = lookAtLines(lines, standing(there))
      const taken = new Map<string, number>()
      for (const [at, { source, promise, fulfilment, fulfilments }] of answers.entries()) {
        const { sku: of, quantity } = asked[at] ?? expect.unreachable()
        expect(promise === null).toBe(source === null)
        if (source === null) continue
        expect(fulfilments).toContain(fulfilment)
        if (fulfilment === 'carry-out') expect(source).toBe(HOME)
        taken.set(placeKey(of, source), (taken.get(placeKey(of, source)) ?? 0) + quantity)
      }
      for (const each of there) {
        expect(taken.get(placeKey(each.sku, each.locationId)) ?? 0).toBeLessThanOrEqual(available(each))
      }
    }),
  )
})
