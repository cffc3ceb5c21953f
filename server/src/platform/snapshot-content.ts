import { SnapshotSchema } from '@dangol/protocol/shop-roster.ts'
import type { Snapshot } from '@dangol/protocol/shop-roster.ts'
import { decode, encode } from 'cborg'

/** First of the content, so that another kind of content can never be read as this one. */
const KIND = 1
const MINUTE_MS = 60_000
/** What another encoder could write differently is not read: one snapshot has one content. */
const STRICT = {
  ...{ strict: true, rejectDuplicateMapKeys: true },
  ...{ allowIndefinite: false, allowUndefined: false, allowBigInt: false, allowNaN: false, allowInfinity: false },
}

/** Content of a signed configuration: CBOR of [kind, family, model version, choices, expiry in Unix minutes, rounded down]. */
export const snapshotContent = ({ familyId, modelVersion, choices, expiresAt }: Snapshot): Uint8Array =>
  encode([KIND, familyId, modelVersion, choices, Math.floor(expiresAt / MINUTE_MS)])

/** What a content says; null for anything that `snapshotContent` would not have written. */
export function readSnapshotContent(content: Uint8Array): Snapshot | null {
  const parts = decoded(content)
  if (!Array.isArray(parts) || parts.length !== 5 || parts[0] !== KIND || typeof parts[4] !== 'number') return null
  const [, familyId, modelVersion, choices, minutes] = parts as [unknown, unknown, unknown, unknown, number]
  const read = SnapshotSchema.safeParse({ familyId, modelVersion, choices, expiresAt: minutes * MINUTE_MS })
  return read.success ? read.data : null
}

function decoded(content: Uint8Array): unknown {
  try {
    return decode(content, STRICT)
  } catch {
    // Bytes that are no CBOR say nothing.
    return null
  }
}
