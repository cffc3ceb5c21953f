import type { CancelTimer, Timers } from '@dangol/domain/time/clock.ts'
import { MESSAGE_BYTES_MAX } from '@dangol/protocol/limits.ts'
import { REQUESTS, TRANSPORT_REFUSALS } from '@dangol/protocol/requests.ts'
import type { RequestContract } from '@dangol/protocol/request.ts'
import type { Answer, Input, RequestName } from '@dangol/protocol/requests.ts'
import type { LineState } from './line.ts'

/** Requests under way at once; more than this is a runaway caller, not a busy shop. */
export const REQUESTS_UNDER_WAY_MAX = 256

/** What the requester needs of the line: whether something can be sent now, or may be soon, and the sending itself. */
interface Sender {
  state(): LineState
  send(name: RequestName, input: unknown, acknowledge: (answer: unknown) => void): void
}

export interface Requester {
  readonly request: <N extends RequestName>(name: N, input: Input<N>) => Promise<Answer<N>>
  /** The line is up: sends what waits for it. */
  lineUp(): void
  /** The line fell: commands under way wait for the next one, questions are answered 'unavailable'. */
  lineLost(): void
  /** No line in sight, or closed for good. */
  lineDown(): void
  /** Another person speaks on this line from now on: nothing of the one before is said again in their name. */
  abandon(): void
}

export interface RequesterOptions {
  readonly sender: Sender
  readonly timers: Timers
  /** How long one sending may stay unacknowledged. Milliseconds. */
  readonly ackTimeoutMs: number
  /** How long a command is sent again before the caller is told 'unavailable'. Milliseconds. */
  readonly commandDeadlineMs: number
}

interface Pending {
  readonly name: RequestName
  readonly input: unknown
  readonly command: boolean
  readonly settle: (answer: Answer<RequestName>) => void
  sent: boolean
  cancelAck: CancelTimer | null
}

/**
 * Asks and waits. A command carries its id, so it is sent again after a lost answer or a lost line and still takes effect
 * once (C1); a question is asked once. What was never sent because the line is known to be down is refused at once.
 */
export function createRequester({ sender, timers, ackTimeoutMs, commandDeadlineMs }: RequesterOptions): Requester {
  const underWay = new Set<Pending>()

  const send = (pending: Pending): void => {
    pending.sent = true
    pending.cancelAck?.()
    pending.cancelAck = timers.after(patienceOf(pending.name) ?? ackTimeoutMs, () => {
      if (pending.command && sender.state() === 'up') send(pending)
      else if (!pending.command) pending.settle(UNAVAILABLE)
    })
    sender.send(pending.name, pending.input, (answer) => pending.settle(checkedAnswer(pending.name, answer)))
  }

  const refusalAtOnce = (input: object) => {
    if (isTooLarge(input)) return TOO_LARGE
    return sender.state() === 'down' || underWay.size >= REQUESTS_UNDER_WAY_MAX ? UNAVAILABLE : null
  }

  const request = <N extends RequestName>(name: N, input: Input<N>): Promise<Answer<N>> =>
    new Promise((resolve) => {
      const refusal = refusalAtOnce(input)
      if (refusal !== null) return resolve(refusal)
      const command = isCommand(input)
      const deadlineMs = patienceOf(name) ?? (command ? commandDeadlineMs : ackTimeoutMs)
      const cancelDeadline = timers.after(deadlineMs, () => pending.settle(UNAVAILABLE))
      const pending: Pending = {
        name,
        input,
        command,
        sent: false,
        cancelAck: null,
        settle(answer) {
          if (!underWay.delete(pending)) return
          pending.cancelAck?.()
          cancelDeadline()
          // `checkedAnswer` validated it against the contract of this very name.
          resolve(answer as Answer<N>)
        },
      }
      underWay.add(pending)
      if (sender.state() === 'up') send(pending)
    })

  return {
    request,
    lineUp: () => [...underWay].forEach(send),
    lineLost() {
      for (const pending of [...underWay]) {
        pending.cancelAck?.()
        if (pending.sent && !pending.command) pending.settle(UNAVAILABLE)
      }
    },
    lineDown() {
      // A command that was sent may have taken effect: it keeps waiting for a line until its own deadline.
      for (const pending of [...underWay]) if (!pending.sent || !pending.command) pending.settle(UNAVAILABLE)
    },
    abandon() {
      for (const pending of [...underWay]) pending.settle(UNAVAILABLE)
    },
  }
}

const UNAVAILABLE = { ok: false, error: { code: 'unavailable' } } as const
const TOO_LARGE = { ok: false, error: { code: 'malformed', detail: 'too large' } } as const
const INTERNAL = { ok: false, error: { code: 'internal' } } as const

const patienceOf = (name: RequestName): number | undefined => (REQUESTS[name] as RequestContract).patienceMs
/** Name and punctuation of a message around its input. */
const ENVELOPE_BYTES = 128
/** A character of UTF-16 takes three bytes of UTF-8 at the most. */
const BYTES_PER_CHARACTER_MAX = 3

/** A larger message would cost the connection (M1). */
function isTooLarge(input: object): boolean {
  const text = JSON.stringify(input)
  const most = MESSAGE_BYTES_MAX - ENVELOPE_BYTES
  return text.length * BYTES_PER_CHARACTER_MAX > most && new TextEncoder().encode(text).length > most
}

const isCommand = (input: object): boolean => 'commandId' in input

/** The server's answer if it keeps the contract of `name`, else 'internal': a screen never sees a value of the wrong shape. */
function checkedAnswer(name: RequestName, answer: unknown): Answer<RequestName> {
  const contract: RequestContract = REQUESTS[name]
  if (!isObject(answer)) return INTERNAL
  if (answer['ok'] === true) {
    const output = contract.output.safeParse(answer['value'])
    // The schema of `name` produced it; TypeScript cannot follow a name held in a variable.
    return output.success ? ({ ok: true, value: output.data } as Answer<RequestName>) : INTERNAL
  }
  const error = answer['error']
  if (!isObject(error) || typeof error['code'] !== 'string') return INTERNAL
  const known = [...contract.refusals, ...TRANSPORT_REFUSALS].includes(error['code'])
  return known ? ({ ok: false, error: { ...error, code: error['code'] } } as Answer<RequestName>) : INTERNAL
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
