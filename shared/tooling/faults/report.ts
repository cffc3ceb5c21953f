import type { ShopChanges } from './load/shop-changes.ts'
import type { Quota } from './load/store-orders.ts'
import type { Site } from './site/site.ts'
import type { Troubles } from './trouble.ts'
import type { Violation } from './check/violation.ts'

/** What came of a run, for a machine that reads it and for whoever wants to see it again. */
export interface Report {
  readonly seed: number
  /** The same run again. */
  readonly again: string
  readonly orders: number
  readonly changes: number
  readonly changesByKind: Readonly<Record<string, { readonly yes: number; readonly no: number; readonly why?: string }>>
  readonly troubles: Readonly<Record<string, number>>
  readonly requests: Readonly<Record<string, number>>
  readonly webhooks: Site['hooks']['counts']
  readonly seconds: number
  /** From the last trouble until nothing was wrong, or until it was given up. */
  readonly settledMs: number
  readonly violations: readonly Violation[]
}

export function reportOf(o: {
  seed: number
  quota: Quota
  changes: ShopChanges
  troubles: Pick<Troubles, 'met'>
  site: Pick<Site, 'line' | 'hooks'>
  seconds: number
  settledMs: number
  violations: readonly Violation[]
}): Report {
  const { seed, quota, changes, troubles, site, seconds, settledMs, violations } = o
  return {
    seed,
    again: `npm run faults -- upstream --seed ${seed} --orders ${quota.placed} --changes ${changes.count()}`,
    orders: quota.placed,
    changes: changes.count(),
    changesByKind: Object.fromEntries(changes.done),
    troubles: Object.fromEntries(troubles.met),
    requests: Object.fromEntries(site.line.done),
    webhooks: site.hooks.counts,
    ...{ seconds, settledMs, violations },
  }
}
