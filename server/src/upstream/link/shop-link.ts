import type { Clock, Timers } from '@dangol/domain/time/clock.ts'
import type { LINK_REQUESTS } from '@dangol/protocol/link-requests.ts'
import type { Handlers } from '../../transport/handler.ts'
import { dryRun } from './dry-run.ts'
import { createHintDesk } from './hint-desk.ts'
import type { HintDesk } from './hint-desk.ts'
import { createLinkHandlers } from './handlers.ts'
import type { LinkHandlersDeps } from './handlers.ts'
import { linkStateOf } from './link-state.ts'
import type { LinkStateDeps } from './link-state.ts'
import type { CommerceConnector } from '../connector.ts'
import type { HintEars } from './ports.ts'
import type { ProbeWatch } from './probe-watch.ts'

export interface ShopLinkDeps
  extends
    Omit<LinkHandlersDeps, 'state' | 'dryRun' | 'onResumed'>,
    Omit<LinkStateDeps, 'platform' | 'hints' | 'gate' | 'mirror' | 'outbox' | 'probe'> {
  readonly clock: Clock
  readonly timers: Timers
  readonly timeZone: string
  /** Null where the shop is the embedded one and not yet spoken to through the port. */
  readonly connector: CommerceConnector | null
  readonly probe: ProbeWatch
  readonly ears: HintEars
  /** Mirror and outbox go on at once. */
  readonly goOn: () => void
}

export interface ShopLink {
  readonly handlers: Handlers<keyof typeof LINK_REQUESTS>
  /** Null where the shop sends no messages. */
  readonly hints: HintDesk | null
}

/** The office's hand on the link to the shop, and the ear for what the shop says of itself. */
export function createShopLink(deps: ShopLinkDeps): ShopLink {
  const { connector, probe, timers, timeZone } = deps
  const hints = connector?.capabilities.webhooks ? createHintDesk({ ...deps, connector }) : null
  const state = () => linkStateOf({ ...deps, platform: connector?.platform ?? 'embedded', hints })
  return {
    hints,
    handlers: createLinkHandlers({
      ...deps,
      state,
      dryRun: () =>
        connector === null
          ? Promise.resolve({ problems: [], samples: [], unusable: [] })
          : dryRun({ connector, timers, timeZone, onProbed: (answer) => probe.heard(answer) }),
      onResumed() {
        // What was right when it was held may not be now; until that is known, what worked goes on.
        void probe.ask()
        deps.goOn()
      },
    }),
  }
}
