import type { CommandId } from '@dangol/domain/ids/ids.ts'
import type { Answer, WaitingRequest } from '@dangol/protocol/requests.ts'
import type { OutboxStore, Undone, WaitingCommand } from './outbox.ts'

/** A command in an outbox, and the promise of its outcome. */
export interface Entry {
  readonly command: WaitingCommand
  readonly outcome: Promise<Answer<WaitingRequest>>
  readonly settle: (answer: Answer<WaitingRequest>) => void
  /** Held up, or kept by an earlier life of this device: whoever made it does not listen any more. */
  isLate: boolean
  /** Sendings so far. */
  tries: number
}

/** What is in an outbox now: what waits, and what was refused and nobody has seen yet. */
export interface OutboxBook {
  readonly enter: (command: WaitingCommand, isLate: boolean) => Entry
  /** It has its outcome, and its row goes with it unless somebody has yet to see why. */
  leave(entry: Entry, answer: Answer<WaitingRequest>): void
  find(id: CommandId): Entry | undefined
  readonly waiting: () => WaitingCommand[]
  readonly heldUp: () => WaitingCommand[]
  readonly undone: () => readonly Undone[]
  readonly seen: () => void
  /** Place of the next command. */
  nextN(): number
  size(): number
}

/** The book of one outbox; a row that could not be dropped is sent again after a restart, and answered the same. */
export function createOutboxBook(store: OutboxStore, isNews: (undone: Undone) => boolean): OutboxBook {
  const entries = new Map<CommandId, Entry>()
  let undone: Undone[] = []
  let n = 0
  const drop = (id: CommandId): void => void store.drop(id).catch(() => undefined)

  return {
    enter(command, isLate) {
      n = Math.max(n, command.n)
      let settle: Entry['settle'] = () => undefined
      const outcome = new Promise<Answer<WaitingRequest>>((resolve) => (settle = resolve))
      const entry = { command, isLate, tries: 0, outcome, settle }
      entries.set(command.id, entry)
      return entry
    },
    leave({ command, isLate, settle }, answer) {
      entries.delete(command.id)
      const late = !answer.ok && isLate ? { command, code: answer.error.code } : null
      if (late && isNews(late)) undone = [...undone, late]
      else drop(command.id)
      settle(answer)
    },
    find: (id) => entries.get(id),
    waiting: () => [...entries.values()].map(({ command }) => command),
    heldUp: () => [...entries.values()].flatMap(({ command, isLate }) => (isLate ? [command] : [])),
    undone: () => undone,
    seen() {
      for (const { command } of undone) drop(command.id)
      undone = []
    },
    nextN: () => n + 1,
    size: () => entries.size + undone.length,
  }
}
