import type { ConflictReason } from '@dangol/protocol/link.ts'
import type { ShopAnswer } from '../../shop-port.ts'
import type { Outcome } from '../connector.ts'

/** How something that was asked of the shop ended before its end. */
type Ending = Exclude<Outcome<never>, { kind: 'done' }>

/**
 * Ends a sequence of calls. An order takes a dozen, each of which may end it in the same few ways; handing those through every
 * step would hide the steps. Thrown and caught inside one adapter only.
 */
export class Halt extends Error {
  readonly ending: Ending
  constructor(ending: Ending) {
    super('why' in ending ? ending.why : ending.detail)
    this.ending = ending
  }
}

/** Nothing usable was heard: it may have been done. */
export const silence = (why: string, afterMs?: number): Halt =>
  new Halt({ kind: 'retry', why: short(why), ...(afterMs === undefined ? {} : { afterMs }) })

export const refusal = (why: string): Halt => new Halt({ kind: 'rejected', why: short(why) })

export const conflict = (reason: ConflictReason, detail: string): Halt =>
  new Halt({ kind: 'conflict', reason, detail: short(detail) })

/** The outcome of a write, whichever way it ended. */
export async function outcomeOf<T>(write: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { kind: 'done', value: await write() }
  } catch (error) {
    if (error instanceof Halt) return error.ending
    throw error
  }
}

/** The answer to a question; what stands against one is only ever told of a write. */
export async function answerOf<T>(ask: () => Promise<T>): Promise<ShopAnswer<T>> {
  try {
    return { kind: 'answered', value: await ask() }
  } catch (error) {
    if (!(error instanceof Halt)) throw error
    return { kind: error.ending.kind === 'retry' ? 'unreachable' : 'rejected', why: error.message }
  }
}

/** Enough for a person to act on; never a page of HTML. */
const WHY_LENGTH_MAX = 200
export const short = (why: string): string => why.replace(/\s+/g, ' ').trim().slice(0, WHY_LENGTH_MAX)
