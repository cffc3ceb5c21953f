import type { IdSource } from '@dangol/domain/ids/ids.ts'
import type { Timers } from '@dangol/domain/time/clock.ts'
import type { Replica } from '../replica.ts'

/** What the bundled client of version 1 offers, as far as tests use it. What it answers has the shapes of version 1. */
export interface PreviousLink {
  request(
    name: string,
    input: object,
  ): Promise<{ ok: true; value: unknown } | { ok: false; error: { code: string; detail?: string } }>
  subscribe(topic: string, replica: Replica, onEntry?: (entry: unknown) => void): { status(): string; stop(): void }
  status(): 'connecting' | 'catching-up' | 'online' | 'offline'
  onStatus(listener: (status: string) => void): () => void
  refusal(): string | null
  reconnect(): void
  close(): void
}
export function openStoreLink(options: {
  url: string
  handshake: () => object
  timers: Timers
  ackTimeoutMs?: number
  commandDeadlineMs?: number
  refusedPauseMs?: number
}): PreviousLink
/** Its own replica: it knows the kinds of version 1 only. */
export function createReplica(): Replica
export const systemTimers: Timers
export const systemIds: IdSource
export const PROTOCOL_VERSION: 1
