import { makeCode } from '@dangol/domain/trust/device-proof.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { ApprovalAskSchema, ApprovalGrantedSchema } from '@dangol/protocol/shop-approvals.ts'
import type { z } from 'zod'
import type { RandomBytes } from '../../src/platform/system-ids.ts'
import { keyedHash, sha256 } from '../secrets.ts'
import type { ApprovalsSql } from './approvals.sql.ts'
import { drawNumbers } from './numbers.ts'
import { CODE_LASTS_MS, INTERVAL_MS, TRIES_MAX } from './rules.ts'

const DEVICE_CODE_BYTES = 32

interface GrantDeps {
  readonly sql: ApprovalsSql
  readonly clock: Clock
  readonly random: RandomBytes
  readonly tenantKey: string
  /** Where shoppers' phones find the shop. */
  readonly publicUrl: () => string
}

/** Begins approvals: codes, and the number that the kiosk shows. Belongs into a transaction of the caller. */
export function createGrants({ sql, clock, random, tenantKey, publicUrl }: GrantDeps) {
  const { codeHash } = approvalSecrets(tenantKey)

  /** A code that no other approval has: 20^8 of them, a handful open. */
  function freshCode(): string {
    for (;;) {
      const code = makeCode(random)
      if (sql.byCode(codeHash(code)) === null) return code
    }
  }

  return (asked: z.infer<typeof ApprovalAskSchema>): z.infer<typeof ApprovalGrantedSchema> => {
    const { storeName, kioskId, kioskThumbprint } = asked
    const deviceCode = Buffer.from(random(DEVICE_CODE_BYTES)).toString('base64url')
    const userCode = freshCode()
    const { number, offered } = drawNumbers(random)
    const nowMs = clock.nowMs()
    sql.insert.run({
      ...{ deviceHash: sha256(deviceCode), codeHash: codeHash(userCode), kioskId, kioskThumbprint },
      ...{ storeNameKo: storeName.ko, storeNameEn: storeName.en, number, numbers: offered.join(' ') },
      ...{ triesLeft: TRIES_MAX, intervalMs: INTERVAL_MS, expiresAt: nowMs + CODE_LASTS_MS },
      // The kiosk may ask as soon as it has its code.
      polledAt: nowMs - INTERVAL_MS,
      forgetAt: nowMs + CODE_LASTS_MS,
    })
    const url = pageOf(publicUrl(), userCode)
    return { deviceCode, userCode, url, number, expiresAt: nowMs + CODE_LASTS_MS, intervalMs: INTERVAL_MS }
  }
}

/** What is kept of a code, and what a code becomes; both hang on a key outside the database. */
export const approvalSecrets = (tenantKey: string) => ({
  codeHash: (userCode: string): string => keyedHash(tenantKey, `approval\0${userCode}`),
  tokenOf: (deviceCode: string): string => keyedHash(tenantKey, `approved\0${deviceCode}`),
})

/** In capitals throughout a QR code needs a quarter less room (recognition-ux 3.2: version 3-M). */
const pageOf = (publicUrl: string, userCode: string): string =>
  `${new URL(publicUrl).origin}/k/${userCode}`.toUpperCase()
