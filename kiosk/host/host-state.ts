import type { Outbox, WaitingCommand } from '@dangol/client/outbox.ts'
import type { Replica } from '@dangol/client/replica.ts'
import type { StoreLink } from '@dangol/client/store-link.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { KioskState } from '@dangol/protocol/bridge.ts'
import type { HelpCall } from '@dangol/protocol/visits.ts'
import type { Copies } from './catalogue/copies.ts'
import type { Scans } from './calls/scan-calls.ts'
import type { VisitKeeper } from './visit/visit-keeper.ts'

/** The parts of a host that its screen is told of. */
export interface ShownParts {
  readonly device: KioskState['device']
  readonly keeper: VisitKeeper
  readonly link: StoreLink
  readonly outbox: Outbox
  readonly replica: Replica
  readonly copies: Copies
  readonly scans: Scans
  readonly presentCall: () => HelpCall | null
  readonly approval: () => KioskState['approval']
  readonly offered: () => KioskState['handover']
  /** What associates and shopper share of the visit. */
  readonly shared: () => SharedState
  readonly clock: Clock
}
type SharedState = Pick<KioskState, 'assists' | 'sharedDraft' | 'presence'>

/** The whole state of the screen, made anew from the parts that hold it. */
export function stateOf(parts: ShownParts): KioskState {
  const { keeper, replica, link } = parts
  return {
    device: parts.device,
    link: link.refusal() === 'protocol-too-old' ? 'too-old' : link.status(),
    waiting: waitingShown(parts),
    pairing: null,
    wan: only(replica.contents().wan),
    catalogueVersion: parts.copies.version(),
    epoch: keeper.epoch(),
    visit: visitShown(parts),
    warning: keeper.warning(),
    goodbye: keeper.goodbye.shown(),
    call: parts.presentCall(),
    approval: approvalShown(parts),
    ...parts.shared(),
    handover: parts.offered(),
    scan: parts.scans.outcome(),
    at: parts.clock.nowMs(),
  }
}

/** The store's times by this host's clock, from which the screen counts down. */
const byHost = ({ link, clock }: ShownParts, storeMs: number): number =>
  storeMs - link.storeClock.nowMs() + clock.nowMs()

function visitShown(parts: ShownParts): KioskState['visit'] {
  const visit = parts.keeper.visit()
  if (visit === null || visit.approvedUntil === null) return visit
  return { ...visit, approvedUntil: byHost(parts, visit.approvedUntil) }
}

function approvalShown(parts: ShownParts): KioskState['approval'] {
  const approval = parts.approval()
  if (approval === null || approval.expiresAt === null) return approval
  return { ...approval, expiresAt: byHost(parts, approval.expiresAt) }
}

function waitingShown({ link, outbox, clock }: ShownParts): KioskState['waiting'] {
  const waiting = outbox.heldUp()
  const since = waiting[0] ? clock.nowMs() - waitedMs(link, waiting[0]) : null
  return { count: waiting.length, since, unconfirmed: outbox.undone().length }
}

/** How long a command has been waiting, by the store's clock, under which it was made. Milliseconds. */
export const waitedMs = ({ storeClock }: Pick<StoreLink, 'storeClock'>, { madeAt }: WaitingCommand): number =>
  Math.max(0, storeClock.nowMs() - madeAt)

/** The one thing of its kind that a kiosk's topic holds, if any. */
function only<T>(things: ReadonlyMap<string, T>): T | null {
  return [...things.values()][0] ?? null
}

/** What the office reads of a kiosk's screen: never more than which kind of screen it is. */
export function screenName({ visit, warning, goodbye }: KioskState): string {
  if (goodbye) return 'goodbye'
  if (warning) return 'warning'
  return visit ? 'visit' : 'attract'
}
