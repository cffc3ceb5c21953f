import type { Clock, Timers } from '@dangol/domain/time/clock.ts'
import { z } from 'zod'
import type { Send } from '../connector.ts'
import { createBucket } from './bucket.ts'
import type { Bucket, Purpose } from './bucket.ts'
import { readReply } from './reply.ts'
import type { Reply } from './reply.ts'

export interface AdminApiDeps {
  readonly url: string
  readonly apiVersion: string
  readonly token: string
  readonly send: Send
  readonly clock: Clock
  readonly timers: Pick<Timers, 'after'>
}

interface Ask<S extends z.ZodType> {
  readonly document: string
  readonly variables: Readonly<Record<string, unknown>>
  /** Of `data`; rows are read one by one by whoever knows them. */
  readonly schema: S
  readonly signal: AbortSignal
  readonly purpose?: Purpose
}

/** What one call brought. `shopNowMs` is the shop's clock; `apiVersion` the version that answered. */
export type Said<T> =
  | { readonly kind: 'answered'; readonly value: T; readonly shopNowMs: number; readonly apiVersion: string | null }
  | Exclude<Reply, { kind: 'answered' }>

export interface AdminApi {
  ask<S extends z.ZodType>(ask: Ask<S>): Promise<Said<z.infer<S>>>
  /** The shop's clock as far as it is known; Unix milliseconds. */
  shopNowMs(): number
  readonly timers: Pick<Timers, 'after'>
}

/** Of one question that the bucket had no room for. Who still gets none tries later. */
const TURNS_MAX = 3

/** The Admin API of one shop over HTTP: one document a call, and never more than its bucket allows. Throws nothing a network may do. */
export function createAdminApi(deps: AdminApiDeps): AdminApi {
  const { send, clock, timers, token } = deps
  const url = new URL(`/admin/api/${deps.apiVersion}/graphql.json`, deps.url)
  const bucket = createBucket(clock, timers)
  let offsetMs = 0

  async function post({ document, variables, signal, purpose = 'background' }: Ask<z.ZodType>): Promise<Reply> {
    const operation = nameOf(document)
    try {
      await bucket.take(operation, purpose, signal)
      const response = await send(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json', 'x-shopify-access-token': token },
        body: JSON.stringify({ query: document, operationName: operation, variables }),
        // An access token follows no redirection.
        redirect: 'error',
        signal,
      })
      const saidMs = Date.parse(response.headers.get('date') ?? '')
      if (!Number.isNaN(saidMs)) offsetMs = saidMs - clock.nowMs()
      return heed(bucket, operation, await readReply(response, (cost) => bucket.afterMs(cost)))
    } catch (error) {
      return { kind: 'unreachable', why: error instanceof Error ? error.name : 'unknown' }
    }
  }

  const shopNowMs = (): number => clock.nowMs() + offsetMs
  return {
    shopNowMs,
    timers,
    async ask(ask) {
      let reply = await post(ask)
      // Refused before it was read, so nothing was done; the bucket knows by now how long to wait.
      for (let turn = 0; isThrottled(reply) && turn < TURNS_MAX; turn += 1) reply = await post(ask)
      if (reply.kind !== 'answered') return reply
      const read = ask.schema.safeParse(reply.data)
      if (read.success)
        return { kind: 'answered', value: read.data, shopNowMs: shopNowMs(), apiVersion: reply.apiVersion }
      const path = read.error.issues[0]?.path.join('.') ?? '?'
      return { kind: 'unreachable', why: `unexpected answer to ${nameOf(ask.document)} at ${path}` }
    },
  }
}

const isThrottled = (reply: Reply): boolean => reply.kind === 'unreachable' && reply.code === 'THROTTLED'

function heed(bucket: Bucket, operation: string, reply: Reply): Reply {
  if (reply.kind !== 'rejected' && reply.cost !== undefined) bucket.heard(operation, reply.cost)
  if (reply.kind === 'unreachable' && reply.afterMs !== undefined) bucket.rest(reply.afterMs)
  return reply
}

const nameOf = (document: string): string => /^(?:query|mutation) (\w+)/.exec(document)?.[1] ?? 'Unnamed'
