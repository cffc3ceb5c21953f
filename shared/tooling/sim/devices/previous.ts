import type { Replica } from '@dangol/client/replica.ts'
import { createReplica, PROTOCOL_VERSION as PREVIOUS } from '@dangol/client/previous/v1.js'
import type { PreviousLink } from '@dangol/client/previous/v1.js'
import { Random } from '@dangol/domain/chance/random.ts'
import type { AssociateId, Brand, DeviceId, IdSource } from '@dangol/domain/ids/ids.ts'
import type { Handshake } from '@dangol/protocol/handshake.ts'
import type { Answer, Input, RequestName } from '@dangol/protocol/requests.ts'
import type { Topic } from '@dangol/protocol/sync.ts'
import { createIds } from '@dangol/server/src/platform/system-ids.ts'
import { hashOf } from '../network/network.ts'
import { DEVICE_KEYS } from '../store/store-machine.ts'
import { createMachine } from '../time/machine.ts'
import type { Life, Machine } from '../time/machine.ts'
import type { Surroundings } from './device.ts'
import { previousLink } from './previous-link.ts'
import { watchedLink } from './watched-link.ts'

/** A kiosk or tablet that has not been updated yet (V1, V2): the client as it was released, and none of the screens. */
export interface Previous {
  readonly kind: 'previous'
  readonly id: DeviceId
  readonly was: 'kiosk' | 'tablet'
  readonly machine: Machine
  readonly handshake: () => Handshake
  link(): PreviousLink | null
  followed(): ReadonlyMap<Topic, Replica>
  /** The copy of what it follows. */
  contents(): ReturnType<Replica['contents']> | null
  newId<B extends Brand<string>>(): B
  ask<N extends RequestName>(name: N, input: Input<N>): Promise<Answer<N>>
  readonly start: () => void
  readonly kill: () => void
  /** It keeps nothing on its disk that anything hangs on. */
  copyDisk(): () => void
  oldestWaiting(): string | null
}

interface Running {
  readonly life: Life
  readonly link: PreviousLink
  readonly followed: Map<Topic, Replica>
}

/** What a device was before it was updated; a tablet is its associate's by name, as that version says it. */
export function createPrevious(
  { id, kind: was, associate = null }: { id: DeviceId; kind: Previous['was']; associate?: AssociateId | null },
  around: Surroundings,
): Previous {
  const machine = createMachine(around.time)
  const random = new Random(around.seed ^ hashOf(`ids of ${id}`))
  const ids: IdSource = createIds(machine.clock, (length) => Uint8Array.from({ length }, () => random.below(256)))
  const topic: Topic = was === 'kiosk' ? `kiosk:${id}` : 'floor'
  let running: Running | null = null

  const handshake = (): Handshake => ({
    ...{ protocol: PREVIOUS, device: { id, kind: was }, token: DEVICE_KEYS[was] },
    ...(associate === null ? {} : { associate }),
  })
  const boot = (): Running => {
    around.started(id)
    const life = machine.begin()
    const openLine = around.network.lineOf({ id, life, isAsleep: machine.isAsleep, handshake })
    const followed = new Map<Topic, Replica>()
    const link = watchedLink(previousLink(openLine, life.timers), (one) => around.watch(id, one), followed)
    link.subscribe(topic, createReplica())
    return { life, link, followed }
  }
  const kill = (): void => {
    running?.life.end()
    running = null
    around.network.cut(id, around.deathNoticedWithinMs)
  }
  return {
    kind: 'previous',
    ...{ id, was, machine, handshake, kill },
    link: () => running?.link ?? null,
    followed: () => running?.followed ?? new Map<Topic, Replica>(),
    contents: () => running?.followed.get(topic)?.contents() ?? null,
    newId: () => ids.next(),
    ask(name, input) {
      if (running === null) return Promise.resolve({ ok: false, error: { code: 'unavailable' } })
      return running.link.request(name, input)
    },
    start: () => void (running ??= boot()),
    copyDisk: () => kill,
    oldestWaiting: () => null,
  }
}
