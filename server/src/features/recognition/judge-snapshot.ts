import { createHash, generateKeyPairSync, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { parseRc1s, rc1sSignedBytes, RC1S_LASTS_MS } from '@dangol/domain/recognition/rc1s.ts'
import type { Snapshot } from '@dangol/protocol/shop-roster.ts'
import { readSnapshotContent } from '../../platform/snapshot-content.ts'

/** Why it was refused. Goes to the access log only: whoever stands at the kiosk learns nothing of it. */
type RefusedWhy = 'malformed' | 'bad-signature' | 'expired' | 'not-yet' | 'unreadable'

type SnapshotVerdict =
  | { readonly ok: true; readonly snapshot: Snapshot; readonly digest: string }
  | { readonly ok: false; readonly why: RefusedWhy }
export type JudgeSnapshot = (text: string) => SnapshotVerdict

export interface JudgeSnapshotDeps {
  /** Public keys of the online shop, put into the store by hand; empty while it has none. */
  readonly shopKeys: () => readonly KeyObject[]
  readonly tenantTag: Uint8Array
  readonly nowMs: () => number
}

/** A shop whose clock runs ahead of the store's by more than this is not believed about a time to come. */
const AHEAD_MAX_MS = 60 * 60_000

/** Judges a configuration that the online shop signed (RC1 without a line). Needs no line and no copy of anything. */
export function createJudgeSnapshot({ shopKeys, tenantTag, nowMs }: JudgeSnapshotDeps): JudgeSnapshot {
  const nobodys = generateKeyPairSync('ed25519').publicKey
  return (text) => {
    const code = parseRc1s(text)
    if (code === null) return { ok: false, why: 'malformed' }
    const signed = rc1sSignedBytes(tenantTag, code.content)
    const known = shopKeys()
    // A store without a key does the same work, for nothing.
    const fits = (known.length > 0 ? known : [nobodys]).filter((key) => verify(null, signed, key, code.signature))
    if (fits.length === 0 || known.length === 0) return { ok: false, why: 'bad-signature' }
    const snapshot = readSnapshotContent(code.content)
    if (snapshot === null) return { ok: false, why: 'unreadable' }
    if (snapshot.expiresAt <= nowMs()) return { ok: false, why: 'expired' }
    if (snapshot.expiresAt > nowMs() + RC1S_LASTS_MS + AHEAD_MAX_MS) return { ok: false, why: 'not-yet' }
    return { ok: true, snapshot, digest: createHash('sha256').update(code.content).digest('base64url') }
  }
}
