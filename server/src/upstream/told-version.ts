import { hash } from 'node:crypto'
import type { ShopChange } from '@dangol/protocol/shop.ts'

/**
 * Digest of a record as the store would keep it: 32 hexadecimal digits. The keys count in the order in which the adapter's one
 * mapping of such a record writes them: sorting them costs four times the digest, for every record of the shop at every reading,
 * and a mapping that comes to write them differently only has the same things written once more.
 */
export function toldVersion(changes: readonly ShopChange[]): string {
  return hash('sha256', JSON.stringify(changes), 'hex').slice(0, 32)
}
