import { Random } from '@dangol/domain/chance/random.ts'
import { askEverything } from './events.ts'
import { createFindings } from './findings.ts'
import type { Findings } from './findings.ts'
import { knock, rawFrames } from './handshakes.ts'
import { request } from './http.ts'
import { openSite, residentMb } from './site.ts'
import type { Site } from './site.ts'
import { createKnown } from './values.ts'

export interface FuzzResult {
  readonly findings: Findings
  /** By process: before, and when all was quiet again. Megabytes. */
  readonly memory: readonly { readonly name: string; readonly beforeMb: number; readonly afterMb: number }[]
}

/**
 * A heap grows by some hundred megabytes before it is worth collecting, and stays there: 345 MB after 16,500 messages were 369 MB
 * after 52,000. What kept a kilobyte of each would be seen within minutes.
 */
const GROWTH_MB_MAX = 600
const QUIET_MS = 2_000
const DEVICES = { kiosk: 6, tablet: 6, office: 2 } as const

/** How long and how much: a busy machine throws less in the same time, and goes on for longer. */
interface FuzzOptions {
  readonly seconds: number
  readonly atLeast?: number
  readonly seed: number
}

/** Throws malformed things at a live store for so long. The same seed throws the same, as far as answers come in the same order. */
export async function fuzz(o: FuzzOptions): Promise<FuzzResult> {
  const site = await openSite()
  try {
    const findings = createFindings()
    const before = memoryOf(site)
    await throwAll(site, findings, o)
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS))
    const memory = memoryOf(site).map(({ name, mb }, at) => ({ name, beforeMb: before[at]?.mb ?? 0, afterMb: mb }))
    for (const { name, isAlive } of site.parts) if (!isAlive()) findings.add(`the ${name} is gone`, null)
    for (const line of site.errors()) findings.add('an error of its own in the log', line)
    for (const { name, beforeMb, afterMb } of memory) {
      if (afterMb - beforeMb > GROWTH_MB_MAX) findings.add(`the ${name} grew by ${afterMb - beforeMb} MB`, null)
    }
    return { findings, memory }
  } finally {
    await site.close()
  }
}

async function throwAll(site: Site, findings: Findings, { seconds, atLeast = 0, seed }: FuzzOptions): Promise<void> {
  const until = performance.now() + seconds * 1000
  const known = createKnown(['jieun', 'junho', 'seoyeon', 'kiosk-1', 'tablet-1'])
  let next = seed
  const deps = () => ({
    site,
    findings,
    known,
    random: new Random((next += 7_919)),
    isOver: () => performance.now() > until && findings.thrown() >= atLeast,
  })
  const devices = Object.entries(DEVICES).flatMap(([kind, count]) =>
    Array.from({ length: count }, (_, n) => askEverything(deps(), kind as keyof typeof DEVICES, n + 1)),
  )
  await Promise.all([...devices, knock(deps()), rawFrames(deps()), request(deps()), request(deps())])
}

const memoryOf = ({ parts }: Site) =>
  parts.map(({ name, pid, isAlive }) => ({ name, mb: isAlive() ? residentMb(pid) : 0 }))
