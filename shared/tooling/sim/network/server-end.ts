import type { Carrier, Desk } from '@dangol/server/src/transport/carrier.ts'
import type { Caller } from '@dangol/server/src/transport/handler.ts'
import type { Alterations } from '../alterations.ts'
import type { Life } from '../time/machine.ts'
import type { Connection } from './connection.ts'
import type { Tap } from './network.ts'

/** A device's line, as the server's end pushes into it. */
interface Listener {
  heard(event: string, message: unknown): void
}

/** What stands where Socket.IO stands in a shop. */
export interface ServerEnd {
  readonly life: Life
  readonly carrier: Carrier
  open(desk: Desk): void
  desk(): Desk
  connected(connection: Connection, listener: Listener): void
  disconnected(connection: Connection): void
}

/** The carrier of one life of the server. A dead server sends nothing. */
export function createServerEnd(life: Life, tap: Tap, heard: NonNullable<Alterations['heard']>): ServerEnd {
  const present = new Map<Caller, { readonly connection: Connection; readonly listener: Listener }>()
  const rooms = new Map<string, Set<Caller>>()
  let opened: Desk | null = null

  const push = (caller: Caller, event: string, text: string): void => {
    const there = present.get(caller)
    if (there === undefined || life.isOver()) return
    tap.event(caller, event, text)
    there.connection.toDevice(
      () => {
        tap.arrived(caller.deviceId, `${event} ${text}`)
        there.listener.heard(event, heard(caller.deviceId, event, JSON.parse(text)))
      },
      // Everything that a cursor or the next word of it makes good; the rest is told once per connection.
      event === 'log:appended' || event === 'log:head' || event === 'assist:presence',
    )
  }
  const desk = (): Desk => {
    if (opened === null) throw new Error('nobody listens yet')
    return opened
  }
  return {
    life,
    carrier: {
      join: (caller, room) => void rooms.set(room, (rooms.get(room) ?? new Set()).add(caller)),
      leave: (caller, room) => void rooms.get(room)?.delete(caller),
      toRoom(room, event, message) {
        const text = JSON.stringify(message)
        for (const caller of rooms.get(room) ?? []) push(caller, event, text)
      },
      toOne: (caller, event, message) => push(caller, event, JSON.stringify(message)),
      cut: (caller) => present.get(caller)?.connection.end({ atDevice: 1, atServer: 0 }),
    },
    open: (next) => void (opened = next),
    desk,
    connected(connection, listener) {
      present.set(connection.caller, { connection, listener })
      life.attempt(() => desk().connected(connection.caller))
    },
    disconnected({ caller }) {
      if (!present.delete(caller)) return
      for (const room of rooms.values()) room.delete(caller)
      life.attempt(() => desk().disconnected(caller))
    },
  }
}
