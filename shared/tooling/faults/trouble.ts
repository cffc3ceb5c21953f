import { setTimeout as pause } from 'node:timers/promises'
import type { Random } from '@dangol/domain/chance/random.ts'
import type { Site } from './site/site.ts'

const TROUBLES = {
  /** Many requests go wrong, each in its own way. */
  async storm({ line }, random, stopped) {
    line.setTrouble(0.3)
    await rest(random.between(1_500, 5_000), stopped)
  },
  async 'no line'({ line }, random, stopped) {
    line.setTrouble(1, 'lose-request')
    await rest(random.between(1_000, 6_000), stopped)
  },
  /** Everything is done, and nothing is heard of it. */
  async 'no answers'({ line }, random, stopped) {
    line.setTrouble(1, 'lose-answer')
    await rest(random.between(500, 2_500), stopped)
  },
  async 'rate limit'({ line }, random, stopped) {
    line.setTrouble(0.8, 'status-429')
    await rest(random.between(1_000, 4_000), stopped)
  },
  async 'frozen shop'({ vendure }, random, stopped) {
    vendure.freeze()
    await rest(random.between(1_000, 13_000), stopped)
    vendure.thaw()
  },
  async 'killed shop'({ vendure }, random, stopped) {
    await vendure.kill()
    await rest(random.between(0, 3_000), stopped)
    await vendure.restart()
  },
  async 'killed store'(site, random, stopped) {
    await site.killStore()
    await rest(random.between(0, 2_000), stopped)
    await site.startStore()
  },
  /** As the store sees it, for a while. */
  async 'shop clock'({ line }, random, stopped) {
    line.setClockOffset(random.pick([-600_000, -45_000, 45_000, 600_000] as const))
    await rest(random.between(2_000, 6_000), stopped)
    line.setClockOffset(0)
  },
} as const satisfies Record<string, (site: Site, random: Random, stopped: AbortSignal) => Promise<void>>
type Trouble = keyof typeof TROUBLES

/** What goes wrong all the time, between the troubles. */
const ALWAYS = 0.05
/** Long enough for the store to take heart again: one that leaves the shop alone meets nothing. */
const BETWEEN_MS = [2_000, 9_000] as const

export interface Troubles {
  /** How often each came. */
  readonly met: ReadonlyMap<Trouble, number>
  /** Resolves while the shop's process runs. */
  readonly whenUp: () => Promise<void>
  readonly over: Promise<void>
}

/** One trouble after the other, each at least once, until `stopped`; then everything is mended. */
export function makeTrouble(site: Site, random: Random, stopped: AbortSignal): Troubles {
  const met = new Map<Trouble, number>()
  let up = Promise.resolve()
  // The keys are the list above.
  const all = Object.keys(TROUBLES) as Trouble[]
  const order = all.map((trouble) => ({ trouble, at: random.unit() })).toSorted((a, b) => a.at - b.at)
  const next = (): Trouble => order.shift()?.trouble ?? random.pick(all)
  const isStopped = () => stopped.aborted
  const run = async (): Promise<void> => {
    while (!isStopped()) {
      site.line.setTrouble(ALWAYS)
      await rest(random.between(...BETWEEN_MS), stopped)
      if (isStopped()) break
      const trouble = next()
      met.set(trouble, (met.get(trouble) ?? 0) + 1)
      const passing = TROUBLES[trouble](site, random, stopped)
      if (trouble === 'killed shop' || trouble === 'frozen shop') up = passing
      await passing
    }
    site.line.setTrouble(0)
    site.hooks.setTrouble(false)
  }
  return { met, whenUp: () => up, over: run() }
}

async function rest(ms: number, stopped: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal: stopped }).catch(() => undefined)
}
