import { act, settled } from './act.ts'
import type { Alterations } from './alterations.ts'
import { checkConvergence } from './checks/convergence.ts'
import { watchLiveness } from './checks/liveness.ts'
import { checkSharedDrafts } from './checks/together.ts'
import type { Together } from './checks/together.ts'
import { createVerdict } from './checks/violation.ts'
import type { Violation } from './checks/violation.ts'
import { strike } from './faults.ts'
import { BUSY_MS } from './plan.ts'
import { lookWhereOneHelps } from './people/associate.ts'
import type { Step } from './plan.ts'
import { createWorld, wordsOf } from './world.ts'
import type { World } from './world.ts'

/** What became of one simulated shop. */
export interface Outcome {
  readonly seed: number
  readonly violation: Violation | null
  /** Things that happened in virtual time. */
  readonly events: number
  readonly messages: number
  readonly acknowledged: number
  readonly orders: number
  readonly together: Together
  readonly faults: Readonly<Record<string, number>>
  /** Virtual milliseconds at the end. */
  readonly endedAtMs: number
  /** Equal for two runs of the same seed and steps. */
  readonly hash: string
  readonly story: readonly string[]
}

/** The shop opens before anybody comes. */
const OPENING_MS = 3_000
/** Everything is well again; a retry of 30 s, a heartbeat, and the timeouts between them are over. */
const QUIET_MS = 40_000
/** What happens by itself, as the end of a visit whose time is over, has been told to everybody so much later. */
const TOLD_MS = 1_000
/** Nobody does anything any more: what is told late is told in the next of these moments. */
const LAST_MOMENTS = 3

/** Runs one shop through its steps, then lets it fall quiet. */
export async function run(seed: number, steps: readonly Step[], alterations: Alterations = {}): Promise<Outcome> {
  const world = createWorld(seed, alterations)
  const faults: Record<string, number> = {}
  let events = 0
  const onRejection = (error: unknown): void => world.verdict.fail('nothing-throws', wordsOf(error))
  process.on('unhandledRejection', onRejection)

  const runUntil = async (untilMs: number): Promise<void> => {
    for (;;) {
      try {
        if (!world.time.step(untilMs)) return
        events += 1
        await settled()
        world.watch.look()
      } catch (error) {
        world.verdict.fail('nothing-throws', wordsOf(error))
      }
      if (world.verdict.first() !== null) return
    }
  }
  open(world, steps, faults)
  await runUntil(OPENING_MS + BUSY_MS)
  world.tell('everything is well again')
  world.heal()
  await runUntil(OPENING_MS + BUSY_MS + QUIET_MS / 2)
  for (const device of world.devices.values()) if (device.kind === 'tablet') lookWhereOneHelps(device)
  // Whoever asks in the middle of a commit is answered after it, and nobody lets time go on while `judge` asks.
  const runUntilCommitted = async (untilMs: number): Promise<void> => {
    await runUntil(untilMs)
    if (world.verdict.first() === null && world.store.disk.db().inTransaction) await runUntilCommitted(untilMs + 1)
  }
  for (let moment = 0; moment <= LAST_MOMENTS; moment++) {
    await runUntilCommitted(OPENING_MS + BUSY_MS + QUIET_MS + moment * TOLD_MS)
    if (world.verdict.first() !== null || (await disagreement(world)) === null) break
  }
  if (world.verdict.first() === null) await judge(world)
  process.off('unhandledRejection', onRejection)
  return {
    ...{ seed, events, faults, story: world.story },
    violation: world.verdict.first(),
    messages: world.messages(),
    acknowledged: world.watch.acknowledged.count(),
    orders: world.wan.shop.orders.size,
    together: world.watch.together(),
    endedAtMs: world.time.elapsedMs(),
    hash: world.hash(),
  }
}

function open(world: World, steps: readonly Step[], faults: Record<string, number>): void {
  watchLiveness(world)
  world.store.start()
  for (const device of world.devices.values()) device.start()
  for (const step of steps) {
    world.time.after(OPENING_MS + step.atMs, () => {
      const what = step.what === 'act' ? act(world, step) : strike(world, step.what, step)
      if (what === null) return
      world.tell(`${step.who} ${what}`)
      if (step.what !== 'act') faults[step.what] = (faults[step.what] ?? 0) + 1
    })
  }
}

/** Who does not agree just now; where something was said in this very moment, that is no violation yet. */
async function disagreement(world: World): Promise<Violation | null> {
  const verdict = createVerdict()
  checkSharedDrafts({ ...world, verdict })
  await checkConvergence({ ...world, verdict })
  return verdict.first()
}

/** What can only be said once all is quiet. */
async function judge(world: World): Promise<void> {
  const disk = world.store.disk.db()
  world.watch.acknowledged.audit(disk)
  world.watch.shopOrders.judge(disk, world.wan.shop.orders)
  const disagreed = await disagreement(world)
  if (disagreed !== null) world.verdict.fail(disagreed.property, disagreed.detail)
}
