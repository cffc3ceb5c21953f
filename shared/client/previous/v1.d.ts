// What the frozen client of version 1 exports, as far as tests use it; its own types went with its source.
import type { Timers } from '@dangol/domain/time/clock.ts'
import type { IdSource } from '@dangol/domain/ids/ids.ts'
import type { Handshake, HandshakeRefusal } from '@dangol/protocol/handshake.ts'
import type { z } from 'zod'
import type { LineEvents, LineState } from '../line.ts'
import type { Replica } from '../replica.ts'
import type { LinkStatus, StoreLink } from '../store-link.ts'

export type PreviousLink = Pick<
  StoreLink,
  'request' | 'subscribe' | 'status' | 'onStatus' | 'refusal' | 'reconnect' | 'close'
>
export type PreviousStatus = Exclude<LinkStatus, 'read-only'>
/** Its line to the store server, as far as it uses Socket.IO's. */
export interface PreviousLine {
  readonly socket: {
    readonly connected: boolean
    emit(name: string, input: unknown, acknowledge: (answer: unknown) => void): void
    on(event: string, hear: (message: unknown) => void): void
  }
  state(): LineState
  refusal(): HandshakeRefusal['code'] | null
  reconnect(): void
  close(): void
}
interface Reached {
  readonly url: string
  readonly handshake: () => Handshake
  readonly refusedPauseMs?: number
}
interface Given {
  readonly openLine: (options: unknown, events: Omit<LineEvents, 'heard'>) => PreviousLine
}
export function openStoreLink(options: { readonly timers: Timers } & (Reached | Given)): PreviousLink
export function createReplica(): Replica
export const systemTimers: Timers
export const systemIds: IdSource
export const LiveSchema: z.ZodType
export const HeadSchema: z.ZodType
export const PROTOCOL_VERSION: 1
export const REQUESTS: Readonly<
  Record<string, { readonly input: z.ZodType; readonly output: z.ZodType; readonly refusals: readonly string[] }>
>
