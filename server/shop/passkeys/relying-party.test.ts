import { expect, test } from 'vitest'
import { relyingParty } from './relying-party.ts'

test.each([
  ['http://localhost:4601', { id: 'localhost', origin: 'http://localhost:4601' }],
  ['http://shop.localhost:4601', { id: 'shop.localhost', origin: 'http://shop.localhost:4601' }],
  ['https://shop.example', { id: 'shop.example', origin: 'https://shop.example' }],
  ['https://shop.example:8443/somewhere', { id: 'shop.example', origin: 'https://shop.example:8443' }],
])('%s makes passkeys', (url, party) => {
  expect(relyingParty(url)).toEqual(party)
})

test.each([
  'http://127.0.0.1:4601',
  'https://192.0.2.7',
  'http://[::1]:4601',
  'https://[2001:db8::7]',
  'http://shop.example',
  'http://notlocalhost',
])('%s makes none: a bare address, or no https', (url) => {
  expect(relyingParty(url)).toBeNull()
})
