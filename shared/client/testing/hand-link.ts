import type { CommandId } from '@dangol/domain/ids/ids.ts'
import type { LinkStatus, StoreLink } from '../store-link.ts'

/** One sending, and how the test answers it. */
interface Sending {
  readonly name: string
  readonly input: unknown
  /** The id that a command carries; of a question nobody asks for it. */
  readonly command: CommandId
  readonly answer: (outcome: object) => void
}

export interface HandLink extends Pick<StoreLink, 'request' | 'status' | 'onStatus'> {
  /** What was sent, in order; a test takes out what it answers. */
  readonly sent: Sending[]
  readonly become: (status: LinkStatus) => void
}

/** A link whose state and answers a test gives by hand. */
export function createHandLink(status: LinkStatus = 'online'): HandLink {
  const sent: Sending[] = []
  const listeners = new Set<(status: LinkStatus) => void>()
  let now = status
  return {
    sent,
    // The test answers with the shape of the request that it answers.
    request: ((name: string, input: { commandId: CommandId }) =>
      new Promise<object>((answer) =>
        sent.push({ name, input, command: input.commandId, answer }),
      )) as unknown as StoreLink['request'],
    status: () => now,
    onStatus(listener) {
      listeners.add(listener)
      listener(now)
      return () => void listeners.delete(listener)
    },
    become(next) {
      now = next
      for (const listener of [...listeners]) listener(next)
    },
  }
}
