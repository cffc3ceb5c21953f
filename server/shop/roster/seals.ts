import type { Clock } from '@dangol/domain/time/clock.ts'
import type { SealedCredential, SealedHead } from '@dangol/protocol/shop-roster.ts'
import { CREDENTIAL_SEAL, PAGE_SEAL } from '@dangol/protocol/shop-roster.ts'
import { signJws } from '../../src/platform/compact-jws.ts'
import type { SigningKey } from '../signing-key.ts'

export type Seals = ReturnType<typeof createSeals>

/** What the shop signs for one store: each member-code key, and each page of its feed (recognition-ux 3.1, the roster). */
export function createSeals({ key, storeId, clock }: { key: SigningKey; storeId: string; clock: Clock }) {
  return {
    credential: (said: Omit<SealedCredential, 'storeId'>): string =>
      signJws(CREDENTIAL_SEAL, { storeId, ...said } satisfies SealedCredential, key.privateKey),
    page: (said: Omit<SealedHead, 'storeId' | 'at'>): string =>
      signJws(PAGE_SEAL, { storeId, ...said, at: clock.nowMs() } satisfies SealedHead, key.privateKey),
  }
}
