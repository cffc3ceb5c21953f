import { detailOf } from '@dangol/domain/trust/authorise.ts'
import type { Denial } from '@dangol/domain/trust/authorise.ts'
import { REQUESTS } from '@dangol/protocol/requests.ts'
import type { Answer, Input, RequestName } from '@dangol/protocol/requests.ts'
import { CommandForgotten, CommandIdReused } from '../commands/once.ts'
import { runningRequest } from '../commands/running-request.ts'
import type { Commits } from '../db/transact.ts'
import { CannotWrite } from '../db/writability.ts'
import type { Logger } from '../platform/log.ts'
import type { Caller, Handler } from './handler.ts'

export interface AnswerDeps {
  readonly log: Logger
  /** False when the device asks too often. */
  readonly mayAsk: (caller: Caller) => boolean
  /** Why the caller may not ask this now; null when they may. Asked anew with every message. */
  readonly denied: (name: RequestName, caller: Caller, input: unknown) => Denial | null
  /** Answers are held back until what they stand on is durable (C2, C5). */
  readonly shared: Commits['shared']
  readonly onRefused: (code: TransportRefusal, name: RequestName, caller: Caller) => void
}
type TransportRefusal = 'malformed' | 'not-allowed' | 'too-many-requests' | 'internal' | 'forgotten' | 'read-only'

/**
 * The answer to one request; never rejects. Authorises, validates, calls; exception text never leaves
 * the server (conventions 8, 9, 13).
 */
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
  const denial = deps.denied(name, caller, input)
  if (denial !== null) return refused('not-allowed', detailOf(denial))
  const parsed = REQUESTS[name].input.safeParse(input)
  if (!parsed.success) return refused('malformed', whereItFails(parsed.error.issues[0]))
  try {
    // The schema looked up by `name` gives the input of `name`; the compiler cannot follow the union.
    const valid = parsed.data as Input<N>
    return await deps.shared(() => runningRequest.run(name, () => handler(caller, valid)))
  } catch (error) {
    if (error instanceof CannotWrite) return refused('read-only')
    if (error instanceof CommandForgotten) return refused('forgotten')
    if (error instanceof CommandIdReused) return refused('malformed', 'commandId: reused')
    deps.log.error({ event: 'request.failed', request: name, deviceId: caller.deviceId, err: error })
    return refused('internal')
  }
}

/** Path and kind of the first fault; never the value itself. */
function whereItFails(issue: { path: PropertyKey[]; code?: string | undefined } | undefined): string {
  return `${issue?.path.map(String).join('.') ?? ''}: ${issue?.code ?? 'invalid'}`
}
