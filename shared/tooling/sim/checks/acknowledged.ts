import { COMMAND_AGE_MAX_MS } from '@dangol/server/src/commands/command-memory.ts'
import type { Db } from '@dangol/server/src/db/open.ts'
import type { Caller } from '@dangol/server/src/transport/handler.ts'
import { TRANSPORT_REFUSALS } from '@dangol/protocol/requests.ts'
import { rows } from './prepared.ts'
import type { Verdict } from './violation.ts'

interface Acknowledged {
  readonly id: string
  readonly request: string
  readonly answer: string
  /** By the server's own clock. */
  readonly atMs: number
}

/** Rules C1, C2: whatever the server has acknowledged is on its disk, and stays the outcome however often it is asked. */
export interface AcknowledgedBook {
  answered(caller: Caller, request: string, input: string, answer: string): void
  /** Everything acknowledged so far is on the disk: asked whenever the server starts, and at the end. */
  audit(disk: Db): void
  /** The disk is an old one: what was acknowledged after the copy was made is lost with the consent of whoever restored it. */
  restored(ids: ReadonlySet<string>): void
  ids(): ReadonlySet<string>
  count(): number
}

const FIND = 'select request from commands where command_id = ?'
const transport: readonly string[] = TRANSPORT_REFUSALS

export function createAcknowledgedBook(verdict: Verdict, serverNowMs: () => number): AcknowledgedBook {
  const book = new Map<string, Acknowledged>()
  let newestMs = 0
  let total = 0

  const answered: AcknowledgedBook['answered'] = (caller, request, input, answer) => {
    const { commandId } = JSON.parse(input) as { commandId?: string }
    if (commandId === undefined) return
    const said = JSON.parse(answer) as { ok: boolean; error?: { code: string } }
    if (!said.ok && transport.includes(said.error?.code ?? '')) return
    const before = book.get(commandId)
    if (before === undefined) {
      book.set(commandId, { id: commandId, request, answer, atMs: serverNowMs() })
      total += 1
      return
    }
    // What showed something of a visit is a refusal once the visit is over; of a draft, once the right to see it is (H4).
    const hasNoRight = said.error?.code === 'not-agreed' && request.startsWith('drafts:')
    const isRedacted = !said.ok && (said.error?.code === 'no-such-visit' || hasNoRight)
    verdict.expect(
      before.answer === answer || isRedacted,
      'first-outcome-stays',
      () => `${request} ${commandId} of ${caller.deviceId} was ${before.answer}, then ${answer}`,
    )
  }
  const audit: AcknowledgedBook['audit'] = (disk) => {
    newestMs = Math.max(newestMs, serverNowMs())
    for (const { id, request, atMs } of book.values()) {
      // Past its age it may be forgotten, by whatever the clock has shown meanwhile.
      if (newestMs - atMs > COMMAND_AGE_MAX_MS) continue
      verdict.expect(
        rows<{ request: string }>(disk, FIND, id)[0]?.request === request,
        'acknowledged-is-there',
        () => `${request} ${id} was acknowledged and is not in the database`,
      )
    }
  }
  return {
    ...{ answered, audit },
    restored(ids) {
      for (const id of book.keys()) if (!ids.has(id)) book.delete(id)
    },
    ids: () => new Set(book.keys()),
    count: () => total,
  }
}
