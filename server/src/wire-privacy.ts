import type { VisitId } from '@dangol/domain/ids/ids.ts'
import { createAttemptLimit } from './commands/attempt-limit.ts'
import { createEnforceRetention, createHoldings, retentionOf } from './db/retention.ts'
import { STORE_MIGRATIONS } from './db/store-migrations.ts'
import { createIdentities } from './features/privacy/identities.ts'
import type { IdentityBook } from './features/privacy/identities.ts'
import { createPrivacy } from './features/privacy/privacy.ts'
import type { PrivacyFeature } from './features/privacy/privacy.ts'
import { createTombstones } from './features/privacy/tombstones.ts'
import type { TombstoneBook } from './features/privacy/tombstones.ts'
import { createVisitReceipts } from './features/privacy/visit-receipts.ts'
import type { VisitReceiptBook } from './features/privacy/visit-receipts.ts'
import type { Core, House, StoreDeps } from './wire-house.ts'
import type { Features } from './wire.ts'

/** What is on record beside the profiles: who is one person, who was erased, what each visit showed. */
export interface PrivacyBooks {
  readonly identities: IdentityBook
  readonly tombstones: TombstoneBook
  readonly receipts: VisitReceiptBook
}

/** As many as an ordinary search: a number that is tried out is found out. */
const SUBJECTS_PER_MINUTE = 30

export function wirePrivacyBooks(deps: StoreDeps, core: Core, house: House, later: () => Features): PrivacyBooks {
  return {
    identities: createIdentities(deps),
    tombstones: createTombstones(deps),
    receipts: createVisitReceipts({
      ...deps,
      log: core.changes,
      outbox: house.outbox,
      grantedFor: (customerId, visitId) => later().customers.grantedFor(customerId, visitId),
    }),
  }
}

export function wirePrivacy(
  deps: StoreDeps,
  core: Core,
  features: Pick<Features, 'books' | 'customers' | 'visits' | 'configurations' | 'staff' | 'outbox'>,
): PrivacyFeature {
  const { books, customers, visits, configurations, staff, outbox } = features
  return createPrivacy({
    ...deps,
    ...{ once: core.once, transact: core.transact, access: core.access, staff, outbox, ...books },
    storeId: deps.store.id,
    visits: visits.desk,
    subjects: { ...customers, changed: (customerId) => tellOpenVisit(features, customerId) },
    holdings: createHoldings(deps.db, retentionOf(deps.db, STORE_MIGRATIONS)),
    maySearch: createAttemptLimit({ ...deps, clock: core.storeTime, what: 'subject', perMinute: SUBJECTS_PER_MINUTE }),
    drop(visitId: VisitId) {
      const code = visits.drop(visitId)
      if (code !== null) configurations.dropParked(code)
      books.receipts.eraseVisit(visitId)
    },
  })
}

/** Something about a member is different now: their open visit may have to show it. */
export function tellOpenVisit(
  { visits }: Pick<Features, 'visits'>,
  customerId: Parameters<Features['visits']['openOf']>[0],
): void {
  const visit = visits.openOf(customerId)
  if (visit !== null) visits.desk.publish(visit.id, 'visit.member-changed', null)
}

/** Deletes what is past its time, and says which feature left something standing. */
export function wireRetention(deps: StoreDeps): () => void {
  return createEnforceRetention({
    ...deps,
    tables: retentionOf(deps.db, STORE_MIGRATIONS),
    onOverdue: (table) => deps.log.error({ event: 'retention.overdue', table }),
  })
}
