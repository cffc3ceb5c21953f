import { expect, test } from 'vitest'
import { kioskNumber } from './place.ts'

test.each([
  ['kiosk-2', '2'],
  ['kiosk-12', '12'],
  ['kiosk-007', '7'],
  ['window', null],
  ['kiosk-2b', null],
])('%s has the number %s', (kioskId, number) => {
  expect(kioskNumber(kioskId)).toBe(number)
})
