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
import { createGrantedCheck } from './granted.ts'
import { createOutboxOrderCheck } from './outbox-order.ts'
import type { OutboxOrderCheck } from './outbox-order.ts'
import { createReadBeforeCheck } from './read-before.ts'
import { createShopOrdersCheck } from './orders-at-shop.ts'
import type { ShopOrdersCheck } from './orders-at-shop.ts'
import { createTogetherCheck } from './together.ts'
import type { Together } from './together.ts'
import type { Verdict } from './violation.ts'

/** Everything that is checked while a shop is busy, on the wire and on the store's disk. */
export interface Watch {
  /** Looks at every message. */
  readonly tap: Omit<Tap, 'arrived'>
  readonly acknowledged: AcknowledgedBook
  readonly outboxOrder: OutboxOrderCheck
  readonly shopOrders: ShopOrdersCheck
  /** Looks at the disk, if anything was written; called after every step. */
  look(): void
  together(): Together
}

export function createWatch(
  verdict: Verdict,
  time: VirtualTime,
  members: readonly Member[],
  store: () => StoreMachine,
): Watch {
  const acknowledged = createAcknowledgedBook(verdict, () => store().machine.clock.nowMs())
  const entitlement = createEntitlementCheck(
    members,
    () => store().disk.db(),
    () => store().machine.clock.nowMs(),
    verdict,
  )
  const goods = createGoodsCheck(verdict, LACES_AT_HOME)
  const granted = createGrantedCheck(() => store().disk.db(), verdict)
  const outboxOrder = createOutboxOrderCheck(verdict)
  const readBefore = createReadBeforeCheck(verdict)
  const shopOrders = createShopOrdersCheck(verdict)
  const together = createTogetherCheck(() => store().disk.db(), verdict)
  return {
    ...{ acknowledged, outboxOrder, shopOrders },
    tap: {
      event(caller, event, text) {
        granted.event(caller, event, text)
        entitlement.told(caller, event, text)
        readBefore.event(caller, event, text)
      },
      request({ deviceId }, _name, input) {
        const id = /"commandId":"([^"]+)"/.exec(input)?.[1]
        // Whatever an outbox kept is asked under the id that it was kept by.
        if (id !== undefined) outboxOrder.arrived(deviceId, id as CommandId)
      },
      answer(caller, name, input, answer) {
        granted.answer(caller, name, input, answer)
        entitlement.answered(caller, `the answer to ${name}`, answer)
        readBefore.answer(caller, name, answer)
        together.answer(name, input, answer)
        acknowledged.answered(caller, name, input, answer)
      },
    },
    look() {
      const disk = store().disk.db()
      // Inside a transaction nothing is true yet.
      if (disk.inTransaction) return
      const hasWritten = store().hasWritten()
      entitlement.look(time.elapsedMs(), hasWritten)
      if (!hasWritten) return
      goods.look(disk, store().machine.clock.nowMs())
      shopOrders.look(disk)
    },
    together: () => together.counts(),
  }
}
