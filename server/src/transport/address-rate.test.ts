import { expect, test } from 'vitest'
import { createManualTime } from '../testing/manual-time.ts'
import { createAddressRate } from './address-rate.ts'

const open = () => {
  const time = createManualTime()
  return { time, mayAsk: createAddressRate(time.steady) }
}

test('an address that asks too often waits, and nobody else does', () => {
  const { time, mayAsk } = open()
  const asked = Array.from({ length: 500 }, () => mayAsk('10.0.0.7'))
  expect(asked.filter(Boolean)).toHaveLength(200)
  expect([mayAsk('10.0.0.8'), mayAsk('::ffff:10.0.0.7')]).toEqual([true, false])
  time.advance(1_000)
  expect(Array.from({ length: 10 }, () => mayAsk('10.0.0.7')).filter(Boolean)).toHaveLength(5)
})

test('the addresses of one IPv6 network are one', () => {
  const { mayAsk } = open()
  for (let at = 0; at < 200; at++) mayAsk(`2001:db8:1:2::${at.toString(16)}`)
  expect([mayAsk('2001:db8:1:2:ffff::1'), mayAsk('2001:db8:1:3::1')]).toEqual([false, true])
})
