import { EnrolSchema } from '@dangol/protocol/shop.ts'
import { afterEach, expect, test } from 'vitest'
import type { ShopAtHand } from '../testing/shop-at-hand.ts'
import { shopAtHand } from '../testing/shop-at-hand.ts'
import { enrol } from './enrol.ts'

const CRED = '00112233445566ff'
let shop: ShopAtHand
afterEach(() => shop.close())

test('the shop gets the public half only; the private half cannot leave the phone', async () => {
  let sent: unknown
  shop = await shopAtHand({
    'POST /api/credentials': (body) => {
      sent = body
      return { body: { credId: CRED } }
    },
  })
  const answer = await enrol({ client: shop.client, keys: shop.keys, customerNumber: '1001' })
  if (!answer.ok) throw new Error(answer.error.code)
  const { kind, publicKey } = EnrolSchema.parse(sent)
  expect({ kind, bytes: Buffer.from(publicKey, 'base64url').length }).toEqual({ kind: 'ed25519', bytes: 32 })
  expect(answer.value.privateKey.extractable).toBe(false)
  await expect(crypto.subtle.exportKey('pkcs8', answer.value.privateKey)).rejects.toThrow()
  expect(await shop.keys.load('1001')).toEqual(answer.value)
})

test('the public half that was sent verifies what the kept half signs', async () => {
  let publicKey = ''
  shop = await shopAtHand({
    'POST /api/credentials': (body) => {
      publicKey = EnrolSchema.parse(body).publicKey
      return { body: { credId: CRED } }
    },
  })
  await enrol({ client: shop.client, keys: shop.keys, customerNumber: '1001' })
  const kept = await shop.keys.load('1001')
  if (kept === null) throw new Error('no key was kept')
  const words = new TextEncoder().encode('단골')
  const signature = await crypto.subtle.sign('Ed25519', kept.privateKey, words)
  const known = await crypto.subtle.importKey('raw', Buffer.from(publicKey, 'base64url'), 'Ed25519', true, ['verify'])
  expect(await crypto.subtle.verify('Ed25519', known, signature, words)).toBe(true)
})

test('an enrolment that the shop refuses leaves no key behind', async () => {
  shop = await shopAtHand({ 'POST /api/credentials': () => ({ status: 429, body: { code: 'too-many' } }) })
  const answer = await enrol({ client: shop.client, keys: shop.keys, customerNumber: '1001' })
  expect(answer).toEqual({ ok: false, error: { code: 'too-many' } })
  expect(await shop.keys.load('1001')).toBeNull()
})
