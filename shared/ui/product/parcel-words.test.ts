import { expect, test } from 'vitest'
import { howMuchSent } from './parcel-words.ts'
import type { Parcel } from './parcel-words.ts'

const parcel = (stage: Parcel['stage'], units: number): Parcel => ({ stage, units, at: null })
const of = (state: string, ...parcels: Parcel[]) => howMuchSent({ units: 5, state, parcels })

test('what was sent in part is said, whatever the shop calls the order', () => {
  expect(of('confirmed', parcel('underway', 2))).toBe('part')
  expect(of('shipped', parcel('arrived', 2), parcel('packing', 3))).toBe('part')
  expect(of('confirmed', parcel('cancelled', 3), parcel('underway', 2))).toBe('part')
})

test('what was sent whole speaks for itself', () => {
  expect(of('shipped', parcel('underway', 5))).toBeNull()
  expect(of('completed', parcel('arrived', 2), parcel('arrived', 3))).toBeNull()
})

test('that nothing was sent is said of an order that still waits, and of no other', () => {
  expect(of('confirmed')).toBe('none')
  expect(of('in_production')).toBe('none')
  for (const state of ['shipped', 'completed', 'cancelled']) expect(of(state)).toBeNull()
})

test('a parcel that is packed, lost or unknown says itself how it is', () => {
  for (const stage of ['packing', 'failed', 'unknown'] as const) expect(of('confirmed', parcel(stage, 5))).toBeNull()
})
