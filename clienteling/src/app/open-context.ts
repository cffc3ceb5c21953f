import { openStoreLink } from '@dangol/client/store-link.ts'
import { systemClock, systemTimers } from '@dangol/client/system-clock.ts'
import { createIds } from '@dangol/client/system-ids.ts'
import type { DeviceMemory } from './device-memory.ts'
import type { Device } from './identity/device.ts'
import { rotateWhenDue } from '@dangol/client/rotate-key.ts'
import { indexedOutboxes } from './indexed-outbox.ts'
import { browserPasskeys } from './staff/passkeys.ts'
import type { Face, Holder, StaffContext } from './staff-context.ts'
import { pageSight, watchSleep } from './wake.ts'

/** The line to the store and everything else that a face is given in a browser. */
export function openContext(face: Face, device: Device, memory: DeviceMemory): StaffContext {
  const { deviceId, own } = device
  const holder: Holder = { session: null }
  const link = openStoreLink({ url: '', timers: systemTimers, handshake: () => device.handshake(holder) })
  const ids = createIds(link.storeClock)
  watchSleep({ clock: systemClock, timers: systemTimers, onSight: pageSight, onWake: () => link.reconnect() })
  if (own !== null) {
    link.onStatus((status) => {
      if (status === 'online') void rotateWhenDue({ own: own.key, link, ids })
    })
  }
  return {
    ...{ face, deviceId, link, ids, memory, holder, passkeys: browserPasskeys, outboxes: indexedOutboxes(indexedDB) },
    ...{ clock: systemClock, timers: systemTimers },
    becomeStranger:
      own &&
      (async () => {
        // After a power cut in mid-rotation the store may know the next key already.
        if (await own.key.takeNext()) {
          link.reconnect()
          return false
        }
        link.close()
        await own.becomeStranger()
        return true
      }),
  }
}
