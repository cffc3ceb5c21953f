import { createReplica } from '@dangol/client/replica.ts'
import type { Replica, ReplicaContents } from '@dangol/client/replica.ts'
import { createStoreLink } from '@dangol/client/store-link.ts'
import type { StoreLink } from '@dangol/client/store-link.ts'
import type { Subscription } from '@dangol/client/subscriptions.ts'
import { Random } from '@dangol/domain/chance/random.ts'
import type { AssociateId, Brand, DeviceId, IdSource } from '@dangol/domain/ids/ids.ts'
import type { Answer, Input, RequestName } from '@dangol/protocol/requests.ts'
import type { Topic } from '@dangol/protocol/sync.ts'
import { PROTOCOL_VERSION } from '@dangol/protocol/version.ts'
import { createIds } from '@dangol/server/src/platform/system-ids.ts'
import { hashOf } from '../network/network.ts'
import { DEVICE_KEYS } from '../store/store-machine.ts'
import { createMachine } from '../time/machine.ts'
import type { Life, Machine } from '../time/machine.ts'
import type { Surroundings } from './device.ts'
import { watchedLink } from './watched-link.ts'

/** An associate's tablet: the real link and copies, and none of the screens. */
export interface Tablet {
  readonly kind: 'tablet'
  readonly id: DeviceId
  readonly machine: Machine
  link(): StoreLink | null
  followed(): ReadonlyMap<Topic, Replica>
  /** What it has of a topic; nothing of one that it does not follow. */
  contents(topic: Topic): ReplicaContents | null
  newId<B extends Brand<string>>(): B
  ask<N extends RequestName>(name: N, input: Input<N>): Promise<Answer<N>>
  /** Follows one visit, or none: what a screen that is opened and closed does. */
  follow(topic: Topic | null): void
  readonly start: () => void
  kill(): void
}

interface Running {
  readonly life: Life
  readonly link: StoreLink
  readonly followed: Map<Topic, Replica>
  visit: { readonly topic: Topic; readonly subscription: Subscription } | null
}

export function createTablet(id: DeviceId, associate: AssociateId, around: Surroundings): Tablet {
  const machine = createMachine(around.time)
  const random = new Random(around.seed ^ hashOf(`ids of ${id}`))
  const ids: IdSource = createIds(machine.clock, (length) => Uint8Array.from({ length }, () => random.below(256)))
  let running: Running | null = null

  const boot = (): Running => {
    const life = machine.begin()
    const handshake = () => ({
      protocol: PROTOCOL_VERSION,
      device: { id, kind: 'tablet' as const },
      associate,
      token: DEVICE_KEYS.tablet,
    })
    const openLine = around.network.lineOf({ id, life, isAsleep: machine.isAsleep, handshake })
    const followed = new Map<Topic, Replica>()
    const bare = createStoreLink({ openLine, timers: life.timers })
    const link = watchedLink(bare, (topic) => around.watch(id, topic), followed)
    for (const topic of ['floor', `kiosk:${id}`] as const) link.subscribe(topic, createReplica())
    return { life, link, followed, visit: null }
  }
  return {
    kind: 'tablet',
    id,
    machine,
    link: () => running?.link ?? null,
    followed: () => running?.followed ?? new Map<Topic, Replica>(),
    contents: (topic) => running?.followed.get(topic)?.contents() ?? null,
    newId: () => ids.next(),
    ask(name, input) {
      if (running === null) return Promise.resolve({ ok: false, error: { code: 'unavailable' } })
      return running.link.request(name, input)
    },
    follow(topic) {
      if (running === null || running.visit?.topic === topic) return
      running.visit?.subscription.stop()
      running.visit = topic === null ? null : { topic, subscription: running.link.subscribe(topic, createReplica()) }
    },
    start: () => void (running ??= boot()),
    kill() {
      running?.life.end()
      running = null
      around.network.cut(id, around.deathNoticedWithinMs)
    },
  }
}
