import type { CommandId } from '@dangol/domain/ids/ids.ts'
import type { Answer, Input } from '@dangol/protocol/requests.ts'

/** The commands that the load is made of. */
export type CommandName =
  | 'visits:begin'
  | 'visits:begin-for'
  | 'visits:end'
  | 'configurations:save'
  | 'carts:add'
  | 'carts:change'
  | 'orders:place'

interface CommandOf<N extends CommandName> {
  readonly id: CommandId
  readonly device: string
  readonly request: N
  readonly input: Input<N>
  /** What the server acknowledged: done or refused for good. Null until then: it may or may not have taken effect. */
  outcome: Answer<N> | null
}

/** One command as its maker remembers it. */
export type Command = { readonly [N in CommandName]: CommandOf<N> }[CommandName]

/**
 * What the devices remember of one round, which is all that the judgement of a crash may rest on. In the order made: a
 * device has several commands under way only when their order does not matter.
 */
export interface Ledger {
  readonly commands: readonly Command[]
  record(command: Command): void
  /** Refusals that mean 'not done, ask again', by code. */
  readonly putOff: ReadonlyMap<string, number>
  countPutOff(code: string): void
}

export function createLedger(): Ledger {
  const commands: Command[] = []
  const putOff = new Map<string, number>()
  return {
    commands,
    record: (command) => void commands.push(command),
    putOff,
    countPutOff: (code) => void putOff.set(code, (putOff.get(code) ?? 0) + 1),
  }
}

/** Answers that promise nothing: the command is sent again with its own id. */
const NOT_AN_OUTCOME: ReadonlySet<string> = new Set(['unavailable', 'read-only', 'too-many-requests', 'internal'])

/** Whether an answer is the command's outcome, durable from the moment it is heard (C2). */
export const isOutcome = (answer: { ok: true } | { ok: false; error: { code: string } }): boolean =>
  answer.ok || !NOT_AN_OUTCOME.has(answer.error.code)
