import type { ShopChange } from '@dangol/protocol/shop.ts'
import { expect, test } from 'vitest'
import { toldVersion } from './told-version.ts'

const deleted = (id: string): ShopChange => ({ feed: 'deleted', value: { feed: 'cart', id } })

test('the same record has the same digest, another one another, and none tells what is in it', () => {
  expect(toldVersion([deleted('a')])).toBe(toldVersion([deleted('a')]))
  expect(toldVersion([deleted('a')])).not.toBe(toldVersion([deleted('b')]))
  expect(toldVersion([deleted('a'), deleted('b')])).not.toBe(toldVersion([deleted('b'), deleted('a')]))
  expect(toldVersion([])).toMatch(/^[0-9a-f]{32}$/)
})
