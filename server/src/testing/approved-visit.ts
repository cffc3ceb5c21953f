import type { CustomerId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Approval } from '@dangol/protocol/approvals.ts'
import type { Caller } from '../transport/handler.ts'
import { settled } from './wired-store.ts'
import type { WiredStore } from './wired-store.ts'

/** Longer than one poll of the shop, answer included. */
const POLL_MS = 2_000

/** Turns the clock while answers of the shop come in between. */
export async function pass(store: WiredStore, ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= POLL_MS) {
    store.time.advance(Math.min(left, POLL_MS))
    await settled()
    store.features.visits.renew()
    await settled()
  }
}

/** What the kiosk shows of an approval now. */
export function approvalOn(store: WiredStore, kiosk: Caller): Approval | null {
  const put = store.features.approvals.snapshot(`kiosk:${kiosk.deviceId}`)[0]
  return put?.kind === 'approval' ? put.value : null
}

/** The shopper at the kiosk touches "approve on my phone" and does so on the phone. */
export async function approveOnPhone(
  store: WiredStore,
  kiosk: Caller,
  visitId: VisitId,
  customerId: CustomerId,
): Promise<void> {
  await store.handlers['approvals:begin'](kiosk, { commandId: store.commandId(), visitId })
  await settled()
  const userCode = approvalOn(store, kiosk)?.userCode
  if (userCode === null || userCode === undefined) throw new Error('no code to approve')
  store.shop.approvals.approve(userCode, customerId)
  await pass(store, POLL_MS)
}
