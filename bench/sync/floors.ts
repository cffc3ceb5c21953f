import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { quantiles } from '../report.ts'
import { connectRaw } from './raw-ws.ts'
import { startWorker } from './worker.ts'

const APPENDED = Buffer.alloc(4096, 0x61)
const MESSAGE = 'a'.repeat(318)

/** What no design can be quicker than on this machine in this hour: an append made durable, and there and back over a WebSocket. */
export async function measureFloors(o: { folder: string; times: number }): Promise<Record<string, number>> {
  const append = quantiles(appends(join(o.folder, 'floor.bin'), o.times))
  const trip = quantiles(await roundTrips(o.times))
  return {
    'floor: append of 4 KB and fdatasync p50, ms': append.p50,
    'floor: append of 4 KB and fdatasync p99, ms': append.p99,
    'floor: round trip over a raw WebSocket p50, ms': trip.p50,
    'floor: round trip over a raw WebSocket p99, ms': trip.p99,
  }
}

function appends(path: string, times: number): number[] {
  const file = openSync(path, 'a')
  const sample = Array.from({ length: times }, () => {
    const startedAt = performance.now()
    writeSync(file, APPENDED)
    fdatasyncSync(file)
    return performance.now() - startedAt
  })
  closeSync(file)
  return sample
}

async function roundTrips(times: number): Promise<number[]> {
  const server = startWorker('./raw-server.ts')
  const { url } = await server.ask<{ url: string }>('address')
  const socket = connectRaw(url)
  await new Promise<void>((resolve) => socket.on('open', resolve))
  const sample: number[] = []
  let back: () => void = () => undefined
  socket.on('message', () => back())
  for (let n = 0; n < times; n++) {
    const startedAt = performance.now()
    await new Promise<void>((resolve) => {
      back = resolve
      socket.send(MESSAGE)
    })
    sample.push(performance.now() - startedAt)
  }
  socket.terminate()
  await server.end()
  return sample
}
