import { createPrivateKey, createPublicKey, sign } from 'node:crypto'
import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import { maskName } from '@dangol/domain/customers/mask.ts'
import { rm1Head, rm1SignedBytes, rm1Text, tenantTag } from '@dangol/domain/recognition/rm1.ts'
import type { ShopChange } from '@dangol/protocol/shop.ts'
import { sealedCredential } from '@dangol/server/src/testing/shop-seals.ts'

export const SIM_TENANT = 'tenant-of-simulation'

/** A member with a phone. Name, mask and id stand nowhere else, so that any byte of them on a wrong screen is found. */
export interface Member {
  readonly id: CustomerId
  readonly name: string
  readonly maskedName: string
  readonly feed: readonly ShopChange[]
  codeAt(nowMs: number): string
}

const NAMES = ['갑민을', '병민정', '무민기', '경민신', '임민계', '자민축', '인민묘', '진민사']
/** What stands before the 32 bytes of a key in PKCS #8 (RFC 8410). */
const ED25519_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex')

/** Everybody who may walk in; the same people, keys and ids in every simulation. */
export const createMembers = (): readonly Member[] => NAMES.map(createMember)

function createMember(name: string, at: number): Member {
  const seed = Buffer.alloc(32, at + 1)
  const privateKey = createPrivateKey({ key: Buffer.concat([ED25519_HEAD, seed]), format: 'der', type: 'pkcs8' })
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' })
  // Made of hexadecimal digits only, as the wire wants it.
  const id = `c0ffee${String(at).padStart(2, '0')}`.repeat(4) as CustomerId
  const credId = `feed${String(at).padStart(12, '0')}`
  let shown = 0
  return {
    id,
    name,
    maskedName: maskName(name),
    feed: [
      { feed: 'customer', value: customerOf(id, name, at) },
      sealedCredential({ credId, kind: 'ed25519', publicKey: x, customerId: id, status: 'active' }),
    ],
    codeAt(nowMs) {
      shown += 1
      const nonce = Uint8Array.from({ length: 6 }, (_, byte) => (shown * 31 + byte * 7 + at) % 256)
      const head = rm1Head({ kind: 'ed25519', credId, ts: Math.floor(nowMs / 1000), nonce })
      return rm1Text(head, sign(null, rm1SignedBytes(tenantTag(SIM_TENANT), head), privateKey))
    },
  }
}

/** Half of them let the floor know who is there, half let the store keep their things. */
const customerOf = (id: CustomerId, name: string, at: number) => ({
  id,
  number: `M-${at}`,
  name,
  lang: 'ko' as const,
  personas: [],
  consents: {
    'recog.kiosk': 'granted' as const,
    ...(at % 2 === 0 ? { 'assist.notify': 'granted' as const } : {}),
    ...(at % 4 < 2 ? { 'config.sync.store': 'granted' as const } : {}),
  },
})
