import type { LocationId, Sku } from '@dangol/domain/ids/ids.ts'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { fit, judge } from './judge.ts'
import type { MapRow } from './judge.ts'
import { Unfit } from './unfit.ts'

const StockRowSchema = z.object({ id: z.string(), sku: z.string(), onHand: z.number() })
const mapStock: MapRow = (row) => {
  const { sku, onHand } = fit(StockRowSchema, row, 'shape')
  if (sku === '') throw new Unfit('sku', 'no SKU')
  if (sku === 'GONE') return 'gone'
  if (sku === 'FAMILY') return null
  const stock = { sku: sku as Sku, locationId: 'home' as LocationId, onHand, held: 0 }
  return { customerId: null, changes: [{ feed: 'stock', value: stock }] }
}

test('[U4] a row that cannot be taken is set aside with its reason, and stops no other', () => {
  const rows = [
    { id: 'a', sku: 'DESK', onHand: 4 },
    { id: 'b', sku: '', onHand: 4 },
    { id: 'c', sku: 'DESK', onHand: 'four' },
    'no row at all',
    { id: 'd', sku: 'SHELF', onHand: 1 },
  ]
  const { told, gone, unusable } = judge('stock', rows, mapStock)
  expect(told.map(({ id }) => id)).toEqual(['a', 'd'])
  expect(gone).toEqual([])
  expect(unusable.map(({ id, reason }) => [id, reason])).toEqual([
    ['b', 'sku'],
    ['c', 'shape'],
    ['?', 'shape'],
  ])
})

test('[U4] changes that the store has no words for are set aside, though they were mapped', () => {
  const { told, unusable } = judge('stock', [{ id: 'a', sku: 'DESK', onHand: 1.5 }], mapStock)
  expect(told).toEqual([])
  expect(unusable).toMatchObject([{ feed: 'stock', id: 'a', reason: 'shape' }])
  expect(unusable[0]?.detail).toContain('onHand')
})

test('what is gone is told as gone, and what is of no interest not at all', () => {
  const rows = ['GONE', 'FAMILY'].map((sku) => ({ id: sku, sku, onHand: 0 }))
  expect(judge('stock', rows, mapStock)).toEqual({ told: [], gone: [{ feed: 'stock', id: 'GONE' }], unusable: [] })
})

test('[U5] the same row has the same version whenever it is read, and another content another one', () => {
  const versionOf = (onHand: number) => judge('stock', [{ id: 'a', sku: 'DESK', onHand }], mapStock).told[0]?.version
  expect(versionOf(4)).toBe(versionOf(4))
  expect(versionOf(4)).not.toBe(versionOf(5))
})

test('why a row is set aside names the place and never what stands there', () => {
  const row = { id: 'a', sku: 'DESK', onHand: 'jane@example.org' }
  expect(judge('stock', [row], mapStock).unusable[0]?.detail).toBe('onHand: invalid_type')
})

test('a fault of ours is no row that cannot be taken', () => {
  const broken: MapRow = () => {
    throw new TypeError('ours')
  }
  expect(() => judge('stock', [{ id: 'a' }], broken)).toThrow('ours')
})
