import type { CommandId } from '@dangol/domain/ids/ids.ts'
import { refuse } from '@dangol/domain/result/result.ts'
import type { Clock, Timers } from '@dangol/domain/time/clock.ts'
import type { Answer, Input, WaitingRequest } from '@dangol/protocol/requests.ts'
import { createOutboxBook } from './outbox-book.ts'
import type { Entry, OutboxBook } from './outbox-book.ts'
import { createOutboxSender } from './outbox-sender.ts'
import type { StoreLink } from './store-link.ts'

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

/** A command that is durable now; its outcome may take days. */
export interface Kept<N extends WaitingRequest> {
  readonly outcome: Promise<Answer<N>>
  /** The maker goes on without the outcome: a refusal will be `undone`. */
  readonly leave: () => void
}

/** Commands on their way to the store server, kept until each has its outcome (rules C1–C3, O2). */
export interface Outbox {
  /**
   * Keeps the command and sends it as soon as it may go. Resolves with its outcome, also after a long time and never by a
   * rejection; 'unavailable' only when it could not even be kept.
   */
  send<N extends WaitingRequest>(request: N, input: Input<N>, aggregate: string): Promise<Answer<N>>
  /** The same for a maker who goes on as soon as it is kept; null when it could not be. */
  keep<N extends WaitingRequest>(request: N, input: Input<N>, aggregate: string): Promise<Kept<N> | null>
  /** Everything without an outcome, in the order made. */
  waiting(): readonly WaitingCommand[]
  /** Of those, what is held up: not what is on its way for a moment. */
  heldUp(): readonly WaitingCommand[]
  /** What was refused after its maker had stopped listening; stays until `seen`, also over a restart. */
  undone(): readonly Undone[]
  seen(): void
  /** Calls back after every change; returns how to stop. */
  onChange(listener: () => void): () => void
  /** Resolves once it is known what an earlier life of this device left behind. */
  loaded(): Promise<void>
  close(): void
}

/** A person makes one command a second at most; so many are a device that was cut off for a working day (M3). */
export const OUTBOX_MAX = 2_000

export interface OutboxOptions {
  readonly store: OutboxStore
  readonly link: Pick<StoreLink, 'request' | 'status' | 'onStatus'>
  /** The store's time as this device knows it. */
  readonly clock: Clock
  readonly timers: Timers
  /** Calls `begin` when this outbox may send, where several could send from one store; at once by default. */
  readonly turn?: (begin: () => void) => void
  /** Whether `later` was made believing in `refused`: it is then refused with it and never sent. */
  readonly restsOn?: (later: WaitingCommand, refused: WaitingCommand) => boolean
  /** Whether anybody needs to hear of a refusal that came too late for its maker. */
  readonly isNews?: (undone: Undone) => boolean
}

/**
 * An outbox over a store. A maker is taken to listen as long as nothing holds the command up: what is refused later is
 * `undone`, and its row stays until it was seen; sent again after a restart, it has the same outcome (C1).
 */
export function createOutbox(options: OutboxOptions): Outbox {
  const { store, turn = (begin: () => void) => begin(), restsOn = () => false, isNews = () => true } = options
  const listeners = new Set<() => void>()
  const changed = (): void => [...listeners].forEach((listener) => listener())
  const book = createOutboxBook(store, isNews)
  const sender = createOutboxSender({
    ...options,
    answered(entry, answer) {
      const falls = answer.ok ? [] : sender.withdraw((later) => restsOn(later.command, entry.command))
      // What rests on the refused command goes first: a crash in between must not leave it to be sent alone.
      for (const later of falls) book.leave(Object.assign(later, { isLate: true }), answer)
      book.leave(entry, answer)
      changed()
    },
  })
  const add = (entry: Entry): Entry => {
    sender.add(entry)
    changed()
    return entry
  }
  const loading = store.all().then((commands) => {
    for (const command of commands) add(book.enter(command, true))
  })
  const keep = createKeep({ ...options, book, add, after: loading.catch(() => undefined) })
  turn(() => void loading.then(sender.begin, () => undefined))

  return {
    keep,
    async send(request, input, aggregate) {
      const kept = await keep(request, input, aggregate)
      return kept ? kept.outcome : refuse('unavailable')
    },
    waiting: book.waiting,
    heldUp: book.heldUp,
    undone: book.undone,
    seen() {
      book.seen()
      changed()
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    loaded: () => loading,
    close() {
      listeners.clear()
      sender.close()
      store.close()
    },
  }
}

interface KeepParts extends Pick<OutboxOptions, 'store' | 'clock'> {
  readonly book: OutboxBook
  readonly add: (entry: Entry) => Entry
  /** What must be over before the first is kept. */
  readonly after: Promise<void>
}

/** Keeps commands one after the other, so that their order on the disk is the order made. */
function createKeep({ store, clock, book, add, after }: KeepParts): Outbox['keep'] {
  let keeping: Promise<unknown> = after
  let beingKept = 0
  const put = async (command: WaitingCommand): Promise<Entry | null> => {
    try {
      await store.put(command)
      return add(book.enter(command, false))
    } catch {
      return null
    }
  }
  return async <N extends WaitingRequest>(request: N, input: Input<N>, aggregate: string) => {
    const id = input.commandId
    if (!book.find(id) && book.size() + beingKept >= OUTBOX_MAX) return null
    beingKept += 1
    const command = (): WaitingCommand => {
      const made = { id, request, input, aggregate, n: book.nextN(), madeAt: clock.nowMs() }
      // `N` is one of the waiting requests, which TypeScript does not carry through the generic.
      return made
    }
    const mine = keeping.then(() => book.find(id) ?? put(command()))
    keeping = mine
    const entry = await mine
    beingKept -= 1
    // The link checks every answer against the contract of its request.
    return entry && { outcome: entry.outcome as Promise<Answer<N>>, leave: () => void (entry.isLate = true) }
  }
}
