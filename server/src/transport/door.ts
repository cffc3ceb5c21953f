import type { Server, Socket } from 'node:net'
import { placeOf } from './address-rate.ts'
import type { AddressRate } from './address-rate.ts'

/** Connections that one place may have open: 200 devices behind one address, with every page's six and its own one, and as much again. */
const OPEN_MAX = 3_000

export interface DoorDeps {
  /** How often an address may connect. */
  readonly mayConnect: AddressRate
  /** Told of an address that connects too often, or has too much open. */
  readonly onTooOften: (address: string) => void
  readonly openMax?: number
}

/** Every connection to the store, from before its handshake. */
export interface Door {
  /**
   * Looks at who connects before a handshake costs anything: whoever connects too often, or has too much open, is cut without a
   * word, as there is nobody to talk to yet (A12).
   */
  watch<S extends Server>(server: S): S
  /** Cuts what is still open. */
  cutAll(): void
}

export function createDoor({ mayConnect, onTooOften, openMax = OPEN_MAX }: DoorDeps): Door {
  const open = new Map<string, Set<Socket>>()
  const come = (socket: Socket): void => {
    const { remoteAddress: address } = socket
    // Gone before it was looked at.
    if (address === undefined) return
    const place = placeOf(address)
    const ofPlace = open.get(place) ?? new Set()
    if (ofPlace.size >= openMax || !mayConnect(address)) {
      socket.destroy()
      return onTooOften(address)
    }
    open.set(place, ofPlace.add(socket))
    socket.once('close', () => {
      ofPlace.delete(socket)
      if (ofPlace.size === 0) open.delete(place)
    })
  }
  return {
    // Before the server's own listener, which begins the handshake.
    watch: (server) => server.prependListener('connection', come),
    cutAll() {
      for (const ofPlace of [...open.values()]) for (const socket of [...ofPlace]) socket.destroy()
    },
  }
}
