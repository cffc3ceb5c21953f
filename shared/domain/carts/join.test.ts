import { expect, test } from 'vitest'
import type { ConfigurationId, Sku } from '../ids/ids.ts'
import { lineToJoin } from './join.ts'

const stocked = (sku: string) => ({ kind: 'stocked', sku: sku as Sku }) as const
const configured = (id: string) => ({ kind: 'configured', configurationId: id as ConfigurationId }) as const
const lines = [
  { id: 1, item: stocked('SOCK'), fulfilment: 'carry-out' },
  { id: 2, item: stocked('SOCK'), fulfilment: 'delivery' },
  { id: 3, item: configured('SOCK'), fulfilment: 'pick-up' },
] as const
const joined = (...asked: Parameters<typeof lineToJoin>[1][]) =>
  asked.map((each) => lineToJoin(lines, each)?.id ?? null)

test('more of a thing joins its line for the same way, or the first where no way is asked', () => {
  const item = stocked('SOCK')
  expect(joined({ item, fulfilment: 'delivery' }, { item, fulfilment: null }, { item, fulfilment: 'pick-up' })).toEqual(
    [2, 1, null],
  )
})

test('a configuration joins itself and nothing that looks like it', () => {
  expect(
    joined(
      { item: configured('SOCK'), fulfilment: null },
      { item: configured('MUG'), fulfilment: null },
      { item: stocked('MUG'), fulfilment: null },
    ),
  ).toEqual([3, null, null])
})
