import { expect, test } from 'vitest'
import { addressBytes } from './address-bytes.ts'
import { isLoopback } from './loopback.ts'

test.each([
  ['192.168.0.7', 'c0a80007'],
  ['::ffff:192.168.0.7', 'c0a80007'],
  ['::1', '00000000000000000000000000000001'],
  ['::', '00000000000000000000000000000000'],
  ['fe80::1:0:2', 'fe800000000000000000000100000002'],
  ['2001:DB8:1:2:3:4:5:6', '20010db8000100020003000400050006'],
  ['2001:db8::', '20010db8000000000000000000000000'],
])('the bytes of %s', (address, bytes) => {
  expect(Buffer.from(addressBytes(address) ?? []).toString('hex')).toBe(bytes)
})

test.each(['store.internal', '1.2.3', '1.2.3.4.5', 'fe80::1%eth0', '::1.2.3.4', ''])('%s has none', (address) => {
  expect(addressBytes(address)).toBeNull()
})

test.each([
  ['127.0.0.1', true],
  ['127.9.9.9', true],
  ['::1', true],
  ['localhost', true],
  ['0.0.0.0', false],
  ['::', false],
  ['192.168.0.7', false],
  ['localhost.example', false],
])('%s is reached from this machine only: %s', (host, isOnly) => {
  expect(isLoopback(host)).toBe(isOnly)
})
