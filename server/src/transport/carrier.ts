import type { Result } from '@dangol/domain/result/result.ts'
import type { HandshakeRefusal } from '@dangol/protocol/handshake.ts'
import type { ServerEvents } from '@dangol/protocol/sync.ts'
import type { Caller } from './handler.ts'

/** What carries messages between store and devices: Socket.IO in a shop, a queue in virtual time in the simulation. */
export interface Carrier {
  /** From now on the device hears the room; at once, so that nothing falls between a read and the next entry. */
  join(caller: Caller, room: string): void
  leave(caller: Caller, room: string): void
  /** To everyone in the room. */
  toRoom<E extends keyof ServerEvents>(room: string, event: E, message: Parameters<ServerEvents[E]>[0]): void
  /** Ends the caller's connection at once; it may come again, as whoever it is by then. */
  cut(caller: Caller): void
  toOne<E extends keyof ServerEvents>(caller: Caller, event: E, message: Parameters<ServerEvents[E]>[0]): void
}

/** Why a message was not even looked at: nobody waits for its answer, it is larger than any message, or too many came. */
type Unheard = 'no-acknowledgement' | 'oversized' | 'flood'

/** Who connects, as the connection itself shows it. */
export interface Knocker {
  readonly address: string
  /** Origin of the page that connects, compared with the server's own names. */
  readonly page?: string | undefined
}

/** What a carrier brings to the store. Everything from outside is untrusted. */
export interface Desk {
  admit(auth: unknown, from?: Knocker): Result<Caller, HandshakeRefusal>
  connected(caller: Caller): void
  disconnected(caller: Caller): void
  /** Answers one request; never rejects. */
  ask(caller: Caller, name: string, input: unknown): Promise<unknown>
  /** A message that could not be answered; it is counted against its device (R2). */
  unheard(caller: Caller, why: Unheard): void
}
