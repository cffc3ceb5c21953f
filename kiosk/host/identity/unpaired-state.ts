import type { Clock } from '@dangol/domain/time/clock.ts'
import type { KioskState } from '@dangol/protocol/bridge.ts'
import type { KioskConfig } from '../config.ts'

/** What the screen is shown of a kiosk that the store does not know yet: nothing but itself. */
export function unpairedState(config: KioskConfig, clock: Clock): KioskState {
  const { kioskId: id, storeName, pitchMm, shopUrl, simulator } = config
  return {
    device: { id, storeName, pitchMm, shopUrl, simulator },
    link: 'connecting',
    waiting: { count: 0, since: null, unconfirmed: 0 },
    ...{ pairing: null, wan: null, catalogueVersion: null, epoch: 0 },
    ...{ visit: null, warning: null, goodbye: null, call: null, approval: null },
    ...{ assists: [], sharedDraft: null, presence: [], handover: null },
    scan: 'idle',
    at: clock.nowMs(),
  }
}
