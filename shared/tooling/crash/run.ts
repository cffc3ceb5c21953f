import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { FAULT_KINDS } from './kinds.ts'
import type { RoundAt } from './kinds.ts'
import { readGoods } from './load/goods.ts'
import type { Ran } from './report.ts'
import type { RoundResult } from './round.ts'
import { schedule } from './schedule.ts'
import { openSite } from './site.ts'

/** Rounds at once: most of a round is waiting for processes to start and for sockets to find each other again. */
const AT_ONCE = 2

/** Runs the rounds asked for, and says each as it ends. */
export async function runCrashes(o: {
  rounds: number
  seed: number
  only: string | null
  folder: string
  keep: boolean
  say: (line: string) => void
}): Promise<{ rounds: Ran[]; skipped: { kind: string; why: string }[] }> {
  const site = await openSite(o.folder)
  try {
    const goods = readGoods(site)
    const skipped: { kind: string; why: string }[] = []
    const kinds = FAULT_KINDS.filter(({ name }) => o.only === null || name === o.only).flatMap((kind) => {
      const run = kind.make(site)
      if (run.ok) return [{ ...kind, run: run.value }]
      skipped.push({ kind: kind.name, why: run.error.why })
      return []
    })
    for (const { kind, why } of skipped) o.say(`skipped ${kind}: ${why}`)
    const runs = new Map(kinds.map(({ name, run }) => [name, run]))
    const left = kinds.length === 0 ? [] : schedule({ ...o, kinds }).map((round, at) => ({ ...round, at }))
    const rounds: Ran[] = []
    const worker = async (): Promise<void> => {
      for (let next = left.shift(); next !== undefined; next = left.shift()) {
        const { kind, seed, at } = next
        const folder = join(o.folder, `round-${at + 1}`)
        const result = await ran(runs.get(kind), { site, goods, seed, folder })
        rounds.push({ ...result, kind })
        if (result.violations.length > 0) keepEvidence(folder, result)
        else if (!o.keep) rmSync(folder, { recursive: true, force: true })
        o.say(sentenceOf(at + 1, { ...result, kind }))
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, worker))
    return { rounds, skipped }
  } finally {
    await site.close()
  }
}

/** A round that breaks off is a violation of its own: the store did not start again, or a file could not be read. */
async function ran(run: ((at: RoundAt) => Promise<RoundResult>) | undefined, at: RoundAt): Promise<RoundResult> {
  const startedAt = performance.now()
  try {
    if (run === undefined) throw new Error('no such kind of fault')
    return await run(at)
  } catch (error) {
    const what = error instanceof Error ? (error.stack ?? error.message) : 'unknown'
    const seconds = (performance.now() - startedAt) / 1_000
    return {
      ...at,
      acknowledged: 0,
      unconfirmed: 0,
      putOff: new Map(),
      violations: [{ kind: 'broken', what }],
      seconds,
    }
  }
}

/** Beside the disks as they were found: what was wrong, and what each device remembers of what it was told. */
function keepEvidence(folder: string, { violations, commands = [] }: RoundResult): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'violations.json'), JSON.stringify(violations, null, 2))
  writeFileSync(join(folder, 'commands.json'), JSON.stringify(commands, null, 2))
}

function sentenceOf(n: number, { kind, seed, acknowledged, unconfirmed, violations, seconds, putOff }: Ran): string {
  const verdict = violations.length === 0 ? 'ok' : `FAILED (${violations.length})`
  const later = [...putOff].map(([code, times]) => `${code} ${times}`).join(', ')
  const counts = `${acknowledged} acknowledged, ${unconfirmed} unconfirmed`
  return `${n} ${kind}, seed ${seed}: ${verdict}; ${counts}; put off: ${later || 'none'}; ${seconds.toFixed(1)} s`
}
