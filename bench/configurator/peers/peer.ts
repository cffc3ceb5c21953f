/** Another engine that answers the same question: which options can still be extended to a whole product. */
export interface Peer {
  readonly name: string
  /** Begins a session without choices; what it learned before it may keep. */
  start(): void
  /** Makes one choice more and propagates completely. */
  choose(choice: SlotChoice): Promise<PeerAnswer>
  close(): void
}

/** A variable is held to some of its slots; the others are excluded. */
export interface SlotChoice {
  readonly allowed: readonly number[]
  readonly excluded: readonly number[]
}

export interface PeerAnswer {
  /** 1 for each slot that some solution with all choices has. */
  readonly possible: Uint8Array
  /** The engine's own time, without the way to its process. */
  readonly ms: number
}

/** Thrown when a peer cannot go on: out of memory, crashed, or over its time. */
export class PeerGaveUp extends Error {}
