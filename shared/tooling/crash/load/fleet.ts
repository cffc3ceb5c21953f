import { createReplica } from '@dangol/client/replica.ts'
import type { Replica } from '@dangol/client/replica.ts'
import { openStoreLink } from '@dangol/client/store-link.ts'
import type { StoreLink } from '@dangol/client/store-link.ts'
import { systemTimers } from '@dangol/client/system-clock.ts'
import type { Random } from '@dangol/domain/chance/random.ts'
import { Random as Seeded } from '@dangol/domain/chance/random.ts'
import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import type { Handshake } from '@dangol/protocol/handshake.ts'
import type { Topic } from '@dangol/protocol/sync.ts'
import { PROTOCOL_VERSION } from '@dangol/protocol/version.ts'
import { associateAt, keepSignedIn } from '../../sign-in.ts'
import { createDevice } from './device.ts'
import { createLedger } from './ledger.ts'
import type { Ledger } from './ledger.ts'
import { shop } from './shopping.ts'
import type { Goods } from './shopping.ts'

const KIOSKS = 4
const TABLETS = 2
/** Short, so that a lost answer is asked for again within a round. Milliseconds. */
const ACK_TIMEOUT_MS = 1_500

/** What one topic looks like on one device. */
export interface Follower {
  readonly deviceId: string
  /** As the device comes in, with whoever holds it by then. */
  readonly handshake: () => Handshake
  readonly topic: Topic
  readonly replica: Replica
}

/** The devices of a round, all shopping at once. */
export interface Fleet {
  readonly ledger: Ledger
  readonly followers: readonly Follower[]
  readonly links: readonly StoreLink[]
  /** Makes no new commands and waits for the outcome of those that are made. False when some had none in time. */
  settle(withinMs: number): Promise<boolean>
  close(): void
}

export function startFleet(o: {
  url: string
  keys: { readonly kiosk: string; readonly tablet: string }
  goods: Goods
  random: Random
}): Fleet {
  const ledger = createLedger()
  const stopping = new AbortController()
  const givingUp = new AbortController()
  const followers: Follower[] = []
  const links: StoreLink[] = []
  const walks: Promise<void>[] = []
  const open = (kind: 'kiosk' | 'tablet', at: number): void => {
    const id = `${kind}-${at + 1}`
    let session: string | null = null
    const handshake = (): Handshake => ({
      protocol: PROTOCOL_VERSION,
      device: { id: id as DeviceId, kind },
      token: o.keys[kind],
      ...(session === null ? {} : { session }),
    })
    const link = openStoreLink({
      url: o.url,
      handshake,
      timers: systemTimers,
      ackTimeoutMs: ACK_TIMEOUT_MS,
    })
    for (const topic of topicsOf(kind, id)) {
      const replica = createReplica()
      link.subscribe(topic, replica)
      followers.push({ deviceId: id, topic, replica, handshake })
    }
    const { promise: held, resolve: begin } = Promise.withResolvers<undefined>()
    stopping.signal.addEventListener('abort', () => begin(undefined))
    if (kind === 'kiosk') begin(undefined)
    else {
      const onSession = (begun: string): void => {
        session = begun
        begin(undefined)
      }
      keepSignedIn({ link, timers: systemTimers, associate: associateAt(at), onSession })
    }
    links.push(link)
    const device = createDevice({
      ...{ id, kind, link, ledger, givenUp: givingUp.signal },
      random: new Seeded(o.random.below(2 ** 31)),
    })
    walks.push(held.then(() => shop(device, o.goods, stopping.signal)))
  }
  for (let at = 0; at < KIOSKS; at++) open('kiosk', at)
  for (let at = 0; at < TABLETS; at++) open('tablet', at)
  const allWalked = Promise.all(walks)
  return {
    ledger,
    followers,
    links,
    async settle(withinMs) {
      stopping.abort()
      const inTime = await Promise.race([allWalked.then(() => true), late(withinMs)])
      givingUp.abort()
      return inTime
    },
    close() {
      stopping.abort()
      givingUp.abort()
      for (const link of links) link.close()
    },
  }
}

const topicsOf = (kind: 'kiosk' | 'tablet', id: string): Topic[] =>
  kind === 'kiosk' ? [`kiosk:${id}`] : [`kiosk:${id}`, 'floor']

const late = (ms: number): Promise<false> => new Promise((resolve) => setTimeout(() => resolve(false), ms).unref())
