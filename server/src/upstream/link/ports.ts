import type { Hint } from '../connector.ts'
import type { FeedState, Letter, LetterAction, LinkState, Unusable } from '@dangol/protocol/link.ts'

/** The mirror, as the office sees and steers it. */
export interface MirrorDesk {
  feeds(): readonly FeedState[]
  /** Newest first. */
  setAside(max: number): readonly Unusable[]
  /** Compares everything with the shop as soon as the line allows. */
  compareSoon(): void
}

/** The outbox, as the office sees and steers it. */
export interface OutboxDesk {
  state(): LinkState['outbox']
  /** Oldest first. */
  letters(max: number): readonly Letter[]
  /** Inside the caller's transaction. 'gone': there is no such letter; 'impossible': not for this one. */
  resolve(position: number, action: LetterAction, by: string): 'done' | 'gone' | 'impossible'
}

/** Whether somebody holds the link; asked before every reading and every sending. Kept over restarts. */
export interface Pause {
  isPaused(): boolean
}

/** Who reads again what a message from the shop touches. */
export interface HintEars {
  readonly hinted: (hint: Hint) => void
}
