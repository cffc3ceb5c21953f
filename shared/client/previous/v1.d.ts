// What the frozen client of version 1 exports, as far as tests use it; its own types went with its source.
import type { Timers } from '@dangol/domain/time/clock.ts'
import type { IdSource } from '@dangol/domain/ids/ids.ts'
import type { Handshake } from '@dangol/protocol/handshake.ts'
import type { z } from 'zod'
import type { Replica } from '../replica.ts'
import type { LinkStatus, StoreLink } from '../store-link.ts'

export type PreviousLink = Pick<
  StoreLink,
  'request' | 'subscribe' | 'status' | 'onStatus' | 'refusal' | 'reconnect' | 'close'
>
export type PreviousStatus = Exclude<LinkStatus, 'read-only'>
export function openStoreLink(options: {
  readonly url: string
  readonly handshake: () => Handshake
  readonly timers: Timers
  readonly refusedPauseMs?: number
}): PreviousLink
export function createReplica(): Replica
export const systemTimers: Timers
export const systemIds: IdSource
export const LiveSchema: z.ZodType
export const HeadSchema: z.ZodType
export const PROTOCOL_VERSION: 1
export const REQUESTS: Readonly<
  Record<string, { readonly input: z.ZodType; readonly output: z.ZodType; readonly refusals: readonly string[] }>
>
