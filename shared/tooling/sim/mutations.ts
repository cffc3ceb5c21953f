import type { CommandId, IdSource } from '@dangol/domain/ids/ids.ts'
import type { LogEntry, Topic } from '@dangol/protocol/sync.ts'
import type { Carrier } from '@dangol/server/src/transport/carrier.ts'
import type { Caller } from '@dangol/server/src/transport/handler.ts'
import type { Alterations } from './alterations.ts'
import type { Property } from './checks/violation.ts'
import type { Fault } from './plan.ts'

/** A safeguard of the product, taken away. */
export interface Mutation {
  readonly name: string
  readonly rule: string
  /** What can go wrong without it. */
  readonly faults: readonly Fault[]
  /** What is seen to break, in some seed. */
  readonly breaks: readonly Property[]
  /** Made anew for every shop. */
  readonly alter: (ids: IdSource) => Alterations
}

export const MUTATIONS: readonly Mutation[] = [
  {
    name: 'a server that answers before it is durable',
    rule: 'C2',
    faults: ['kill-store'],
    breaks: ['acknowledged-is-there'],
    alter: () => ({ disk: 'lies' }),
  },
  {
    name: 'a server that remembers no command',
    rule: 'C1',
    faults: ['storm', 'cut'],
    breaks: ['first-outcome-stays'],
    alter: (ids) => ({
      desk: (desk) => ({ ...desk, ask: forgetful((caller, name, input) => desk.ask(caller, name, input), ids) }),
    }),
  },
  {
    name: 'a device that believes every entry to be the next one',
    rule: 'L4',
    faults: ['storm'],
    breaks: ['all-agree-when-quiet'],
    alter: () => ({ heard: believing() }),
  },
  {
    name: 'a server that does not tell where a topic ends',
    rule: 'L5',
    faults: ['storm'],
    breaks: ['all-agree-when-quiet'],
    alter: () => ({
      carrier: (carrier) => ({
        ...carrier,
        toRoom: (room, event, message) => event === 'log:head' || carrier.toRoom(room, event, message),
        toOne: (caller, event, message) => event === 'log:head' || carrier.toOne(caller, event, message),
      }),
    }),
  },
  {
    name: 'a server that sends the version before what that one does not know',
    rule: 'V2',
    faults: ['old-version'],
    breaks: ['read-by-the-version-before'],
    alter: () => ({
      carrier: (carrier) => ({
        ...carrier,
        toRoom: (room, event, message) =>
          carrier.toRoom(room, event, room.endsWith('@1') ? { ...message, since: 2 } : message),
      }),
    }),
  },
  {
    name: 'a server that lets a kiosk hear the floor',
    rule: 'T1',
    faults: [],
    breaks: ['only-granted-topics'],
    alter: () => ({
      carrier: (carrier) => ({
        ...carrier,
        join(caller, room) {
          carrier.join(caller, room)
          if (caller.kind === 'kiosk') carrier.join(caller, 'floor')
        },
      }),
    }),
  },
  {
    name: 'a server that shows a kiosk the visit of another one under its own topic',
    rule: 'T2',
    faults: [],
    breaks: ['nobody-elses-things'],
    alter: () => ({ carrier: mixingUp }),
  },
  {
    name: 'a server that takes an edit without looking at what its author saw',
    rule: 'H1',
    faults: [],
    breaks: ['nothing-overwritten-unseen'],
    alter: () => ({
      desk: (desk) => ({ ...desk, ask: (caller, name, input) => desk.ask(caller, name, allSeen(name, input)) }),
    }),
  },
]

type Ask = (caller: Caller, name: string, input: unknown) => Promise<unknown>

/** A command that comes again is a new one to it. */
function forgetful(ask: Ask, ids: IdSource): Ask {
  const seen = new Set<unknown>()
  return (caller, name, input) => {
    const commandId = (input as { commandId?: CommandId } | null)?.commandId
    const isAgain = commandId !== undefined && seen.has(commandId)
    seen.add(commandId)
    return ask(caller, name, isAgain ? { ...(input as object), commandId: ids.next<CommandId>() } : input)
  }
}

/** Every kiosk is told what was last told to any. */
function mixingUp(carrier: Carrier): Carrier {
  let last: LogEntry['puts'] = []
  return {
    ...carrier,
    toRoom(room, event, message) {
      if (event !== 'log:appended' || !room.startsWith('kiosk:kiosk')) return carrier.toRoom(room, event, message)
      const live = message as { entries: LogEntry[] }
      const entries = live.entries.map((entry) => ({ ...entry, puts: last }))
      last = live.entries.at(-1)?.puts ?? []
      carrier.toRoom(room, event, { ...message, entries })
    },
  }
}

const allSeen = (name: string, input: unknown): unknown =>
  name === 'drafts:edit' ? { ...(input as object), seen: Number.MAX_SAFE_INTEGER } : input

/** Hides every gap from the device: each entry says that it follows the one that was heard last. */
function believing(): NonNullable<Alterations['heard']> {
  const last = new Map<string, number>()
  return (device, event, message) => {
    if (event === 'log:head') {
      const { topic, head } = message as { topic: Topic; head: number }
      last.set(`${device} ${topic}`, head)
      return message
    }
    if (event !== 'log:appended') return message
    const live = message as { topic: Topic; entries: LogEntry[] }
    const key = `${device} ${live.topic}`
    const entries = live.entries.map((entry) => {
      const prev = Math.min(entry.prev, last.get(key) ?? entry.prev)
      last.set(key, entry.seq)
      return { ...entry, prev }
    })
    return { ...live, entries }
  }
}
