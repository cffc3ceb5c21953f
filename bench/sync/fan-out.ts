import { setTimeout as pause } from 'node:timers/promises'
import { target } from '../report.ts'
import type { Target } from '../report.ts'
import type { StoreAddress } from './contenders/dangol.ts'
import type { CrowdAt } from './crowd.ts'
import { startCrowd, tabletsOf } from './crowds.ts'
import type { Crowd } from './crowds.ts'
import { median, ratio, spreadOf } from './rounds.ts'
import { startWorker } from './worker.ts'
import type { Worker } from './worker.ts'

/** Devices, and how many entries each hears of a round: as many deliveries as it takes to measure, for each size. */
const SIZES = [
  { devices: 1, entries: 2_000 },
  { devices: 50, entries: 300 },
  { devices: 500, entries: 60 },
  { devices: 2_000, entries: 20 },
]
const LIMIT = 1.4
const SETTLE_MS = 150

export interface FanOutMeasured {
  readonly figures: Record<string, number | string>
  readonly targets: Target[]
}

/** What it costs the server's processor to bring one entry to one more device, beside a bare WebSocket server with as many bytes. */
export async function measureFanOut(o: { rounds: number; say: (line: string) => void }): Promise<FanOutMeasured> {
  const figures: Record<string, number | string> = {
    'fan-out: measured as': "processor time of the server's process with and without listeners, the database in memory",
  }
  const targets: Target[] = []
  for (const { devices, entries } of SIZES) {
    o.say(`fan-out to ${devices} ...`)
    const { ours, raw, bytes } = await measureSize({ devices, entries, rounds: o.rounds })
    const compared = ratio(ours, raw)
    figures[`fan-out to ${devices}: ours, us a delivery`] = spreadOf(ours)
    figures[`fan-out to ${devices}: raw WebSocket, us a delivery`] = spreadOf(raw)
    figures[`fan-out to ${devices}: ratio of rounds`] = compared.spread
    figures['fan-out: bytes of an entry'] = bytes
    targets.push(
      target(`fan-out to ${devices}, processor time / raw WebSocket`, 'x', median(ours) / median(raw), LIMIT, 'lower'),
    )
  }
  return { figures, targets }
}

async function measureSize(o: { devices: number; entries: number; rounds: number }) {
  const store = startWorker('./store-server.ts')
  const bare = startWorker('./raw-server.ts')
  const [oursCrowd, rawCrowd] = [startCrowd(), startCrowd()]
  const ours: number[] = []
  const raw: number[] = []
  try {
    const at = await tabletsOf(store, await store.ask<StoreAddress>('address'), o.devices)
    const rawAt: CrowdAt = { kind: 'raw', ...(await bare.ask<{ url: string }>('address')) }
    const nobodyOurs = await quietly(store, o, {})
    await oursCrowd.gather(at, o.devices)
    await publish(store, oursCrowd, { ...o, entries: 5 }, {}, 0)
    const bytes = await oursCrowd.bytesHeardLast()
    const nobodyRaw = await quietly(bare, o, { bytes })
    await rawCrowd.gather(rawAt, o.devices)
    await publish(bare, rawCrowd, { ...o, entries: 5 }, { bytes }, 0)
    let told = 5
    for (let round = 0; round < o.rounds; round++) {
      ours.push((await publish(store, oursCrowd, o, { serial: told }, told)) - nobodyOurs)
      raw.push((await publish(bare, rawCrowd, o, { bytes }, told)) - nobodyRaw)
      told += o.entries
    }
    const perDelivery = (cpuMs: number) => (cpuMs * 1000) / (o.devices * o.entries)
    return { ours: ours.map(perDelivery), raw: raw.map(perDelivery), bytes }
  } finally {
    await Promise.all([store, bare, oursCrowd, rawCrowd].map((one) => one.end()))
  }
}

/** The same work with nobody listening: appending is not fan-out. Milliseconds of processor time. */
async function quietly(server: Worker, o: { entries: number }, more: object): Promise<number> {
  const sample: number[] = []
  for (let times = 0; times < 4; times++) {
    const before = await server.ask<number>('cpuMs')
    await server.ask('publish', { times: o.entries, ...more })
    sample.push((await server.ask<number>('cpuMs')) - before)
  }
  return median(sample.slice(1))
}

async function publish(
  server: Worker,
  crowd: Crowd,
  o: { devices: number; entries: number },
  more: object,
  toldBefore: number,
): Promise<number> {
  await pause(SETTLE_MS)
  const before = await server.ask<number>('cpuMs')
  await server.ask('publish', { times: o.entries, ...more })
  if (!(await crowd.hears((toldBefore + o.entries) * o.devices))) throw new Error('entries were lost on the way')
  return (await server.ask<number>('cpuMs')) - before
}
