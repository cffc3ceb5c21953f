import { evidenceFor } from '@dangol/domain/next-choice/evidence.ts'
import type { Evidence } from '@dangol/domain/next-choice/evidence.ts'
import { learn, predict, situate } from '@dangol/domain/next-choice/predict.ts'
import { salesTable } from './sales.ts'
import type { Sales } from './sales.ts'
import type { Asked } from './rounds.ts'

/** Every so many answers one is timed and recounted; the clock and the recount are slower than the answers. */
const EVERY = 5

/** Whole answers, as a screen asks for them: what is likely, and how many people say so. */
export interface Timing {
  /** Milliseconds of each timed answer. */
  readonly answerMs: number[]
  /** Milliseconds to learn from the sales of each fold, all characteristics. */
  readonly learnMs: number[]
  /** Timed answers that can show how many agree. */
  shown: number
  /** Of these, sentences that a recount of the sales does not confirm. */
  untrue: number
  of(train: Sales): (asked: Asked) => void
}

export function createTiming(): Timing {
  let answers = 0
  const timing: Timing = {
    answerMs: [],
    learnMs: [],
    shown: 0,
    untrue: 0,
    of(train) {
      const table = salesTable(train)
      const startedAt = performance.now()
      const learnt = learn(table)
      for (const target of table.columns.keys()) learnt.relevanceTo(target)
      timing.learnMs.push(performance.now() - startedAt)
      return (asked) => {
        if (answers++ % EVERY !== 0) return
        const from = performance.now()
        const situation = situate(learnt, asked.known)
        const value = predict(learnt, situation, asked.column, asked.candidates) ?? 0
        const evidence = evidenceFor(learnt, situation, { target: asked.column, value, rivals: asked.candidates })
        timing.answerMs.push(performance.now() - from)
        if (evidence === null) return
        timing.shown += 1
        if (!isTrue(evidence, train, asked, value)) timing.untrue += 1
      }
    },
  }
  return timing
}

/** Counts again, in the plainest way. */
function isTrue(
  { took, of, because }: Evidence,
  { rows, sold }: Sales,
  { known, column }: Asked,
  value: number,
): boolean {
  let alike = 0
  let alikeWhoTook = 0
  rows.forEach((row, at) => {
    if (because.some((reason) => row[reason] !== known[reason])) return
    alike += sold[at] ?? 0
    if (row[column] === value) alikeWhoTook += sold[at] ?? 0
  })
  return took === alikeWhoTook && of === alike
}
