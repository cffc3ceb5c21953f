import type { FeedState } from '@dangol/protocol/link.ts'
import { createLinkGate } from './upstream/link/link-gate.ts'
import type { LinkGate } from './upstream/link/link-gate.ts'
import type { HintEars, MirrorDesk } from './upstream/link/ports.ts'
import { createProbeWatch } from './upstream/link/probe-watch.ts'
import type { ProbeWatch } from './upstream/link/probe-watch.ts'
import { createShopLink } from './upstream/link/shop-link.ts'
import type { ShopLink } from './upstream/link/shop-link.ts'
import type { Mirror } from './upstream/mirror.ts'
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
    mirror: mirrorDesk(mirror),
    outbox,
    ears: deaf,
    goOn: () => outbox.retryNow(),
  })
}

/** One signed log, which keeps its own order and needs no comparison. */
function mirrorDesk(mirror: Mirror): MirrorDesk {
  const log = (): FeedState => {
    const readAt = mirror.currentAtMs()
    return {
      ...{ feed: 'log', source: 'shop', reliability: 'reliable', state: readAt === null ? 'loading' : 'current' },
      ...{ loaded: 0, total: null, readAt, changedAt: null, error: null, setAside: 0, compared: null },
    }
  }
  return { feeds: () => [log()], setAside: () => [], compareSoon: () => undefined }
}

const deaf: HintEars = { hinted: () => undefined }
