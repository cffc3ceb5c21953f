import type { StoreLink } from '@dangol/client/store-link.ts'
import type { AssociateId, DeviceId, IdSource } from '@dangol/domain/ids/ids.ts'
import type { Clock, Timers } from '@dangol/domain/time/clock.ts'
import { inject } from 'vue'
import type { InjectionKey } from 'vue'
import type { DeviceMemory } from './device-memory.ts'
import type { TabletOutboxes } from './indexed-outbox.ts'

/** What a staff page is given from outside; the stores take it from here, so that a test can give them its own. */
export interface StaffContext {
  readonly deviceId: DeviceId
  readonly link: StoreLink
  readonly clock: Clock
  readonly timers: Timers
  readonly ids: IdSource
  readonly memory: DeviceMemory
  readonly outboxes: TabletOutboxes
  /** Who holds the device; null while nobody does. Asked by the handshake on every connect. */
  readonly holder: Holder
}

/** The person named in the handshake: changing it presents the handshake anew. */
export interface Holder {
  current: AssociateId | null
}

export const staffContextKey: InjectionKey<StaffContext> = Symbol('staff context')

/** The context of this page. Throws outside a page that provides one. */
export function useStaffContext(): StaffContext {
  const context = inject(staffContextKey)
  if (!context) throw new Error('No staff context is provided to this application')
  return context
}
