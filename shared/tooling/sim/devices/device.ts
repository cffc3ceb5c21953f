import type { WaitingCommand } from '@dangol/client/outbox.ts'
import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import type { Topic } from '@dangol/protocol/sync.ts'
import type { Network } from '../network/network.ts'
import type { VirtualTime } from '../time/virtual-time.ts'
import type { Kiosk } from './kiosk.ts'
import type { Previous } from './previous.ts'
import type { Tablet } from './tablet.ts'
import type { TopicWatch } from './watched-link.ts'

/** Whatever runs on a device now. */
export type Device = Kiosk | Tablet | Previous

/** What a simulated device finds around it. */
export interface Surroundings {
  readonly time: VirtualTime
  readonly seed: number
  readonly network: Network
  readonly watch: (id: DeviceId, topic: Topic) => TopicWatch
  /** A device keeps a command in its outbox. */
  readonly kept: (id: DeviceId, command: WaitingCommand) => void
  /** A device starts. */
  readonly started: (id: DeviceId) => void
  /** The host failed in a way that no bridge call may. */
  readonly failed: (error: unknown) => void
  /** Milliseconds until the server has noticed an unplugged device. */
  readonly deathNoticedWithinMs: number
}
