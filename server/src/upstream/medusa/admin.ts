import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Send } from '../connector.ts'
import { Halt, refusal, short, silence } from '../adapters/halt.ts'
import { createSession } from './session.ts'
import { jsonOf } from '../adapters/json.ts'

/** What the shop said; 'refused' is the shop's own no, in its words. */
export type Heard = Answered | Refused
export interface Answered {
  readonly kind: 'heard'
  readonly body: unknown
  readonly shopNowMs: number
}
interface Refused {
  readonly kind: 'refused'
  readonly status: number
  readonly type: string
  readonly message: string
}

export type Query = Readonly<Record<string, string | number | readonly string[]>>

/** The Admin API of a shop on Medusa. Throws `Halt` where nothing usable was heard: what was asked may have been done. */
export interface Admin {
  get(path: string, query: Query, signal: AbortSignal): Promise<Heard>
  post(path: string, query: Query, body: unknown, signal: AbortSignal): Promise<Heard>
  remove(path: string, signal: AbortSignal): Promise<Heard>
}

export interface AdminOptions {
  readonly url: string
  readonly secret: string
  readonly send: Send
  readonly clock: Clock
}

/** Said of credentials by whoever asks for them. */
export const NOT_KNOWN = 'the shop does not know these credentials'

/** Answers that a later try may change although they are 4xx: credentials, rights, timeout, too many requests. */
const MAY_CHANGE = [401, 403, 408, 425, 429]
/** A shop that says "later" and names a day is asked again anyway. */
const AFTER_MAX_MS = 600_000

export function createAdmin({ url, secret, send, clock }: AdminOptions): Admin {
  const session = createSession({ url, secret, send })

  async function once(o: Call, renew: boolean): Promise<Heard | 'unknown'> {
    const authorization = await session.authorization(renew, o.signal)
    if (authorization === null) return 'unknown'
    const isWritten = o.body !== undefined
    const response = await send(addressOf(url, o), {
      method: o.method,
      headers: { authorization, ...(isWritten ? { 'content-type': 'application/json' } : {}) },
      ...(isWritten ? { body: JSON.stringify(o.body) } : {}),
      signal: o.signal,
      redirect: 'error',
    })
    const text = await response.text()
    return response.status === 401 ? 'unknown' : understand(response, text, clock.nowMs())
  }

  async function call(o: Call): Promise<Heard> {
    try {
      let heard = await once(o, false)
      if (heard === 'unknown' && session.isRenewable) heard = await once(o, true)
      if (heard === 'unknown') throw silence(NOT_KNOWN)
      return heard
    } catch (error) {
      throw error instanceof Halt ? error : silence(error instanceof Error ? error.name : 'unknown')
    }
  }

  return {
    get: (path, query, signal) => call({ method: 'GET', path, query, signal }),
    post: (path, query, body, signal) => call({ method: 'POST', path, query, body, signal }),
    remove: (path, signal) => call({ method: 'DELETE', path, query: {}, signal }),
  }
}

/** Of a question that the shop has no reason to refuse. Throws `Halt` with its words where it does. */
export function answered(heard: Heard): Answered {
  if (heard.kind === 'heard') return heard
  throw refusal(`${heard.status} ${heard.message}`)
}

interface Call {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly path: string
  readonly query: Query
  readonly body?: unknown
  readonly signal: AbortSignal
}

function addressOf(url: string, { path, query }: Call): URL {
  const address = new URL(path, url)
  for (const [name, value] of Object.entries(query)) {
    if (typeof value === 'string' || typeof value === 'number') address.searchParams.set(name, String(value))
    else for (const one of value) address.searchParams.append(`${name}[]`, one)
  }
  return address
}

function understand(response: Response, text: string, nowMs: number): Heard {
  const body = jsonOf(text)
  if (response.ok) {
    if (body === undefined) throw silence('the answer broke off')
    const saidAt = Date.parse(response.headers.get('date') ?? '')
    return { kind: 'heard', body, shopNowMs: Number.isNaN(saidAt) ? nowMs : saidAt }
  }
  const { status } = response
  const said = refusalOf(body)
  if (status >= 400 && status < 500 && !MAY_CHANGE.includes(status) && said !== null) {
    return { kind: 'refused', status, ...said }
  }
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  const afterMs = Number.isNaN(seconds) ? undefined : Math.min(Math.max(seconds, 0) * 1_000, AFTER_MAX_MS)
  throw silence(`${status} ${text}`, afterMs)
}

/** Medusa's own refusals have a type and a message; a page of somebody in between is not Medusa saying no. */
function refusalOf(body: unknown): { type: string; message: string } | null {
  if (typeof body !== 'object' || body === null || !('message' in body) || typeof body.message !== 'string') return null
  const words = [...('code' in body ? [body.code] : []), ...('type' in body ? [body.type] : [])]
  return { type: words.find((word) => typeof word === 'string') ?? 'unknown', message: short(body.message) }
}
