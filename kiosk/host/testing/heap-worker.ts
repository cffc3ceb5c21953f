import { getHeapSnapshot } from 'node:v8'
import { parentPort, workerData } from 'node:worker_threads'
import { openStoreLink } from '@dangol/client/store-link.ts'
import { systemTimers } from '@dangol/client/system-clock.ts'
import { systemIds } from '@dangol/client/system-ids.ts'
import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import { openKioskFiles } from '../disk/kiosk-files.ts'
import { createSimulatedScanner } from '../devices/simulated-scanner.ts'
import { createHost } from '../kiosk-host.ts'
import { steadyClock } from '../steady-clock.ts'

/** A kiosk host in a heap of its own, so that a test can look at all of it; it knows nobody but through its line. */
const { url, folder } = workerData as { url: string; folder: string }
const id = 'kiosk-1' as DeviceId
const link = openStoreLink({
  url,
  handshake: () => ({ protocol: 1, device: { id, kind: 'kiosk' }, token: 'k'.repeat(32) }),
  timers: systemTimers,
})
const host = createHost({
  device: { id, storeName: { ko: '단골', en: 'Dangol' }, pitchMm: 0.369, shopUrl: url, simulator: false },
  version: 'test',
  link,
  ...openKioskFiles(folder, id),
  scanner: createSimulatedScanner(),
  updater: { check: () => undefined },
  clock: steadyClock,
  timers: systemTimers,
  ids: systemIds,
})
host.onState((state) =>
  parentPort?.postMessage({ visit: state.visit !== null, goodbye: state.goodbye !== null, link: state.link }),
)

parentPort?.on('message', (asked: 'end' | 'heap' | 'close') => {
  if (asked === 'end') {
    void host.handlers['visit:end']({ epoch: host.state().epoch })
    void host.handlers['visit:dismiss']({})
  }
  if (asked === 'close') host.close()
  if (asked === 'heap') void heap().then((text) => parentPort?.postMessage({ heap: text }))
})

/** All of it, once everything that the store server sent before has arrived: an answer comes after it on the same line. */
async function heap(): Promise<string> {
  await link.request('catalogue:stock', { query: '' })
  await new Promise((resolve) => setTimeout(resolve))
  const chunks: Buffer[] = []
  for await (const chunk of getHeapSnapshot() as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
