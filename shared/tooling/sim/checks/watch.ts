import type { CommandId } from '@dangol/domain/ids/ids.ts'
import type { Tap } from '../network/network.ts'
import type { Member } from '../people/members.ts'
import { LACES_AT_HOME } from '../store/goods.ts'
import type { StoreMachine } from '../store/store-machine.ts'
import type { VirtualTime } from '../time/virtual-time.ts'
import { createAcknowledgedBook } from './acknowledged.ts'
import type { AcknowledgedBook } from './acknowledged.ts'
import { createEntitlementCheck } from './entitlement.ts'
import { createGoodsCheck } from './goods.ts'
import { createOutboxOrderCheck } from './outbox-order.ts'
import type { OutboxOrderCheck } from './outbox-order.ts'
import type { Verdict } from './violation.ts'

/** Everything that is checked while a shop is busy, on the wire and on the store's disk. */
export interface Watch {
  /** Looks at every message. */
  readonly tap: Omit<Tap, 'arrived'>
  readonly acknowledged: AcknowledgedBook
  readonly outboxOrder: OutboxOrderCheck
  /** Looks at the disk, if anything was written; called after every step. */
  look(): void
  /** Changes that somebody else's newer hand kept from being taken. */
  conflicts(): number
}

export function createWatch(
  verdict: Verdict,
  time: VirtualTime,
  members: readonly Member[],
  store: () => StoreMachine,
): Watch {
  const acknowledged = createAcknowledgedBook(verdict, () => store().machine.clock.nowMs())
  const entitlement = createEntitlementCheck(members, () => store().disk.db(), verdict)
  const goods = createGoodsCheck(verdict, LACES_AT_HOME)
  const outboxOrder = createOutboxOrderCheck(verdict)
  let conflicts = 0
  return {
    ...{ acknowledged, outboxOrder },
    tap: {
      event: (caller, event, text) => entitlement.sent(caller, event, text),
      request({ deviceId }, _name, input) {
        const id = /"commandId":"([^"]+)"/.exec(input)?.[1]
        // Whatever an outbox kept is asked under the id that it was kept by.
        if (id !== undefined) outboxOrder.arrived(deviceId, id as CommandId)
      },
      answer(caller, name, input, answer) {
        entitlement.sent(caller, `the answer to ${name}`, answer)
        if (/"(changed-meanwhile|stale-revision)"/.test(answer)) conflicts += 1
        acknowledged.answered(caller, name, input, answer)
      },
    },
    look() {
      const disk = store().disk.db()
      // Inside a transaction nothing is true yet.
      if (disk.inTransaction) return
      const hasWritten = store().hasWritten()
      entitlement.look(time.elapsedMs(), hasWritten)
      if (hasWritten) goods.look(disk, store().machine.clock.nowMs())
    },
    conflicts: () => conflicts,
  }
}
