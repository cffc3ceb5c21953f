import { expect, test } from 'vitest'
import { FULFILMENTS, lacksAddress } from './fulfilment.ts'

test('only what is to be sent lacks an address, and only where the visit says so', () => {
  const lacking = (visit: { noDelivery?: string } | null) =>
    FULFILMENTS.filter((fulfilment) => lacksAddress({ fulfilment }, visit))
  expect(lacking({ noDelivery: 'no-address' })).toEqual(['delivery'])
  expect([lacking({}), lacking(null)]).toEqual([[], []])
})
