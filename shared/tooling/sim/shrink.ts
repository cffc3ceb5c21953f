import type { Violation } from './checks/violation.ts'
import type { Step } from './plan.ts'
import { run } from './run.ts'
import type { Outcome } from './run.ts'
import type { Alterations } from './alterations.ts'

/** Runs tried for one failure; each takes a fraction of a second. */
const TRIES_MAX = 400

/**
 * The shortest history of the same seed that still breaks the same property: delta debugging (Zeller and Hildebrandt, TSE
 * 2002) over the steps, whole actors first.
 */
export async function shrink(
  seed: number,
  steps: readonly Step[],
  violation: Violation,
  alterations: Alterations = {},
): Promise<Outcome & { readonly steps: readonly Step[] }> {
  let shortest = await run(seed, steps, alterations)
  const kind = kindOf(violation)
  let tries = 0
  const fails = async (fewer: readonly Step[]): Promise<boolean> => {
    if (tries++ >= TRIES_MAX) return false
    const outcome = await run(seed, fewer, alterations)
    if (outcome.violation === null || kindOf(outcome.violation) !== kind) return false
    shortest = outcome
    return true
  }
  let left = await withoutGroups(steps, (step) => step.who, fails)
  left = await withoutGroups(left, (step) => step.what, fails)
  left = await withoutChunks(left, fails)
  return { ...shortest, steps: left }
}

/** Which violation it is, whoever it happened to: two of the same property may have nothing to do with each other. */
const kindOf = ({ property, detail }: Violation): string =>
  `${property} ${(detail.split('\n')[0] ?? '').slice(0, 60).replaceAll(/[0-9a-f]{8}[0-9a-f-]*|\d+|[^ -~]\S*/g, '#')}`

type Fails = (steps: readonly Step[]) => Promise<boolean>

/** Leaves out all steps of an actor, or of a kind, as long as it goes. */
async function withoutGroups(steps: readonly Step[], groupOf: (step: Step) => string, fails: Fails) {
  let left = steps
  for (const group of new Set(steps.map(groupOf))) {
    const fewer = left.filter((step) => groupOf(step) !== group)
    if (fewer.length < left.length && (await fails(fewer))) left = fewer
  }
  return left
}

/** Leaves out ever smaller runs of steps until none can go. */
async function withoutChunks(steps: readonly Step[], fails: Fails): Promise<readonly Step[]> {
  let left = steps
  for (let size = Math.ceil(left.length / 2); size >= 1;) {
    const before = left.length
    for (let at = left.length - size; at > -size; at -= size) {
      const fewer = left.filter((_, index) => index < at || index >= at + size)
      if (fewer.length < left.length && (await fails(fewer))) left = fewer
    }
    if (size === 1 && left.length === before) break
    size = size > 1 ? Math.ceil(size / 2) : 1
  }
  return left
}
