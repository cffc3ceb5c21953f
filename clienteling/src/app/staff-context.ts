import type { StoreLink } from '@dangol/client/store-link.ts'
import type { DeviceId, IdSource } from '@dangol/domain/ids/ids.ts'
import type { Clock, Timers } from '@dangol/domain/time/clock.ts'
import { inject } from 'vue'
import type { InjectionKey } from 'vue'
import type { DeviceMemory } from './device-memory.ts'
import type { TabletOutboxes } from './indexed-outbox.ts'
import type { Passkeys } from './staff/passkeys.ts'

export type Face = 'tablet' | 'office'

/** What a staff page is given from outside; the stores take it from here, so that a test can give them its own. */
export interface StaffContext {
  readonly face: Face
  readonly deviceId: DeviceId
  readonly link: StoreLink
  readonly clock: Clock
  readonly timers: Timers
  readonly ids: IdSource
  readonly memory: DeviceMemory
  readonly outboxes: TabletOutboxes
  /** Who holds the device, as the store knows them. Asked by the handshake on every connect. */
  readonly holder: Holder
  readonly passkeys: Passkeys
  /**
   * Makes this device a stranger again, after the store put it out: its key and everything it keeps are destroyed. Resolves with
   * false when it has another key to try first. Null where the house's one key is used, which no single device can lose.
   */
  readonly becomeStranger: (() => Promise<boolean>) | null
}

/** The session of whoever holds the device; in memory only. Changing it presents the handshake anew. */
export interface Holder {
  session: string | null
}

export const staffContextKey: InjectionKey<StaffContext> = Symbol('staff context')

/** The context of this page. Throws outside a page that provides one. */
export function useStaffContext(): StaffContext {
  const context = inject(staffContextKey)
  if (!context) throw new Error('No staff context is provided to this application')
  return context
}
