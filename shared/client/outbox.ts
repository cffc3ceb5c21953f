import type { CommandId } from '@dangol/domain/ids/ids.ts'
import type { Answer, Input, WaitingRequest } from '@dangol/protocol/requests.ts'

/** A command that waits for the store server, with everything that is needed to send it. */
export interface WaitingCommand<N extends WaitingRequest = WaitingRequest> {
  readonly id: CommandId
  readonly request: N
  readonly input: Input<N>
  /** What it acts on; commands of one aggregate are sent one after the other, in the order made. */
  readonly aggregate: string
  /** Place in the order made; rises by one. */
  readonly n: number
  /** When it was made, by the store's clock as this device knew it. Only shown, never decided by. */
  readonly madeAt: number
}

/** Where an outbox keeps its commands: SQLite on a kiosk, IndexedDB on a tablet, memory for what must not touch a disk. */
export interface OutboxStore {
  /** Everything that waits, in the order made. */
  all(): Promise<WaitingCommand[]>
  /** Resolves when it is durable: only then may the command be sent or shown as kept. */
  put(command: WaitingCommand): Promise<void>
  drop(id: CommandId): Promise<void>
  close(): void
}

/** Why a command left the outbox without having been done. */
export interface Undone {
  readonly command: WaitingCommand
  /** 'forgotten': nobody can say whether it was done. */
  readonly code: string
}

/** Commands on their way to the store server, kept until each has its outcome (rules C1–C3, O2). */
export interface Outbox {
  /**
   * Keeps the command and sends it as soon as it may go. Resolves with its outcome, also after a long time and never by a
   * rejection; 'unavailable' only when it could not even be kept.
   */
  send<N extends WaitingRequest>(request: N, input: Input<N>, aggregate: string): Promise<Answer<N>>
  waiting(): readonly WaitingCommand[]
  /** What was refused after its maker had stopped listening; stays until `seen`. */
  undone(): readonly Undone[]
  seen(): void
  /** Calls back after every change; returns how to stop. */
  onChange(listener: () => void): () => void
  close(): void
}
