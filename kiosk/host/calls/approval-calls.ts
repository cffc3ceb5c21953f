import type { Replica } from '@dangol/client/replica.ts'
import type { CommandId } from '@dangol/domain/ids/ids.ts'
import type { CancelTimer, Timers } from '@dangol/domain/time/clock.ts'
import type { KioskState } from '@dangol/protocol/bridge.ts'
import { doneOrRefused, inVisit } from './call-context.ts'
import type { BridgeHandlers, CallContext } from './call-context.ts'

/** So often the visit is kept awake: less than half of the shortest wait before a warning. Milliseconds. */
const AWAKE_EVERY_MS = 10_000

interface ApprovalOptions extends CallContext {
  readonly replica: Replica
  readonly timers: Timers
}

/** Approving on the own phone: the shopper looks at the phone meanwhile, and this screen waits. */
export interface Approvals {
  readonly handlers: BridgeHandlers<'approval:begin' | 'approval:cancel'>
  /** What the store server says of the present visit's approval. */
  readonly shown: () => KioskState['approval']
  readonly close: () => void
}

export function createApprovals({ replica, timers, ...context }: ApprovalOptions): Approvals {
  const { link, ids, keeper } = context
  let cancelAwake: CancelTimer | null = null
  const shown = (): KioskState['approval'] => {
    const visit = keeper.visit()
    return visit === null ? null : (replica.contents().approval.get(visit.id) ?? null)
  }
  const isAwaited = (): boolean => ['asking', 'waiting'].includes(shown()?.state ?? '')
  const stayAwake = (): void => {
    if (!isAwaited()) {
      cancelAwake?.()
      cancelAwake = null
    } else {
      cancelAwake ??= timers.every(AWAKE_EVERY_MS, () => (isAwaited() ? keeper.touched() : stayAwake()))
    }
  }
  const stop = replica.onChange(stayAwake)
  return {
    shown,
    handlers: {
      // Always a new command: after a refusal or an end the shopper asks anew.
      'approval:begin': async (input) =>
        doneOrRefused(
          'approval:begin',
          await inVisit(context, 'approval:begin', input, ({ id: visitId }) =>
            link.request('approvals:begin', { commandId: ids.next<CommandId>(), visitId }),
          ),
        ),
      'approval:cancel': async (input) =>
        doneOrRefused(
          'approval:cancel',
          await inVisit(context, 'approval:cancel', input, ({ id: visitId }) =>
            link.request('approvals:cancel', { commandId: ids.next<CommandId>(), visitId }),
          ),
        ),
    },
    close() {
      stop()
      cancelAwake?.()
    },
  }
}
