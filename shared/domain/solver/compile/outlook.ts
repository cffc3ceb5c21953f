import type { Frame } from './frame.ts'

/** Part of the budget's steps after which the outlook counts: before, the first branches tell too little of the others. */
export const OUTLOOK_FROM = 1 / 4
/** A search that at its pace would take so many budgets is given up: its pace is told only roughly, and mostly picks up. */
export const BUDGETS_MAX = 4

/** What tells of a decision how far it has come. */
export type Progress = Pick<Frame, 'classes' | 'nextClass' | 'falling' | 'nextPart'>

/**
 * What part of the search is behind it, if all alternatives of a decision were as much work, and its parts as much as they have
 * variables (Knuth, Estimating the efficiency of backtrack programs, 1975). What is met again is not searched again, so
 * the later alternatives are less work than that.
 */
export function progressOf(stack: readonly Progress[]): number {
  let done = 0
  let share = 1
  for (const { classes, nextClass, falling, nextPart } of stack) {
    if (classes.length > 0) {
      done += (share * Math.max(0, nextClass - 1)) / classes.length
      share /= classes.length
    }
    let [before, own, all] = [0, 0, 0]
    falling?.components.forEach(({ variables: { length } }, part) => {
      all += length
      if (part < nextPart) before += length
      else if (part === nextPart) own = length
    })
    if (all === 0) continue
    done += (share * before) / all
    share *= own / all
  }
  return done
}
