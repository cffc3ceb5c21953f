import { REQUESTS } from '@dangol/protocol/requests.ts'
import type { Answer, Input, RequestName } from '@dangol/protocol/requests.ts'
import type { ServerEvents } from '@dangol/protocol/sync.ts'
import type { DefaultEventsMap, Socket } from 'socket.io'
import { runningRequest } from '../commands/running-request.ts'
import type { Logger } from '../platform/log.ts'
import type { Caller, Handler } from './handler.ts'

/** A device's connection. What it sends is untrusted, hence untyped; what it is sent is not. */
export type DeviceSocket = Socket<DefaultEventsMap, ServerEvents, DefaultEventsMap, { caller: Caller }>

export interface AnswerDeps {
  readonly log: Logger
  /** False when the device asks too often. */
  readonly mayAsk: (caller: Caller) => boolean
  readonly onRefused: (code: TransportRefusal, name: RequestName, caller: Caller) => void
}
type TransportRefusal = 'malformed' | 'not-allowed' | 'too-many-requests' | 'internal'

/**
 * Answers one request of one device: validates, authorises the kind of device, calls, acknowledges. Exactly one
 * acknowledgement per request; exception text never leaves the server (conventions 8, 9, 13).
 */
export function answer<N extends RequestName>(
  socket: DeviceSocket,
  name: N,
  handler: Handler<N>,
  deps: AnswerDeps,
): void {
  const event: string = name
  socket.on(event, (input: unknown, acknowledge: unknown) => {
    const caller = socket.data.caller
    if (typeof acknowledge !== 'function') {
      deps.onRefused('malformed', name, caller)
      return
    }
    void answerOf(name, handler, caller, input, deps).then((result) => {
      ;(acknowledge as (answer: Answer<N>) => void)(result)
    })
  })
}

/** The answer to one request; never rejects. */
export async function answerOf<N extends RequestName>(
  name: N,
  handler: Handler<N>,
  caller: Caller,
  input: unknown,
  deps: AnswerDeps,
): Promise<Answer<N>> {
  const refused = (code: TransportRefusal, detail?: string): Answer<N> => {
    deps.onRefused(code, name, caller)
    return { ok: false, error: detail === undefined ? { code } : { code, detail } }
  }
  if (!deps.mayAsk(caller)) return refused('too-many-requests')
  const allowed: readonly string[] = REQUESTS[name].from
  if (!allowed.includes(caller.kind)) return refused('not-allowed')
  const parsed = REQUESTS[name].input.safeParse(input)
  if (!parsed.success) return refused('malformed', whereItFails(parsed.error.issues[0]))
  try {
    // The schema looked up by `name` gives the input of `name`; the compiler cannot follow the union.
    return await runningRequest.run(name, () => handler(caller, parsed.data as Input<N>))
  } catch (error) {
    deps.log.error({ event: 'request.failed', request: name, deviceId: caller.deviceId, err: error })
    return refused('internal')
  }
}

/** Path and kind of the first fault; never the value itself. */
function whereItFails(issue: { path: PropertyKey[]; code?: string | undefined } | undefined): string {
  return `${issue?.path.map(String).join('.') ?? ''}: ${issue?.code ?? 'invalid'}`
}
