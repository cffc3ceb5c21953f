import type { ServerResponse } from 'node:http'
import type { Timers } from '@dangol/domain/time/clock.ts'
import type { PHONE_EVENTS } from '@dangol/protocol/shop.ts'
import type { MemberId } from '../customers/customers.sql.ts'

export type PhoneEvent = (typeof PHONE_EVENTS)[number]

/** Open pages of one member; the oldest is closed for a sixth, and asks again when it is looked at. */
const STREAMS_MAX = 5
/** Proxies cut a silent stream after 30 to 60 seconds. */
const HEARTBEAT_MS = 20_000

/** Tells a member's open pages what to read again. Carries no content: a page asks for it with its own session. */
export function createPhoneEvents(timers: Timers) {
  const streams = new Map<MemberId, ServerResponse[]>()
  const cancel = timers.every(HEARTBEAT_MS, () => {
    for (const responses of streams.values()) for (const response of responses) response.write(': here\n\n')
  })

  function drop(memberId: MemberId, response: ServerResponse): void {
    const left = (streams.get(memberId) ?? []).filter((one) => one !== response)
    if (left.length === 0) streams.delete(memberId)
    else streams.set(memberId, left)
  }

  return {
    /** Keeps the response open as a stream of events until the page goes. */
    open(memberId: MemberId, response: ServerResponse): void {
      response.write('retry: 3000\n\n')
      const open = [...(streams.get(memberId) ?? []), response]
      if (open.length > STREAMS_MAX) open.shift()?.end()
      streams.set(memberId, open)
      response.on('close', () => drop(memberId, response))
    },
    tell(memberId: MemberId | null, event: PhoneEvent): void {
      if (memberId === null) return
      for (const response of streams.get(memberId) ?? []) response.write(`event: ${event}\ndata: {}\n\n`)
    },
    close(): void {
      cancel()
      for (const responses of streams.values()) for (const response of responses) response.end()
      streams.clear()
    },
  }
}
