import type { LocationId, Sku } from '@dangol/domain/ids/ids.ts'
import { describe, expect, it } from 'vitest'
import { krw } from '../../testing/samples.ts'
import { isHere, ownStoreFirst, shortfall } from './places.ts'
import type { StockPlace } from './places.ts'

const place = (id: string, transferDays: number, onHand: number, held = 0): StockPlace => ({
  ...{ locationId: id as LocationId, title: { ko: id, en: id } },
  ...{ transferDays, onHand, held, available: onHand - held },
})
const rowOf = (...places: StockPlace[]) => ({
  ...{ sku: 'GLV-01' as Sku, title: { ko: '장갑', en: 'Gloves' }, price: krw(89_000) },
  places,
})

describe('a row of a stock look-up', () => {
  it('names the own store first, then places by how soon goods come, then by how many there are', () => {
    const row = rowOf(place('far', 3, 90), place('near-few', 1, 2), place('here', 0, 0), place('near-many', 1, 9))
    expect(ownStoreFirst(row).places.map(({ locationId }) => locationId)).toEqual([
      'here',
      'near-many',
      'near-few',
      'far',
    ])
  })

  it('leaves the row it was given as it was', () => {
    const row = rowOf(place('far', 3, 90), place('here', 0, 0))
    ownStoreFirst(row)
    expect(row.places[0]?.locationId).toBe('far')
  })

  it('knows the own store, and says how many its books have that the shelf has not', () => {
    expect(isHere(place('here', 0, 1))).toBe(true)
    expect(isHere(place('far', 2, 1))).toBe(false)
    expect(shortfall(place('here', 0, -2))).toBe(2)
    expect(shortfall(place('here', 0, 2, 3))).toBe(0)
  })
})
