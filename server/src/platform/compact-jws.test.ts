import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { CompactSign, compactVerify } from 'jose'
import { expect, test } from 'vitest'
import { openJws, publicKeysOf, signJws } from './compact-jws.ts'

const TYP = 'test+jws'
const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const said = { storeId: 'small', version: 3 }
const b64 = (value: object | string): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
const [, PAYLOAD = ''] = signJws(TYP, said, privateKey).split('.')
const pemOf = (key: typeof publicKey): string => key.export({ type: 'spki', format: 'pem' }).toString()

test('what was signed is read back, by any of the keys that are pinned', () => {
  const other = generateKeyPairSync('ed25519').publicKey
  const word = signJws(TYP, said, privateKey)
  expect(openJws(TYP, word, [publicKey])).toEqual(said)
  expect(openJws(TYP, word, [other, publicKey])).toEqual(said)
  expect(openJws(TYP, word, [other])).toBeNull()
  expect(openJws(TYP, word, [])).toBeNull()
})

test('another implementation of the standard reads ours, and we read its', async () => {
  const { payload, protectedHeader } = await compactVerify(signJws(TYP, said, privateKey), publicKey)
  expect(JSON.parse(new TextDecoder().decode(payload))).toEqual(said)
  expect(protectedHeader).toEqual({ alg: 'EdDSA', typ: TYP })
  const theirs = new CompactSign(Buffer.from(JSON.stringify(said))).setProtectedHeader({ alg: 'EdDSA', typ: TYP })
  expect(openJws(TYP, await theirs.sign(privateKey), [publicKey])).toEqual(said)
})

test('every changed part is refused', () => {
  const [header = '', payload = '', signature = ''] = signJws(TYP, said, privateKey).split('.')
  const flipped = Buffer.from(signature, 'base64url')
  flipped[5] = (flipped[5] ?? 0) ^ 1
  for (const word of [
    `${header}.${b64({ ...said, version: 4 })}.${signature}`,
    `${header}.${payload}.${flipped.toString('base64url')}`,
    `${header}.${payload}.`,
    `${header}.${payload}`,
    `${header}.${payload}.${signature}.${signature}`,
    '',
  ]) {
    expect(openJws(TYP, word, [publicKey])).toBeNull()
  }
})

test('a word of another type is none, whoever signed it', () => {
  expect(openJws(TYP, signJws('other+jws', said, privateKey), [publicKey])).toBeNull()
})

test('algorithms are not up to the sender: none, HMAC with the public key, and a header of more words are refused', () => {
  const hmac = (key: string) => {
    const head = `${b64({ alg: 'HS256', typ: TYP })}.${PAYLOAD}`
    return `${head}.${createHmac('sha256', key).update(head).digest('base64url')}`
  }
  const signedHeader = (header: object) => {
    const head = `${b64(header)}.${PAYLOAD}`
    return `${head}.${sign(null, Buffer.from(head), privateKey).toString('base64url')}`
  }
  for (const word of [
    `${b64({ alg: 'none', typ: TYP })}.${PAYLOAD}.`,
    hmac(pemOf(publicKey)),
    hmac(publicKey.export({ format: 'jwk' }).x ?? ''),
    signedHeader({ alg: 'none', typ: TYP }),
    signedHeader({ alg: 'HS256', typ: TYP }),
    signedHeader({ alg: 'EdDSA', typ: TYP, crit: ['exp'], exp: 0 }),
    signedHeader({ alg: 'EdDSA', typ: TYP, jwk: publicKey.export({ format: 'jwk' }) }),
  ]) {
    expect(openJws(TYP, word, [publicKey])).toBeNull()
  }
})

test('a signed word that is no JSON is none', () => {
  const head = `${b64({ alg: 'EdDSA', typ: TYP })}.${b64('{')}`
  const word = `${head}.${sign(null, Buffer.from(head), privateKey).toString('base64url')}`
  expect(openJws(TYP, word, [publicKey])).toBeNull()
})

test('a file of public keys may hold two, while one takes over from the other; never another kind', () => {
  const next = generateKeyPairSync('ed25519').publicKey
  expect(publicKeysOf(pemOf(publicKey) + pemOf(next))).toHaveLength(2)
  expect(publicKeysOf(pemOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey))).toBeNull()
  expect(publicKeysOf('-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----')).toBeNull()
  expect(publicKeysOf('')).toBeNull()
})
