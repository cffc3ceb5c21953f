import type { Handlers } from '../../transport/handler.ts'
import type { HoldsPersonalData } from '../../ports/people.ts'
import type { ShopSink } from '../../shop-port.ts'
import { createErase } from './erase-subject.ts'
import type { EraseDeps } from './erase-subject.ts'
import { createExport } from './export-subject.ts'
import type { ExportDeps } from './export-subject.ts'
import { createDropped, createForget } from './forget-visit.ts'
import type { ForgetDeps } from './forget-visit.ts'
import { createShowLedger, createShowSubject } from './look-at-subject.ts'
import type { LookDeps } from './look-at-subject.ts'
import { createMerge, createUnmerge } from './merge-subjects.ts'
import type { MergeDeps } from './merge-subjects.ts'
import { createReadRecord } from './read-record.ts'
import type { AuditRecord } from './read-record.ts'

export interface PrivacyDeps extends LookDeps, ExportDeps, EraseDeps, MergeDeps, ForgetDeps {
  readonly access: LookDeps['access'] & AuditRecord
}

export interface PrivacyFeature {
  readonly handlers: Handlers<
    | 'visits:forget'
    | 'privacy:subject'
    | 'privacy:ledger'
    | 'privacy:export'
    | 'privacy:erase'
    | 'privacy:merge'
    | 'privacy:unmerge'
    | 'audit:list'
    | 'audit:verify'
  >
  readonly dropped: ShopSink<'visit-dropped'>
  readonly holdings: HoldsPersonalData
}

/** What people can ask of the store about themselves, and what is on record about who looked. */
export function createPrivacy(deps: PrivacyDeps): PrivacyFeature {
  return {
    handlers: {
      'visits:forget': createForget(deps),
      'privacy:subject': createShowSubject(deps),
      'privacy:ledger': createShowLedger(deps),
      'privacy:export': createExport(deps),
      'privacy:erase': createErase(deps),
      'privacy:merge': createMerge(deps),
      'privacy:unmerge': createUnmerge(deps),
      ...createReadRecord({ clock: deps.clock, record: deps.access }),
    },
    dropped: createDropped(deps),
    holdings: deps.holdings,
  }
}
