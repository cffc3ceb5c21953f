import type { Brand, CommandId, IdSource } from '@dangol/domain/ids/ids.ts'

/** Attempts whose outcome is unknown; a visit never has more at once. */
export const UNSETTLED_ATTEMPTS_MAX = 32

/** The ids of one thing asked for: the command, and the thing that it would make. */
export interface Attempt<T extends Brand<string>> {
  readonly commandId: CommandId
  readonly thingId: T
}

export interface Attempts {
  /** The ids to ask with: those of the same request when its outcome is still unknown, else new ones. */
  ids<T extends Brand<string>>(request: string, input: unknown): Attempt<T>
  /** The outcome of this request is known; the next like it is a new one. */
  settled(request: string, input: unknown): void
  forget(): void
}

/** Remembers the ids of requests without an answer, so that asking again is the same request and never a second one (SY7). */
export function createAttempts(ids: IdSource): Attempts {
  const unsettled = new Map<string, Attempt<Brand<string>>>()
  const keyOf = (request: string, input: unknown): string => `${request} ${JSON.stringify(input)}`
  return {
    ids<T extends Brand<string>>(request: string, input: unknown) {
      const key = keyOf(request, input)
      const attempt = unsettled.get(key) ?? { commandId: ids.next<CommandId>(), thingId: ids.next<T>() }
      unsettled.set(key, attempt)
      const [oldest] = unsettled.keys()
      if (unsettled.size > UNSETTLED_ATTEMPTS_MAX && oldest !== undefined) unsettled.delete(oldest)
      // Stored under a key that holds the request's name, and one request makes one kind of thing.
      return attempt as Attempt<T>
    },
    settled: (request, input) => void unsettled.delete(keyOf(request, input)),
    forget: () => unsettled.clear(),
  }
}
