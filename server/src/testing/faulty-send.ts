import type { Send } from '../upstream/connector.ts'

/** What may go wrong with one call, told apart by whether the shop did what it was asked. */
export const FAULTS = [
  'request-lost',
  'answer-lost',
  'answer-cut',
  'refused-busy',
  'done-but-broken',
  'rate-limited',
] as const
type Fault = (typeof FAULTS)[number]

export interface FaultySend {
  readonly send: Send
  /** Calls so far. */
  calls(): number
  /** The `call`th call from here on, counted from 1, goes wrong; null for none. */
  fail(plan: { call: number; fault: Fault } | null): void
  /** Whether the planned fault has happened. */
  hasFailed(): boolean
}

/** A line to a shop of which one chosen call goes wrong. */
export function createFaultySend(real: Send = (url, init) => fetch(url, init)): FaultySend {
  let calls = 0
  let plan: { at: number; fault: Fault } | null = null
  let hasFailed = false
  return {
    async send(url, init) {
      calls += 1
      if (plan === null || calls !== plan.at) return real(url, init)
      hasFailed = true
      return goWrong(plan.fault, () => real(url, init))
    },
    calls: () => calls,
    fail(next) {
      hasFailed = false
      plan = next === null ? null : { at: calls + next.call, fault: next.fault }
    },
    hasFailed: () => hasFailed,
  }
}

async function goWrong(fault: Fault, real: () => Promise<Response>): Promise<Response> {
  switch (fault) {
    case 'request-lost':
      throw new TypeError('fetch failed')
    case 'refused-busy':
      return new Response('busy', { status: 503 })
    case 'rate-limited':
      return new Response('too many', { status: 429, headers: { 'retry-after': '1' } })
    case 'answer-lost':
      await (await real()).arrayBuffer()
      throw new TypeError('fetch failed')
    case 'done-but-broken':
      await (await real()).arrayBuffer()
      return new Response('bad gateway', { status: 502 })
    case 'answer-cut': {
      const answer = await real()
      const text = await answer.text()
      return new Response(text.slice(0, Math.floor(text.length / 2)), {
        status: answer.status,
        headers: answer.headers,
      })
    }
  }
}
