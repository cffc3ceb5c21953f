import { join } from 'node:path'
import { round, target } from '../report.ts'
import type { Target } from '../report.ts'
import type { StoreAddress } from './contenders/dangol.ts'
import type { CrowdAt } from './crowd.ts'
import { startCrowd, tabletsOf } from './crowds.ts'
import { median } from './rounds.ts'
import { startWorker } from './worker.ts'
import type { Worker } from './worker.ts'

const LIMIT = 1.5
const WARM_UPS = 6
const WARM_UP_DEVICES = 100

interface PerDevice {
  readonly rss: number
  readonly heap: number
}

/** What a device that follows the floor costs the server's process, beside one in a room of bare Socket.IO. */
export async function measureMemory(o: { folder: string; devices: number; rounds: number }) {
  const ours: PerDevice[] = []
  const bare: PerDevice[] = []
  for (let n = 0; n < o.rounds; n++) {
    const database = join(o.folder, `memory-${n}.sqlite`)
    ours.push(await perDevice(startWorker('./store-server.ts', [database]), 'store', o.devices))
    bare.push(await perDevice(startWorker('./reference-server.ts'), 'socket.io', o.devices))
  }
  const of = (sample: PerDevice[], what: keyof PerDevice) => median(sample.map((one) => one[what]))
  const ratioOf = (what: keyof PerDevice) => of(ours, what) / of(bare, what)
  const figures: Record<string, number | string> = {
    'memory: devices': o.devices,
    'memory: ours, KB RSS a device': round(of(ours, 'rss') / 1024),
    'memory: bare Socket.IO, KB RSS a device': round(of(bare, 'rss') / 1024),
    'memory: ours, KB heap a device': round(of(ours, 'heap') / 1024),
    'memory: bare Socket.IO, KB heap a device': round(of(bare, 'heap') / 1024),
  }
  const targets: Target[] = [
    target('memory per device / bare Socket.IO, RSS', 'x', ratioOf('rss'), LIMIT, 'lower'),
    target('memory per device / bare Socket.IO, heap', 'x', ratioOf('heap'), LIMIT, 'lower'),
  ]
  return { figures, targets }
}

async function perDevice(server: Worker, kind: 'store' | 'socket.io', devices: number): Promise<PerDevice> {
  const crowd = startCrowd()
  try {
    const address = await server.ask<StoreAddress>('address')
    const everComing = devices + WARM_UPS * WARM_UP_DEVICES
    const at: CrowdAt = kind === 'store' ? await tabletsOf(server, address, everComing) : { kind, url: address.url }
    // Cold code and a young heap grow once, whoever comes first.
    for (let times = 0; times < WARM_UPS; times++) {
      await crowd.gather(at, WARM_UP_DEVICES)
      await crowd.leave()
    }
    const before = await server.ask<PerDevice>('memory')
    await crowd.gather(at, devices)
    const after = await server.ask<PerDevice>('memory')
    return { rss: (after.rss - before.rss) / devices, heap: (after.heap - before.heap) / devices }
  } finally {
    await Promise.all([server.end(), crowd.end()])
  }
}
