import { createOutbox } from '@dangol/client/outbox.ts'
import type { Outbox } from '@dangol/client/outbox.ts'
import { createReplica } from '@dangol/client/replica.ts'
import type { Replica, ReplicaContents } from '@dangol/client/replica.ts'
import { createStoreLink } from '@dangol/client/store-link.ts'
import type { StoreLink } from '@dangol/client/store-link.ts'
import type { Subscription } from '@dangol/client/subscriptions.ts'
import { Random } from '@dangol/domain/chance/random.ts'
import type { AssociateId, Brand, DeviceId, IdSource } from '@dangol/domain/ids/ids.ts'
import type { Handshake } from '@dangol/protocol/handshake.ts'
import type { Answer, Input, RequestName, WaitingRequest } from '@dangol/protocol/requests.ts'
import type { Topic } from '@dangol/protocol/sync.ts'
import { PROTOCOL_VERSION } from '@dangol/protocol/version.ts'
import type { DemoPerson } from '@dangol/server/src/features/staff/first-staff.ts'
import { createIds } from '@dangol/server/src/platform/system-ids.ts'
import { keepSignedIn } from '../../sign-in.ts'
import { hashOf } from '../network/network.ts'
import { DEVICE_KEYS } from '../store/store-machine.ts'
import { createMachine } from '../time/machine.ts'
import type { Life, Machine } from '../time/machine.ts'
import type { Surroundings } from './device.ts'
import { outboxStoreOn } from './outbox-disk.ts'
import type { OutboxDisk } from './outbox-disk.ts'
import { watchedLink } from './watched-link.ts'

/** An associate's tablet: the real link and copies, and none of the screens. */
export interface Tablet {
  readonly kind: 'tablet'
  readonly id: DeviceId
  /** Who holds it. */
  readonly associate: AssociateId
  readonly machine: Machine
  readonly handshake: () => Handshake
  link(): StoreLink | null
  followed(): ReadonlyMap<Topic, Replica>
  /** What it has of a topic; nothing of one that it does not follow. */
  contents(topic: Topic): ReplicaContents | null
  newId<B extends Brand<string>>(): B
  ask<N extends RequestName>(name: N, input: Input<N>): Promise<Answer<N>>
  /** Keeps a command until it has its outcome, as the screens do with whatever may wait. */
  send<N extends WaitingRequest>(name: N, input: Input<N>, aggregate: string): void
  oldestWaiting(): string | null
  /** Follows one visit, or none: what a screen that is opened and closed does. */
  follow(topic: Topic | null): void
  readonly start: () => void
  readonly kill: () => void
  /** Copies the disk as it is; calling the result brings the device back to it, switched off. */
  copyDisk(): () => void
}

interface Running {
  readonly life: Life
  readonly link: StoreLink
  readonly followed: Map<Topic, Replica>
  readonly outbox: Outbox
  visit: { readonly topic: Topic; readonly subscription: Subscription } | null
}

export function createTablet(id: DeviceId, associate: DemoPerson, around: Surroundings): Tablet {
  const machine = createMachine(around.time)
  const random = new Random(around.seed ^ hashOf(`ids of ${id}`))
  const ids: IdSource = createIds(machine.clock, (length) => Uint8Array.from({ length }, () => random.below(256)))
  let disk: OutboxDisk = new Map()
  // Outlives a restart of the tablet, as the associate's hand does.
  let session: string | null = null
  let running: Running | null = null

  const device = { id, kind: 'tablet' as const }
  const handshake = (): Handshake => ({
    ...{ protocol: PROTOCOL_VERSION, device, token: DEVICE_KEYS.tablet },
    ...(session === null ? {} : { session }),
  })

  const boot = (): Running => {
    around.started(id)
    const life = machine.begin()
    const openLine = around.network.lineOf({ id, life, isAsleep: machine.isAsleep, handshake })
    const followed = new Map<Topic, Replica>()
    const bare = createStoreLink({ openLine, timers: life.timers })
    const link = watchedLink(bare, (topic) => around.watch(id, topic), followed)
    for (const topic of ['floor', `kiosk:${id}`] as const) link.subscribe(topic, createReplica())
    keepSignedIn({ link: bare, timers: life.timers, associate, onSession: (begun) => void (session = begun) })
    const store = outboxStoreOn(
      () => disk,
      life,
      (command) => around.kept(id, command),
    )
    const outbox = createOutbox({ store, link, clock: machine.clock, timers: life.timers })
    return { life, link, followed, outbox, visit: null }
  }
  const kill = (): void => {
    running?.life.end()
    running = null
    around.network.cut(id, around.deathNoticedWithinMs)
  }
  return {
    kind: 'tablet',
    id,
    associate: associate.id,
    ...{ machine, handshake },
    link: () => running?.link ?? null,
    followed: () => running?.followed ?? new Map<Topic, Replica>(),
    contents: (topic) => running?.followed.get(topic)?.contents() ?? null,
    newId: () => ids.next(),
    ask(name, input) {
      if (running === null) return Promise.resolve({ ok: false, error: { code: 'unavailable' } })
      return running.link.request(name, input)
    },
    send: (name, input, aggregate) => void running?.outbox.send(name, input, aggregate),
    oldestWaiting: () => oldestIn(running?.outbox),
    follow(topic) {
      if (running === null || isOpen(running, topic)) return
      running.visit?.subscription.stop()
      running.visit = topic === null ? null : { topic, subscription: running.link.subscribe(topic, createReplica()) }
    },
    start: () => void (running ??= boot()),
    kill,
    copyDisk() {
      const copy = structuredClone(disk)
      return () => {
        kill()
        disk = structuredClone(copy)
      }
    },
  }
}

/** A screen whose right has ended is closed; one that is opened later asks anew. */
const isOpen = ({ visit }: Running, topic: Topic | null): boolean =>
  visit === null ? topic === null : visit.topic === topic && visit.subscription.status() !== 'refused'

/** The first of what waits, by name. */
function oldestIn(outbox: Outbox | undefined): string | null {
  const [first] = outbox?.waiting() ?? []
  return first === undefined ? null : `${first.request} ${first.id}`
}
