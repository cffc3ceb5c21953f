import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import { SnapshotSchema } from '@dangol/protocol/shop-roster.ts'
import type { Snapshot } from '@dangol/protocol/shop-roster.ts'
import { decode, encode } from 'cborg'

/** First of the content, so that another kind of content can never be read as this one. */
const KIND = 1
const MINUTE_MS = 60_000
/** No configuration of a hundred choices is longer; what unpacks to more is not one. Bytes. */
const UNPACKED_BYTES_MAX = 4_096
/** Ids are short words that come again: packed, what a real product needs is a third shorter and fits a code. */
const PACKING = { params: { [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT } }
/** CBOR in its one shortest form. */
const STRICT = {
  ...{ strict: true, rejectDuplicateMapKeys: true },
  ...{ allowIndefinite: false, allowUndefined: false, allowBigInt: false, allowNaN: false, allowInfinity: false },
}

/** Content of a signed configuration: [kind, family, model version, choices, expiry in Unix minutes, rounded down], CBOR in Brotli. */
export const snapshotContent = ({ familyId, modelVersion, choices, expiresAt }: Snapshot): Uint8Array =>
  brotliCompressSync(encode([KIND, familyId, modelVersion, choices, Math.floor(expiresAt / MINUTE_MS)]), PACKING)

/** What a content says, once its signature was found good; null for anything that `snapshotContent` would not have written. */
export function readSnapshotContent(content: Uint8Array): Snapshot | null {
  const parts = decoded(content)
  if (!Array.isArray(parts) || parts.length !== 5 || parts[0] !== KIND || typeof parts[4] !== 'number') return null
  const [, familyId, modelVersion, choices, minutes] = parts as [unknown, unknown, unknown, unknown, number]
  const read = SnapshotSchema.safeParse({ familyId, modelVersion, choices, expiresAt: minutes * MINUTE_MS })
  return read.success ? read.data : null
}

function decoded(content: Uint8Array): unknown {
  try {
    return decode(brotliDecompressSync(content, { maxOutputLength: UNPACKED_BYTES_MAX }), STRICT)
  } catch {
    // Bytes that are neither say nothing.
    return null
  }
}
