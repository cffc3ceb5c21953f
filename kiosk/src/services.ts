import type { Timers } from '@dangol/domain/time/clock.ts'
import type { KioskBridge } from '@dangol/protocol/bridge.ts'
import { inject } from 'vue'
import type { InjectionKey } from 'vue'

/** What the screen takes from outside itself: everything else is in its own memory. */
export interface Services {
  readonly bridge: KioskBridge
  readonly timers: Timers
  /** Milliseconds of a clock that only goes forward; its zero means nothing. */
  readonly steadyMs: () => number
}

export const servicesKey: InjectionKey<Services> = Symbol('services')

/** The services of this screen. Throws outside of an application that provides them. */
export function useServices(): Services {
  const services = inject(servicesKey)
  if (!services) throw new Error('No services are provided to this screen')
  return services
}
