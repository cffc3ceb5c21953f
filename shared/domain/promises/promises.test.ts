import { describe, expect, test } from 'vitest'
import type { StockLevel } from '../catalogue/sku.ts'
import { cup, said } from '../configurations/testing/models.ts'
import type { LocationId, Sku } from '../ids/ids.ts'
import type { Store } from '../stores/store.ts'
import { CONFIGURED_FULFILMENTS, promiseConfigured } from './configured.ts'
import { available, possibleFulfilments, promiseStocked } from './stocked.ts'

const place = (id: string, kind: 'store' | 'warehouse', transferDays: number) => ({
  id: id as LocationId,
  title: said(id),
  kind,
  transferDays,
})
const store: Store = {
  id: 'gangnam',
  title: said('Gangnam'),
  currency: 'KRW',
  timeZone: 'Asia/Seoul',
  home: 'gangnam' as LocationId,
  locations: [place('far', 'store', 5), place('gangnam', 'store', 0), place('icheon', 'warehouse', 2)],
  closedDates: [],
  closedWeekdays: [0, 6],
  workshopUnitsPerDay: 4,
  deliveryDays: 3,
}
// A Monday.
const today = '2026-11-23'
const level = (id: string, onHand: number, held = 0): StockLevel => ({
  sku: 'MUG-1' as Sku,
  locationId: id as LocationId,
  onHand,
  held,
})

describe('a stocked line', () => {
  const ask = (levels: StockLevel[], fulfilment: 'carry-out' | 'pick-up' | 'delivery', quantity = 2) =>
    promiseStocked({ quantity, levels, store, today, fulfilment, provisional: false })

  test('on this shelf it can be carried out today', () => {
    expect(ask([level('gangnam', 2)], 'carry-out')).toEqual({
      date: today,
      basis: 'on-shelf',
      steps: [{ kind: 'stock', what: said('gangnam'), days: 0 }],
      provisional: false,
    })
  })

  test('units held for others are not promised again', () => {
    expect(ask([level('gangnam', 3, 2)], 'carry-out')).toBeNull()
    expect(available(level('gangnam', -2))).toBe(0)
  })

  test('elsewhere it is moved here from the nearest place that has all of it', () => {
    const levels = [level('far', 9), level('gangnam', 1), level('icheon', 2)]
    expect(ask(levels, 'pick-up')).toMatchObject({ date: '2026-11-25', basis: 'available-to-promise' })
    expect(ask(levels, 'pick-up')?.steps.map((step) => [step.kind, step.days])).toEqual([
      ['stock', 0],
      ['transfer', 2],
    ])
    expect(ask(levels, 'pick-up', 3)?.date).toBe('2026-11-30')
    expect(ask(levels, 'carry-out')).toBeNull()
  })

  test('it is delivered from where it lies', () => {
    expect(ask([level('far', 9)], 'delivery')).toMatchObject({ date: '2026-11-26', basis: 'available-to-promise' })
    expect(ask([level('gangnam', 9)], 'delivery')).toMatchObject({ date: '2026-11-26', basis: 'on-shelf' })
  })

  test('nowhere means no promise', () => {
    expect(ask([], 'delivery')).toBeNull()
    expect(ask([level('far', 1), level('icheon', 1)], 'pick-up')).toBeNull()
    expect(ask([level('closed-shop', 9)], 'pick-up')).toBeNull()
  })

  test('the ways to the shopper come best first and each has a promise', () => {
    const ways = (levels: StockLevel[]) => possibleFulfilments({ quantity: 2, levels, store })
    expect(ways([level('gangnam', 2), level('icheon', 9)])).toEqual(['carry-out', 'pick-up', 'delivery'])
    expect(ways([level('gangnam', 1), level('icheon', 9)])).toEqual(['pick-up', 'delivery'])
    expect(ways([level('gangnam', 1)])).toEqual([])
    for (const way of ways([level('icheon', 9)])) expect(ask([level('icheon', 9)], way)).not.toBeNull()
  })
})

describe('a configured line', () => {
  const model = cup({
    assemblyDays: 2,
    characteristics: cup().characteristics.map((each) =>
      each.kind === 'choice'
        ? { ...each, values: each.values.map((value, at) => ({ ...value, leadDays: at * 2 })) }
        : each,
    ),
    leadTimes: [{ id: 'kiln', when: { body: ['clay'], colour: ['red'] }, days: 9, part: said('Kiln') }],
  })
  const ask = (choices: Record<string, string>, more: Partial<Parameters<typeof promiseConfigured>[0]> = {}) =>
    promiseConfigured({
      model,
      choices,
      store,
      today,
      unitsAhead: 0,
      fulfilment: 'pick-up',
      provisional: true,
      ...more,
    })
  const steps = (...asked: Parameters<typeof ask>) =>
    ask(...asked).steps.map((step) => [step.kind, step.what.en, step.days])

  test('the slowest part decides, then assembly and the way to the store', () => {
    expect(steps({ body: 'clay', colour: 'blue' })).toEqual([
      ['part', 'body: clay', 4],
      ['assembly', 'Made and inspected', 2],
      ['transfer', 'Moved from the workshop to this store', 2],
    ])
    expect(ask({ body: 'clay', colour: 'blue' })).toMatchObject({
      date: '2026-12-03',
      basis: 'capable-to-promise',
      provisional: true,
    })
  })

  test('a lead-time rule can be slower than every part', () => {
    expect(steps({ body: 'clay', colour: 'red' })[0]).toEqual(['part', 'Kiln', 9])
  })

  test('parts that lie ready and an empty queue take no step', () => {
    expect(steps({ body: 'steel' }).map(([kind]) => kind)).toEqual(['assembly', 'transfer'])
  })

  test('the queue takes whole days of the workshop', () => {
    const queue = (unitsAhead: number) => ask({}, { unitsAhead }).steps.find((step) => step.kind === 'queue')?.days
    expect([0, 1, 4, 5].map(queue)).toEqual([undefined, 1, 1, 2])
  })

  test('delivery replaces the way to the store, and a store with its own workshop has none', () => {
    expect(steps({}, { fulfilment: 'delivery' }).at(-1)).toEqual(['delivery', 'Delivery to your home', 3])
    const alone = { ...store, locations: [place('gangnam', 'store', 0)] }
    expect(steps({}, { store: alone }).at(-1)).toEqual(['transfer', 'Moved from the workshop to this store', 0])
  })

  test('what lapsed has no lead time', () => {
    expect(ask({ body: 'glass', lid: 'spout' })).toEqual(ask({ body: 'glass' }))
  })

  test('it can be picked up or delivered, never carried out', () => {
    expect(CONFIGURED_FULFILMENTS).toEqual(['pick-up', 'delivery'])
  })
})
