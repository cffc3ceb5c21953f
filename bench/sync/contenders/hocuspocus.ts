import { startWorker } from '../worker.ts'
import { KIOSKS, stepOf } from './contender.ts'
import type { Contender } from './contender.ts'
import { peerPackage } from './peer-package.ts'

/** As much of Yjs and of Hocuspocus' client as is used. */
interface YMap {
  set(key: string, value: unknown): void
  get(key: string): unknown
  observe(listener: (event: { keysChanged: Set<string> }) => void): void
}
interface Provider {
  readonly document: { getMap(name: string): YMap }
  readonly hasUnsyncedChanges: boolean
  on(event: 'synced' | 'unsyncedChanges', listener: () => void): unknown
}
interface ProviderPackage {
  HocuspocusProvider: new (options: { url: string; name: string }) => Provider
}
interface Address {
  readonly url: string
}

/** One shared Yjs document behind Hocuspocus: merges by itself, and stores some seconds later. */
export const contender: Contender = {
  async serve() {
    peerPackage('yjs')
    peerPackage('@hocuspocus/provider')
    peerPackage('@hocuspocus/server')
    const server = startWorker('./contenders/hocuspocus-server.ts')
    return { address: await server.ask<Address>('address'), end: server.end }
  },
  async openKiosks(address: Address) {
    const kiosks = await Promise.all(Array.from({ length: KIOSKS }, () => open(address)))
    return {
      async write(n) {
        const kiosk = kiosks[n % KIOSKS]
        // It merges what was set meanwhile, so a write says which one it is.
        kiosk?.document.getMap('floor').set(`kiosk-${n % KIOSKS}`, { ...VISIT, step: stepOf(n), n })
        await Promise.resolve()
      },
    }
  },
  async openTablet(address: Address, seen) {
    const { document } = await open(address)
    const floor = document.getMap('floor')
    const last = new Map<string, number>()
    floor.observe(({ keysChanged }) => {
      for (const key of keysChanged) {
        const { n } = floor.get(key) as { n: number }
        // A state that was written over before anybody looked was never seen by itself; the one over it shows it as well.
        for (let one = (last.get(key) ?? (n % KIOSKS) - KIOSKS) + KIOSKS; one <= n; one += KIOSKS) seen(one)
        last.set(key, n)
      }
    })
  },
}

const VISIT = {
  id: '01998000-0000-7000-8000-000000000000',
  level: 'L0',
  lang: 'ko',
  startedAt: 1_760_000_000_000,
  maskedName: null,
  customerId: null,
  configurationCount: 0,
  cartUnits: 0,
  servedBy: null,
}

async function open({ url }: Address): Promise<Provider> {
  const { HocuspocusProvider } = peerPackage<ProviderPackage>('@hocuspocus/provider')
  const provider = new HocuspocusProvider({ url, name: 'floor' })
  await new Promise<void>((resolve) => provider.on('synced', () => resolve()))
  return provider
}
