import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { quantiles, target } from '../report.ts'
import type { Target } from '../report.ts'
import type { StoreAddress } from './contenders/dangol.ts'
import type { CrowdAt, Return } from './crowd.ts'
import { startCrowd, tabletsOf } from './crowds.ts'
import type { Crowd } from './crowds.ts'
import { spreadOf } from './rounds.ts'
import { startWorker } from './worker.ts'
import type { Worker } from './worker.ts'

const LIMIT = 1.5
/** Of the store that goes on working meanwhile; each of these goes to everyone on the floor. */
const PER_SECOND = 20
/** The working kiosks' last writes under the herd, and what a herd leaves to do behind it. */
const TAIL_MS = 300
const SETTLE_MS = 1_000
const WARM_UP_DEVICES = 200

export interface HerdOptions {
  readonly folder: string
  readonly devices: number
  /** Entries that each device missed. */
  readonly behind: number
  readonly rounds: number
  readonly say: (line: string) => void
}

/** The store, the kiosks that work on, and the crowd that comes back. */
interface Scene {
  readonly server: Worker
  readonly kiosks: Worker
  readonly crowd: Crowd
  readonly at: CrowdAt
  readonly rowsBetween: (from: number, to: number) => { rows: number; seqs: number }
  written: number
}

interface Herd {
  readonly acks: readonly number[]
  readonly caughtUp: { p50: number; p99: number; max: number }
  readonly cpuMs: number
  readonly back: readonly Return[]
  readonly notWhole: number
}

/** All devices come back in the same instant while kiosks work on: with nothing missed and, in turn, with everything missed. */
export async function measureHerd(
  o: HerdOptions,
): Promise<{ figures: Record<string, number | string>; targets: Target[] }> {
  const database = join(o.folder, 'herd.sqlite')
  const server = startWorker('./store-server.ts', [database])
  const [kiosks, crowd] = [startWorker('./side.ts', ['dangol']), startCrowd()]
  const address = await server.ask<StoreAddress>('address')
  const db = new Database(database, { readonly: true })
  const rowsBetween = db.prepare<[number, number], { rows: number; seqs: number }>(
    "select count(*) as rows, total(seq) as seqs from log where topic = 'floor' and seq > ? and seq <= ?",
  )
  try {
    await kiosks.ask('openKiosks', address)
    const scene: Scene = {
      ...{ server, kiosks, crowd, written: 0 },
      at: await tabletsOf(server, address, Math.max(o.devices, WARM_UP_DEVICES)),
      rowsBetween: (from, to) => rowsBetween.get(from, to) ?? { rows: 0, seqs: 0 },
    }
    const light: Herd[] = []
    const heavy: Herd[] = []
    await comeBack(scene, Math.min(WARM_UP_DEVICES, o.devices), 0)
    for (let round = 1; round <= o.rounds; round++) {
      o.say(`herd of ${o.devices}, round ${round} of ${o.rounds} ...`)
      light.push(await comeBack(scene, o.devices, 0))
      heavy.push(await comeBack(scene, o.devices, o.behind))
    }
    return report(o, light, heavy)
  } finally {
    db.close()
    await Promise.all([server, kiosks, crowd].map((one) => one.end()))
  }
}

async function comeBack(scene: Scene, devices: number, behind: number): Promise<Herd> {
  const { kiosks, crowd, at, server } = scene
  await pause(SETTLE_MS)
  const before = await crowd.look(at)
  await kiosks.ask('write', { from: scene.written, count: behind, perSecond: 0 })
  scene.written += behind
  const now = await crowd.look(at)
  const expected = scene.rowsBetween(before.seq, now.seq)
  await kiosks.ask('begin', { from: scene.written, perSecond: PER_SECOND })
  const cpuBefore = await server.ask<number>('cpuMs')
  const back = await crowd.comeBack(at, devices, before, now.seq)
  const cpuMs = (await server.ask<number>('cpuMs')) - cpuBefore
  await pause(TAIL_MS)
  const acks = await kiosks.ask<number[]>('stop')
  scene.written += acks.length
  await crowd.leave()
  const isWhole = (one: Return) => one.snapshot || (one.rows === expected.rows && one.seqs === expected.seqs)
  return {
    acks,
    caughtUp: quantiles(back.map(({ caughtUpMs }) => caughtUpMs)),
    cpuMs,
    back,
    notWhole: devices - back.filter((one) => isWhole(one) && one.faults.length === 0).length,
  }
}

function report(o: HerdOptions, light: readonly Herd[], heavy: readonly Herd[]) {
  const figures: Record<string, number | string> = {
    'herd: devices': o.devices,
    'herd: entries missed by each': o.behind,
  }
  for (const [name, herds] of [
    ['nothing missed', light],
    ['all missed', heavy],
  ] as const) {
    figures[`herd, ${name}: caught up p50, ms`] = spreadOf(herds.map(({ caughtUp }) => caughtUp.p50))
    figures[`herd, ${name}: caught up last, ms`] = spreadOf(herds.map(({ caughtUp }) => caughtUp.max))
    figures[`herd, ${name}: working kiosk acknowledged p50, ms`] = quantiles(herds.flatMap(({ acks }) => acks)).p50
    figures[`herd, ${name}: working kiosk acknowledged p99, ms`] = quantiles(herds.flatMap(({ acks }) => acks)).p99
    figures[`herd, ${name}: acknowledgements a round`] = spreadOf(herds.map(({ acks }) => acks.length))
    figures[`herd, ${name}: server's processor time, ms`] = spreadOf(herds.map(({ cpuMs }) => cpuMs))
  }
  const back = heavy.flatMap((herd) => herd.back)
  figures['herd, all missed: given a snapshot instead, share'] =
    back.filter(({ snapshot }) => snapshot).length / back.length
  const faults = [...light, ...heavy].flatMap((herd) => herd.back.flatMap((one) => one.faults))
  if (faults.length > 0) figures['herd: what was wrong'] = countsOf(faults)
  const p99 = (herds: readonly Herd[]) => quantiles(herds.flatMap(({ acks }) => acks)).p99
  const compared = p99(heavy) / p99(light)
  const notWhole = [...light, ...heavy].reduce((sum, herd) => sum + herd.notWhole, 0)
  const targets: Target[] = [
    target('herd: devices without exactly what they missed', 'devices', notWhole, 0, 'lower'),
    target('herd: working kiosk acknowledged p99, all missed / nothing missed', 'x', compared, LIMIT, 'lower'),
  ]
  return { figures, targets }
}

function countsOf(words: readonly string[]): string {
  const kinds = words.map((word) => word.replace(/\d+/, 'N'))
  return [...new Set(kinds)].map((kind) => `${kind}: ${kinds.filter((one) => one === kind).length}`).join(', ')
}
