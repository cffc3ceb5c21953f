import type { AssociateId } from '@dangol/domain/ids/ids.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { LinkState, Platform } from '@dangol/protocol/link.ts'
import type { ShopLine } from '../../shop-port.ts'
import type { HintDesk } from './hint-desk.ts'
import type { LinkGate } from './link-gate.ts'
import type { MirrorDesk, OutboxDesk } from './ports.ts'
import type { ProbeWatch } from './probe-watch.ts'

export interface LinkStateDeps {
  readonly platform: Platform
  /** Host name of the shop. */
  readonly host: string
  readonly clock: Clock
  readonly line: ShopLine
  readonly gate: Pick<LinkGate, 'held'>
  readonly probe: Pick<ProbeWatch, 'latest'>
  readonly mirror: Pick<MirrorDesk, 'feeds'>
  readonly outbox: Pick<OutboxDesk, 'state'>
  /** Null where the shop sends none. */
  readonly hints: Pick<HintDesk, 'counts'> | null
  /** What staff are called. */
  readonly nameOf: (id: AssociateId) => string
}

/** How the link stands at this moment, all of it. */
export function linkStateOf({ platform, host, line, gate, nameOf, ...deps }: LinkStateDeps): LinkState {
  const { state, since } = line.status()
  const held = gate.held()
  return {
    platform,
    host,
    line: state,
    since,
    // Only whoever is signed in may hold it; a name that has left stays readable.
    paused: held && { by: nameOf(held.heldBy as AssociateId), at: held.at, reason: held.reason },
    probe: deps.probe.latest(),
    feeds: [...deps.mirror.feeds()],
    outbox: deps.outbox.state(),
    hints: deps.hints?.counts() ?? null,
  }
}
