import { generateKeyPairSync } from 'node:crypto'
import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import type { ShopChange } from '@dangol/protocol/shop.ts'
import { CREDENTIAL_SEAL, PAGE_SEAL } from '@dangol/protocol/shop-roster.ts'
import type { SealedHead } from '@dangol/protocol/shop-roster.ts'
import { describe, expect, test } from 'vitest'
import { openMemoryDatabase } from '../db/testing/memory-database.ts'
import { STORE_MIGRATIONS } from '../db/store-migrations.ts'
import { signJws } from '../platform/compact-jws.ts'
import { createLogger } from '../platform/log.ts'
import { pageDigest } from '../platform/page-digest.ts'
import { sealedCredential, sealedHead, SHOP_KEYS } from '../testing/shop-seals.ts'
import { createSealedRoster } from './sealed-roster.ts'
import type { SealRefusal, ShopKeys } from './sealed-roster.ts'

type Credential = Extract<ShopChange, { feed: 'credential' }>
const STORE = 'gangnam'
const NONCE = 'n'.repeat(22)
const KEY: Credential['value'] = {
  ...{ credId: '00112233aabbccdd', kind: 'ed25519', publicKey: 'k'.repeat(43) },
  ...{ customerId: 'a'.repeat(32) as CustomerId, status: 'active' },
}
const stranger = generateKeyPairSync('ed25519')

function open(keys: ShopKeys = SHOP_KEYS) {
  const kept = new Map<string, Credential['value']>()
  const roster = createSealedRoster({
    ...{ db: openMemoryDatabase(STORE_MIGRATIONS), keys, storeId: STORE, log: createLogger('silent') },
    isKept: (credId) => kept.has(credId),
  })
  const sink = roster.guard(({ value }) => void kept.set(value.credId, value))
  const tell = (status: 'active' | 'revoked', version: number) =>
    sink(sealedCredential({ ...KEY, status }, { storeId: STORE, version }))
  return { roster, kept, sink, tell, statusNow: () => kept.get(KEY.credId)?.status ?? null }
}

describe('[RM1] what a store believes of a member-code key', () => {
  test('[A20] is what the shop signed for this store', () => {
    const { tell, statusNow, roster } = open()
    tell('active', 1)
    tell('revoked', 2)
    expect([statusNow(), roster.refused()]).toEqual(['revoked', {}])
  })

  test('[A9] [A20] a revoked key never comes back by an older word, nor does an erased one by the same', () => {
    const { tell, statusNow, kept, roster } = open()
    tell('active', 1)
    tell('revoked', 2)
    tell('active', 1)
    expect(statusNow()).toBe('revoked')
    kept.clear()
    tell('revoked', 2)
    expect([statusNow(), roster.refused()]).toEqual([null, { 'older-version': 2 }])
    tell('active', 3)
    expect(statusNow()).toBe('active')
  })

  test('a page that came twice says nothing new and is refused for nothing', () => {
    const { tell, statusNow, roster } = open()
    tell('active', 4)
    tell('active', 4)
    expect([statusNow(), roster.refused()]).toEqual(['active', {}])
  })

  test.each<[string, SealRefusal, Credential]>([
    ['of a stranger', 'unsigned', sealedCredential(KEY, { storeId: STORE }, stranger.privateKey)],
    ['of another store', 'other-store', sealedCredential(KEY, { storeId: 'hongdae' })],
    ['of another key', 'other-content', sealedCredential(KEY, { storeId: STORE, publicKey: 'x'.repeat(43) })],
    [
      'of another member',
      'other-content',
      sealedCredential(KEY, { storeId: STORE, customerId: 'b'.repeat(32) as CustomerId }),
    ],
    ['of another state', 'other-content', sealedCredential(KEY, { storeId: STORE, status: 'revoked' })],
    ['that is none', 'unsigned', { feed: 'credential', value: KEY, seal: 'a.b.c' }],
    [
      'that is one of a page',
      'unsigned',
      { feed: 'credential', value: KEY, seal: signJws(PAGE_SEAL, KEY, stranger.privateKey) },
    ],
    ['without a version', 'unsigned', sealedCredential(KEY, { storeId: STORE, version: 0 })],
  ])('a seal %s lets nothing in, and is counted', (_what, why, change) => {
    const { sink, statusNow, roster } = open()
    sink(change)
    expect([statusNow(), roster.refused()]).toEqual([null, { [why]: 1 }])
  })

  test('[A20] counts with either of two keys while one takes over, and with no key at all nothing counts', () => {
    const two = open({ roster: [stranger.publicKey, ...SHOP_KEYS.roster] })
    two.tell('active', 1)
    two.sink(sealedCredential(KEY, { storeId: STORE, version: 2 }, stranger.privateKey))
    expect([two.statusNow(), two.roster.refused()]).toEqual(['active', {}])
    const none = open({ roster: [] })
    none.tell('active', 1)
    expect([none.statusNow(), none.roster.refused()]).toEqual([null, { unsigned: 1 }])
  })
})

describe("[RM1] a page of the shop's feed", () => {
  const changes: ShopChange[] = [sealedCredential(KEY, { storeId: STORE, version: 7 })]
  const digest = pageDigest(changes.map((one) => JSON.stringify(one)))
  const said: SealedHead = {
    ...{ storeId: STORE, nonce: NONCE, from: '3', cursor: '9', digest, head: 9, version: 7, at: 1_000 },
  }
  const pageWith = (seal: string) => ({ changes, cursor: '9', more: false, now: 1_000, seal, digest })
  const ask = { cursor: '3', limit: 500, nonce: NONCE }

  test('[A20] counts when the shop signed it in answer to this question', () => {
    expect(open().roster.openPage(pageWith(sealedHead(said)), ask)).toEqual(said)
  })

  test.each<[string, SealRefusal, string]>([
    ['signed by a stranger', 'unsigned', sealedHead(said, stranger.privateKey)],
    ['that is the seal of a key', 'unsigned', signJws(CREDENTIAL_SEAL, said, stranger.privateKey)],
    ['for another store', 'other-store', sealedHead({ ...said, storeId: 'hongdae' })],
    ['that answered an earlier question', 'other-question', sealedHead({ ...said, nonce: 'm'.repeat(22) })],
    ['that begins elsewhere', 'other-question', sealedHead({ ...said, from: '4' })],
    ['that ends elsewhere', 'other-content', sealedHead({ ...said, cursor: '10' })],
    ['with other changes', 'other-content', sealedHead({ ...said, digest: pageDigest([]) })],
  ])('%s is refused', (_what, why, seal) => {
    const { roster } = open()
    expect([roster.openPage(pageWith(seal), ask), roster.refused()]).toEqual([null, { [why]: 1 }])
  })

  test('makes the roster current only at the end of the feed, with the newest key in hand', () => {
    const { roster, tell } = open()
    tell('active', 6)
    expect(roster.isReached(said)).toBe(false)
    tell('revoked', 7)
    expect(roster.isReached(said)).toBe(true)
    expect(roster.isReached({ ...said, head: 12 })).toBe(false)
  })
})
