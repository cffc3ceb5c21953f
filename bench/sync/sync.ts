import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { round } from '../report.ts'
import type { Bench, Target } from '../report.ts'
import { measureFanOut } from './fan-out.ts'
import { measureFloors } from './floors.ts'
import { measureHerd } from './herd.ts'
import { measureHotReads } from './hot-reads.ts'
import { measureMemory } from './memory.ts'
import { measureWrites } from './writes.ts'

/** How much of everything: a run for the record, and one to look while working. */
const FULL = {
  writes: { rounds: 6, paced: 130, burst: 1_000, peers: true },
  fanOut: { rounds: 5 },
  memory: { devices: 1_000, rounds: 2 },
  herd: { devices: 1_000, behind: 1_000, rounds: 2 },
  reads: { rounds: 15 },
  floors: { times: 1_000 },
}
const QUICK: typeof FULL = {
  writes: { rounds: 3, paced: 100, burst: 600, peers: false },
  fanOut: { rounds: 3 },
  memory: { devices: 300, rounds: 1 },
  herd: { devices: 300, behind: 1_000, rounds: 1 },
  reads: { rounds: 7 },
  floors: { times: 300 },
}

type Part = 'floors' | 'reads' | 'writes' | 'fan-out' | 'memory' | 'herd'
interface Measured {
  readonly figures: Record<string, number | string>
  readonly targets: readonly Target[]
}

/**
 * Sync, as ratios within one run: the product's own processes beside a bare reference, the machine's floors and the peers
 * that are installed. Options: quick (no peers), only (a part's name).
 */
export const bench: Bench = async (options, say) => {
  const amount = options['quick'] === undefined ? FULL : QUICK
  const folder = mkdtempSync(join(tmpdir(), 'dangol-bench-'))
  const startedAt = performance.now()
  const parts: Record<Part, () => Promise<Measured> | Measured> = {
    floors: async () => ({ figures: await measureFloors({ folder, ...amount.floors }), targets: [] }),
    reads: () => measureHotReads({ folder, ...amount.reads }),
    writes: () => measureWrites({ folder, say, ...amount.writes }),
    'fan-out': () => measureFanOut({ say, ...amount.fanOut }),
    memory: () => measureMemory({ folder, ...amount.memory }),
    herd: () => measureHerd({ folder, say, ...amount.herd }),
  }
  const only = options['only']
  const figures: Record<string, number | string> = {}
  const targets: Target[] = []
  try {
    for (const [name, measure] of Object.entries(parts)) {
      if (only !== undefined && only !== name) continue
      say(`${name} ...`)
      const measured = await measure()
      Object.assign(figures, measured.figures)
      targets.push(...measured.targets)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  figures['the whole run, s'] = round((performance.now() - startedAt) / 1000)
  return { name: 'sync', figures, targets }
}
