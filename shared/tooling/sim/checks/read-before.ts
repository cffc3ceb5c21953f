import { HeadSchema, LiveSchema, PROTOCOL_VERSION as PREVIOUS, REQUESTS } from '@dangol/client/previous/v1.js'
import type { Caller } from '@dangol/server/src/transport/handler.ts'
import type { Verdict } from './violation.ts'

/** Rule V2: whatever a device of the version before is sent, that version reads, by its own schemas as they were released. */
export interface ReadBeforeCheck {
  event(caller: Caller, event: string, text: string): void
  answer(caller: Caller, name: string, answer: string): void
}

const EVENTS = new Map([
  ['log:appended', LiveSchema],
  ['log:head', HeadSchema],
])

export function createReadBeforeCheck(verdict: Verdict): ReadBeforeCheck {
  const read = (caller: Caller, what: string, schema: typeof LiveSchema | undefined, value: unknown): void => {
    const parsed = schema?.safeParse(value)
    verdict.expect(
      parsed?.success ?? false,
      'read-by-the-version-before',
      () => `${caller.deviceId} was sent ${what}: ${parsed?.error?.message ?? 'which it does not know'}`,
    )
  }
  return {
    event(caller, event, text) {
      if (caller.protocol === PREVIOUS) read(caller, event, EVENTS.get(event), JSON.parse(text))
    },
    answer(caller, name, text) {
      if (caller.protocol !== PREVIOUS) return
      const answer = JSON.parse(text) as { ok: boolean; value?: unknown }
      // A refusal that it does not know is one of the server's to it, whatever it was.
      if (answer.ok) read(caller, `the answer to ${name}`, REQUESTS[name]?.output, answer.value)
    },
  }
}
