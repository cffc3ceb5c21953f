import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import type { ServerEvents, Topic } from '@dangol/protocol/sync.ts'
import type { MayRead } from '../features/sync/entitlement.ts'
import type { Carrier } from './carrier.ts'
import type { Caller } from './handler.ts'
import { eventFor, roomOf } from './previous-version.ts'

type Message<E extends keyof ServerEvents> = Parameters<ServerEvents[E]>[0]

/** Who hears which topic. */
export interface Followers {
  /** The one rule, for this very connection: who signed out elsewhere is nobody here (T3). */
  readonly mayRead: MayRead
  arrived(caller: Caller): void
  left(caller: Caller): void
  /** Whoever fits stops hearing what they may no longer read, at once, and is told so (T3). */
  readonly hush: (fits: (caller: Caller) => boolean) => void
  /** The same, and ends every connection that fits. */
  readonly cut: (fits: (caller: Caller) => boolean) => void
  /** Whether any connection of the device is left. */
  isHere(deviceId: DeviceId): boolean
  /** The caller hears the topic from now on; nothing happens for one who left while waiting. */
  follow(caller: Caller, topic: Topic): void
  /** Everyone who may no longer read the topic stops hearing it, at once, and is told so (T3). */
  recheck(topic: Topic): void
  topics(): Iterable<Topic>
  /** Told in the shape that each version knows, encoded once for each. */
  tell<E extends keyof ServerEvents>(topic: Topic, event: E, message: Message<E>): void
  tellAll<E extends keyof ServerEvents>(event: E, message: Message<E>): void
  readonly tellOne: <E extends keyof ServerEvents>(caller: Caller, event: E, message: Message<E>) => void
}

/** Where everyone is, whatever they follow. */
const EVERYONE = 'everyone'

/** Keeps the carrier's rooms in step with what each device may read. */
export function createFollowers(carrier: Carrier, rule: MayRead): Followers {
  const following = new Map<Topic, Set<Caller>>()
  const present = new Map<Caller, Set<Topic>>()
  const connections = createConnections()

  const { tellRooms, tellOne } = createTeller(carrier)
  // Earlier connections of a device that somebody else holds by now.
  const signedOut = new WeakSet<Caller>()
  const mayRead: MayRead = (caller, topic) =>
    rule(signedOut.has(caller) ? { ...caller, associate: null } : caller, topic)

  const stop = (caller: Caller, topic: Topic): void => {
    present.get(caller)?.delete(topic)
    const callers = following.get(topic)
    callers?.delete(caller)
    if (callers?.size === 0) following.delete(topic)
  }
  const endIfOver = (caller: Caller, topic: Topic): void => {
    if (mayRead(caller, topic)) return
    stop(caller, topic)
    carrier.leave(caller, roomOf(topic, caller.protocol))
    tellOne(caller, 'log:revoked', { topic })
  }
  const endWhatIsOver = (caller: Caller): void => {
    for (const topic of [...(present.get(caller) ?? [])]) endIfOver(caller, topic)
  }
  return {
    mayRead,
    arrived(caller) {
      for (const other of connections.of(caller)) {
        if (other.associate === caller.associate) continue
        signedOut.add(other)
        endWhatIsOver(other)
      }
      present.set(caller, new Set())
      connections.add(caller)
      carrier.join(caller, roomOf(EVERYONE, caller.protocol))
    },
    left(caller) {
      for (const topic of [...(present.get(caller) ?? [])]) stop(caller, topic)
      present.delete(caller)
      connections.remove(caller)
    },
    hush: (fits) => [...present.keys()].filter(fits).forEach(endWhatIsOver),
    cut(fits) {
      for (const caller of [...present.keys()].filter(fits)) {
        endWhatIsOver(caller)
        carrier.cut(caller)
      }
    },
    isHere: connections.has,
    follow(caller, topic) {
      const topics = present.get(caller)
      if (topics === undefined) return
      topics.add(topic)
      following.set(topic, (following.get(topic) ?? new Set()).add(caller))
      carrier.join(caller, roomOf(topic, caller.protocol))
    },
    recheck(topic) {
      for (const caller of [...(following.get(topic) ?? [])]) endIfOver(caller, topic)
    },
    topics: () => following.keys(),
    tell(topic, event, message) {
      const callers = following.get(topic)
      if (callers !== undefined) tellRooms(topic, callers, event, message)
    },
    tellAll: (event, message) => tellRooms(EVERYONE, present.keys(), event, message),
    tellOne,
  }
}

/** The connections of each device: a new one may come before an old one is known to be gone. */
function createConnections() {
  const all = new Map<DeviceId, Set<Caller>>()
  const of = ({ deviceId }: Caller): Set<Caller> => all.get(deviceId) ?? new Set()
  return {
    of,
    has: (deviceId: DeviceId): boolean => all.has(deviceId),
    add: (caller: Caller): void => void all.set(caller.deviceId, of(caller).add(caller)),
    remove(caller: Caller): void {
      const left = of(caller)
      left.delete(caller)
      if (left.size === 0) all.delete(caller.deviceId)
    },
  }
}

/** Tells each in the shape that its version knows. */
function createTeller(carrier: Carrier) {
  const tellOne: Followers['tellOne'] = (caller, event, message) => {
    const fitting = eventFor(caller.protocol, event, message)
    if (fitting !== null) carrier.toOne(caller, event, fitting)
  }
  const tellRooms = <E extends keyof ServerEvents>(
    room: string,
    callers: Iterable<Caller>,
    event: E,
    message: Message<E>,
  ): void => {
    const versions = new Set<number>()
    for (const { protocol } of callers) versions.add(protocol)
    for (const protocol of versions) {
      const fitting = eventFor(protocol, event, message)
      if (fitting !== null) carrier.toRoom(roomOf(room, protocol), event, fitting)
    }
  }
  return { tellOne, tellRooms }
}
