import type { HandshakeRefusal } from '@dangol/protocol/handshake.ts'

/** 'coming' covers the first attempt and a short flap; 'down' means that the last attempt failed or was refused. */
export type LineState = 'up' | 'coming' | 'down'

/** One connection to the store server that never gives up until it is closed: Socket.IO in a shop, a queue in the simulation. */
export interface Line {
  state(): LineState
  /** Why the server refused the handshake, until one is accepted. */
  refusal(): HandshakeRefusal['code'] | null
  /** Sends on the connection that is up; what is lost with it is never acknowledged. */
  send(name: string, input: unknown, acknowledge: (answer: unknown) => void): void
  /** Presents the handshake anew. */
  reconnect(): void
  close(): void
}

/** Told in order: up, lost, up, lost ...; and down after every attempt that failed. */
export interface LineEvents {
  up(): void
  lost(): void
  down(): void
  /** What the server sends unasked; untrusted. */
  readonly heard: (event: string, message: unknown) => void
}

export type OpenLine = (events: LineEvents) => Line
