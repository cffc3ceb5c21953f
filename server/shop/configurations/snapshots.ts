import { sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import type { ConfigurationId } from '@dangol/domain/ids/ids.ts'
import { RC1S_LASTS_MS, rc1sSignedBytes, rc1sText } from '@dangol/domain/recognition/rc1s.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { ConfigurationDraft } from '@dangol/protocol/configurations.ts'
import { SNAPSHOT_BYTES_MAX } from '@dangol/protocol/shop-roster.ts'
import type { Db } from '../../src/db/open.ts'
import { snapshotContent } from '../../src/platform/snapshot-content.ts'
import type { MemberId } from '../customers/customers.sql.ts'
import { ownedBy } from './configurations.ts'
import { prepareConfigurations } from './configurations.sql.ts'

export interface SnapshotDeps {
  readonly db: Db
  readonly clock: Clock
  /** Ed25519; stores have its public half. */
  readonly privateKey: KeyObject
  /** First 8 bytes of SHA-256 of the tenant's name. */
  readonly tenantTag: Uint8Array
}

export type Snapshots = ReturnType<typeof createSnapshots>

/**
 * Configurations as codes that need no line (RC1S): what was chosen, signed, and nothing of who chose it: no name, no persona, no
 * id by which two codes of one person could be told to belong together.
 */
export function createSnapshots({ db, clock, privateKey, tenantTag }: SnapshotDeps) {
  const sql = prepareConfigurations(db)

  /** The text of the QR code. Refuses: 'too-long-for-code' above SNAPSHOT_BYTES_MAX. */
  function ofDocument({
    familyId,
    modelVersion,
    choices,
  }: Pick<ConfigurationDraft, 'familyId' | 'modelVersion' | 'choices'>) {
    const expiresAt = clock.nowMs() + RC1S_LASTS_MS
    const content = snapshotContent({ familyId, modelVersion, choices, expiresAt })
    if (content.length > SNAPSHOT_BYTES_MAX) return refuse('too-long-for-code')
    const signature = sign(null, rc1sSignedBytes(tenantTag, content), privateKey)
    return ok({ text: rc1sText({ content, signature }), expiresAt })
  }

  return {
    ofDocument,
    /** Of one that this shop keeps. Refuses besides: 'not-found'. */
    of(memberId: MemberId, id: ConfigurationId) {
      const saved = ownedBy(sql.byId(id), memberId)
      return saved === null ? refuse('not-found') : ofDocument(saved)
    },
  }
}
