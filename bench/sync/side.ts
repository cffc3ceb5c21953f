import { setTimeout as pause } from 'node:timers/promises'
import { contenderOf } from './contenders/all.ts'
import type { ContenderName } from './contenders/all.ts'
import type { Kiosks } from './contenders/contender.ts'
import { sharedNowMs } from './own-figures.ts'
import { serveParent } from './worker.ts'

/** The kiosks' process, or the tablet's, of one contender. Argument: its name. */
const contender = await contenderOf(process.argv[2] as ContenderName)
const seenAt = new Map<number, number>()
let kiosks: Kiosks | null = null
let steady: { isOver: boolean; done: Promise<number[]> } | null = null

const write = async (n: number): Promise<number> => {
  const sentAt = sharedNowMs()
  await kiosks?.write(n)
  return sharedNowMs() - sentAt
}

serveParent({
  async openKiosks(address: never) {
    kiosks = await contender.openKiosks(address)
  },
  openTablet: (address: never) => contender.openTablet(address, (n) => void seenAt.set(n, sharedNowMs())),

  /** Sends at a pace that waits for nobody, or all at once for a pace of 0. */
  async write({ from, count, perSecond }: { from: number; count: number; perSecond: number }) {
    const startedAt = sharedNowMs()
    const sentAt: number[] = []
    const acknowledged: Promise<number>[] = []
    for (let i = 0; i < count; i++) {
      const waitMs = perSecond === 0 ? 0 : startedAt + (i * 1000) / perSecond - sharedNowMs()
      if (waitMs > 0) await pause(waitMs)
      sentAt.push(sharedNowMs())
      acknowledged.push(write(from + i))
    }
    return { startedAt, sentAt, ackMs: await Promise.all(acknowledged) }
  },
  /** When each of these writes could be seen; those that never came are missing. */
  async seen({ from, count, withinMs }: { from: number; count: number; withinMs: number }) {
    const giveUpAt = sharedNowMs() + withinMs
    while (sharedNowMs() < giveUpAt && !seenAt.has(from + count - 1)) await pause(5)
    const all = () => Array.from({ length: count }, (_, i) => seenAt.get(from + i) ?? null)
    while (sharedNowMs() < giveUpAt && all().includes(null)) await pause(20)
    const times = all()
    seenAt.clear()
    return times
  },
  /** Writes at a pace until told to stop, as a working store does while something else goes on. */
  begin({ from, perSecond }: { from: number; perSecond: number }) {
    const acknowledged: Promise<number>[] = []
    const startedAt = sharedNowMs()
    const run = async (): Promise<number[]> => {
      for (let i = 0; steady?.isOver === false; i++) {
        await pause(Math.max(0, startedAt + (i * 1000) / perSecond - sharedNowMs()))
        acknowledged.push(write(from + i))
      }
      return Promise.all(acknowledged)
    }
    steady = { isOver: false, done: Promise.resolve([]) }
    steady.done = run()
  },
  async stop() {
    if (steady === null) return []
    steady.isOver = true
    return steady.done
  },
})
