import type { KeyObject } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { publicKeysOf } from '../platform/compact-jws.ts'
import { StartRefusal } from '../platform/start-refusal.ts'
import { ROSTER_KEYS_MAX } from './sealed-roster.ts'
import type { ShopKeys } from './sealed-roster.ts'

/**
 * The shop's public keys from a file, read once: at the start or, when the shop of a demonstration makes it a little later, as soon
 * as it is there. Until then nothing that the shop says counts. Refuses with a StartRefusal when the file holds something else.
 */
export function shopKeysFile(path: string): ShopKeys {
  let pinned: readonly KeyObject[] = []
  const read = (): readonly KeyObject[] => {
    if (pinned.length === 0 && existsSync(path)) pinned = keysIn(path)
    return pinned
  }
  read()
  return {
    get roster() {
      return read()
    },
  }
}

function keysIn(path: string): readonly KeyObject[] {
  const keys = publicKeysOf(readFileSync(path, 'utf8'))
  if (keys === null || keys.length > ROSTER_KEYS_MAX) {
    throw new StartRefusal(
      `The file ${path} must hold one Ed25519 public key of the online shop in PEM, or two while one replaces the other.`,
    )
  }
  return keys
}
