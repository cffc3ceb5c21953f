import { generateKeyPairSync } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import type { ShopChange } from '@dangol/protocol/shop.ts'
import { CREDENTIAL_SEAL, PAGE_SEAL } from '@dangol/protocol/shop-roster.ts'
import type { SealedCredential, SealedHead } from '@dangol/protocol/shop-roster.ts'
import { openJws, signJws } from '../platform/compact-jws.ts'
import type { ShopKeys } from '../upstream/sealed-roster.ts'

type CredentialChange = Extract<ShopChange, { feed: 'credential' }>

/** What the shops of tests, simulation and benchmarks sign with. */
export const SHOP_KEY = generateKeyPairSync('ed25519')
/** What their stores have pinned. */
export const SHOP_KEYS: ShopKeys = { roster: [SHOP_KEY.publicKey] }
export const SHOP_PUBLIC_PEM = SHOP_KEY.publicKey.export({ type: 'spki', format: 'pem' }).toString()

/** A feed is written down before anybody knows whose store will ask for it; `forStore` puts the name in. */
const WHOEVER_ASKS = 'whoever-asks'
/** Rises with every change that is made, as in a real shop. */
let newest = 0

/** A change of a member-code key as the shop signs it, by default for whichever store asks. */
export function sealedCredential(
  value: CredentialChange['value'],
  said: Partial<SealedCredential> = {},
  key: KeyObject = SHOP_KEY.privateKey,
): CredentialChange {
  newest += 1
  const payload: SealedCredential = { storeId: WHOEVER_ASKS, version: newest, ...value, ...said }
  return { feed: 'credential', value, seal: signJws(CREDENTIAL_SEAL, payload, key) }
}

/** The change as the shop signs it for this store; what somebody else signed, or for another store, stays as it is. */
export function forStore(change: ShopChange, storeId: string): ShopChange {
  if (change.feed !== 'credential') return change
  const said = openJws(CREDENTIAL_SEAL, change.seal, SHOP_KEYS.roster) as SealedCredential | null
  if (said?.storeId !== WHOEVER_ASKS) return change
  return { ...change, seal: signJws(CREDENTIAL_SEAL, { ...said, storeId }, SHOP_KEY.privateKey) }
}

export const sealedHead = (said: SealedHead, key: KeyObject = SHOP_KEY.privateKey): string =>
  signJws(PAGE_SEAL, said, key)
