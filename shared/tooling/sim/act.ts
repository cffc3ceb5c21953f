import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import { associateActs } from './people/associate.ts'
import { actsBefore } from './people/before-the-update.ts'
import type { Think } from './people/choose.ts'
import { merchantActs } from './people/merchant.ts'
import { shopperActs } from './people/shopper.ts'
import type { Step, Who } from './plan.ts'
import type { World } from './world.ts'

/** Between a look and a touch. */
const THINKING_MOST_MS = 6_000

/** Lets somebody do the next plausible thing; returns what, or null when there was nothing to be done. */
export function act(world: World, { who, dice }: Step): string | null {
  const device = isDevice(who) ? world.devices.get(who) : undefined
  const nowMs = world.time.nowMs()
  const think: Think = (touch) => void world.time.after(dice % THINKING_MOST_MS, touch)
  if (device?.kind === 'kiosk') return shopperActs(device, world.members, dice, nowMs, think)
  if (device?.kind === 'tablet') return associateActs(device, dice, think)
  if (device?.kind === 'previous') return actsBefore(device, world.members, dice, nowMs, think)
  return merchantActs(world.wan.shop.feed, world.members, world.ids, nowMs, dice)
}

const isDevice = (who: Who): who is DeviceId => !['store', 'wan', 'network', 'shop'].includes(who)

/** All promises that wait for nothing but each other have settled. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
