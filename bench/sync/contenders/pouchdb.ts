import { systemIds } from '@dangol/client/system-ids.ts'
import { startWorker } from '../worker.ts'
import { KIOSKS, stepOf } from './contender.ts'
import type { Contender } from './contender.ts'
import { peerPackage } from './peer-package.ts'

/** As much of PouchDB as is used. */
interface Feed {
  on(event: 'change', listener: (change: { doc?: { n: number } }) => void): Feed
}
interface Pouch {
  info(): Promise<unknown>
  put(doc: object): Promise<unknown>
  changes(options: { live: boolean; since: 'now'; include_docs: boolean }): Feed
}
type PouchClass = new (url: string) => Pouch
interface Address {
  readonly url: string
}

/**
 * A CouchDB-like server over LevelDB with PouchDB on both sides, spoken to directly: a copy on each device that is kept in
 * step both ways takes ten times as long. It answers before the disk has a write: 200 of them flushed four times, all at the
 * opening, so its time has none of the disk's in it.
 */
export const contender: Contender = {
  async serve(folder) {
    for (const name of ['pouchdb', 'express-pouchdb', 'express']) peerPackage(name)
    const server = startWorker('./contenders/pouchdb-server.ts', [folder])
    return { address: await server.ask<Address>('address'), end: server.end }
  },
  async openKiosks(address: Address) {
    const remote = await open(address)
    return {
      async write(n) {
        // A document of its own each: one written over before anybody looked would not be seen by itself.
        await remote.put({ _id: systemIds.next(), ...VISIT, deviceId: `kiosk-${n % KIOSKS}`, n, step: stepOf(n) })
      },
    }
  },
  async openTablet(address: Address, seen) {
    const remote = await open(address)
    remote.changes({ live: true, since: 'now', include_docs: true }).on('change', ({ doc }) => {
      if (doc !== undefined) seen(doc.n)
    })
  },
}

const VISIT = {
  level: 'L0',
  lang: 'ko',
  startedAt: 1_760_000_000_000,
  maskedName: null,
  customerId: null,
  configurationCount: 0,
  cartUnits: 0,
  servedBy: null,
}

async function open({ url }: Address): Promise<Pouch> {
  const PouchDB = peerPackage<PouchClass>('pouchdb')
  const remote = new PouchDB(`${url}/floor`)
  await remote.info()
  return remote
}
