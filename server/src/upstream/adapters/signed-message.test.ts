import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { readSigned } from './signed-message.ts'

const SECRET = 'a secret'
const body = Buffer.from('{"id":"order-1"}')
const sign = (as: 'hex' | 'base64', of: Uint8Array = body) => createHmac('sha256', SECRET).update(of).digest(as)

test.each(['hex', 'base64'] as const)('[U7] what is signed is read, in %s', (as) => {
  expect(readSigned(SECRET, { body, signature: sign(as), as })).toEqual({ id: 'order-1' })
})

test.each(['hex', 'base64'] as const)('[U7] what is not signed over these very bytes says nothing, in %s', (as) => {
  for (const signature of [undefined, '', '!', sign(as).slice(2), `abcd${sign(as)}`, sign(as, Buffer.from('other'))])
    expect(readSigned(SECRET, { body, signature, as })).toBeNull()
  expect(readSigned('another', { body, signature: sign(as), as })).toBeNull()
})

test('[U7] signed nonsense says nothing', () => {
  const nonsense = Buffer.from('not json')
  expect(readSigned(SECRET, { body: nonsense, signature: sign('hex', nonsense), as: 'hex' })).toBeNull()
})
