import type { Topic } from '@dangol/protocol/sync.ts'
import type { Caller } from '../../transport/handler.ts'

/** The one rule of who may read what: a kiosk its own topic, a tablet its own and the floor, the office the floor. */
export function mayRead(caller: Caller, topic: Topic): boolean {
  const isOwn = topic === `kiosk:${caller.deviceId}`
  switch (caller.kind) {
    case 'kiosk':
      return isOwn
    case 'tablet':
      return isOwn || topic === 'floor'
    case 'office':
      return topic === 'floor'
  }
}
