import { expect, test } from 'vitest'
import { byNameOf, deviceNameOf, isAddress } from './prompts.ts'

test.each(['127.0.0.1', '192.0.2.7', '[::1]', '[2001:db8::7]'])(
  '%s is an address, to which no passkey belongs',
  (host) => {
    expect(isAddress(host)).toBe(true)
  },
)
test.each(['localhost', 'shop.example', '7-eleven.example'])('%s is a name', (host) => {
  expect(isAddress(host)).toBe(false)
})

test("the machine's own address has a name, and the page stays the same; of another nothing is known", () => {
  expect(byNameOf('http://127.0.0.1:4601/k/BCDFGHJK')).toBe('http://localhost:4601/k/BCDFGHJK')
  expect(byNameOf('http://[::1]:4601/account')).toBe('http://localhost:4601/account')
  expect(byNameOf('http://192.0.2.7:4601/k/BCDFGHJK')).toBeNull()
})

test.each([
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X)', 'iPhone'],
  ['Mozilla/5.0 (Linux; Android 16; K) Mobile', 'Android'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)', 'Mac'],
  ['Mozilla/5.0 (X11; Linux x86_64)', 'Linux'],
  ['Something else', 'Browser'],
])('%s is called %s', (userAgent, name) => {
  expect(deviceNameOf(userAgent)).toBe(name)
})
