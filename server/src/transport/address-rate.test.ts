import { expect, test } from 'vitest'
import { createManualTime } from '../testing/manual-time.ts'
import { createAddressRate, PLACES_MAX, PROOFS } from './address-rate.ts'

const open = () => {
  const time = createManualTime()
  return { time, mayAsk: createAddressRate(time.steady, PROOFS) }
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

test('somebody at the address who is counted alone pays for nobody, and nobody for them', () => {
  const { mayAsk } = open()
  for (let at = 0; at < 300; at++) mayAsk('10.0.0.7')
  expect([mayAsk('10.0.0.7'), mayAsk('10.0.0.7', 'kiosk-1'), mayAsk('10.0.0.7', 'kiosk-2')]).toEqual([
    false,
    true,
    true,
  ])
})

test('[A23] who asks from ever more addresses takes no more memory: the one silent longest is forgotten', () => {
  const { mayAsk } = open()
  for (let at = 0; at < 200; at++) mayAsk('10.0.0.7')
  const others = (from: number, to: number) => {
    for (let at = from; at < to; at++) mayAsk(`172.16.${at >> 8}.${at & 255}`)
  }
  others(0, PLACES_MAX - 1)
  expect(mayAsk('10.0.0.7')).toBe(false)
  others(PLACES_MAX, 2 * PLACES_MAX)
  expect(mayAsk('10.0.0.7')).toBe(true)
})
