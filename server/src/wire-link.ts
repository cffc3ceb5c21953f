import { createLeftDrafts } from './upstream/link/left-drafts.ts'
import { createLinkGate } from './upstream/link/link-gate.ts'
import type { LinkGate } from './upstream/link/link-gate.ts'
import { createProbeWatch } from './upstream/link/probe-watch.ts'
import type { ProbeWatch } from './upstream/link/probe-watch.ts'
import { createShopLink } from './upstream/link/shop-link.ts'
import type { ShopLink } from './upstream/link/shop-link.ts'
import type { Mirror } from './upstream/mirror/mirror.ts'
import type { StoreDeps } from './wire-house.ts'
import type { Features } from './wire.ts'

/** Whether anything may go over the link, and what the shop says of itself; made before whoever asks. */
export interface LinkGuard {
  readonly gate: LinkGate
  readonly probe: ProbeWatch
}

export function wireLinkGuard(deps: StoreDeps, onCleared: () => void): LinkGuard {
  const probe = createProbeWatch({ ...deps, connector: deps.link?.connector ?? null, onCleared })
  return { probe, gate: createLinkGate({ ...deps, probe }) }
}

/** What is left half done in the shop is cleared there. */
export const wireLeftDrafts = (deps: StoreDeps, { guard }: Features) =>
  createLeftDrafts({ ...deps, connector: deps.link?.connector ?? null, pause: guard.gate })

/** What the office sees and does of the link to the shop. */
export function wireLink(deps: StoreDeps, features: Features, mirror: Mirror): ShopLink {
  const { core, guard, line, outbox, staff } = features
  return createShopLink({
    ...deps,
    ...guard,
    ...{ line, once: core.once, access: core.access },
    timeZone: deps.store.timeZone,
    connector: deps.link?.connector ?? null,
    host: deps.link?.host ?? '',
    nameOf: (id) => staff.nameOf(id),
    mirror,
    outbox,
    ears: mirror,
    goOn: () => outbox.retryNow(),
  })
}
