import { createAttemptLimit } from './commands/attempt-limit.ts'
import { createApprovals } from './features/approvals/approvals.ts'
import type { ApprovalsFeature } from './features/approvals/approvals.ts'
import type { CustomerFeature } from './features/customers/customers.ts'
import type { VisitsFeature } from './features/visits/visits.ts'
import type { DeviceThumbprints } from './ports/devices.ts'
import type { Core, StoreDeps } from './wire-house.ts'

/** recognition-ux 8.4. */
const APPROVALS_PER_MINUTE = 5

/** Approval on the own phone: needs visits, members and the line to the shop. */
export function wireApprovals(
  deps: StoreDeps,
  o: { core: Core; customers: CustomerFeature; visits: VisitsFeature; thumbprints: DeviceThumbprints },
): ApprovalsFeature {
  const { core, customers, visits, thumbprints } = o
  return createApprovals({
    ...deps,
    ...{ once: core.once, transact: core.transact, log: core.changes, access: core.access },
    desk: { ...visits.desk, lapse: visits.lapse },
    whenItCan: (run) => core.writability.whenItCan(run),
    knows: (customerId) => customers.profile(customerId) !== null,
    mayBegin: createAttemptLimit({ ...deps, clock: core.storeTime, what: 'approval', perMinute: APPROVALS_PER_MINUTE }),
    thumbprints,
    onFailed: (error) => deps.log.error({ event: 'approval.failed', err: error }),
  })
}
