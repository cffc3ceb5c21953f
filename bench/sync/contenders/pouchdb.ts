import { join } from 'node:path'
import { systemIds } from '@dangol/client/system-ids.ts'
import { startWorker } from '../worker.ts'
import { KIOSKS, stepOf } from './contender.ts'
import type { Contender, Kiosks } from './contender.ts'
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
type Live = (from: Pouch, to: Pouch, options: { live: true; retry: true }) => unknown
interface PouchClass {
  new (name: string): Pouch
  readonly replicate: Live
}
interface Address {
  readonly url: string
  readonly folder: string
}

/** A CouchDB-like server over LevelDB. It answers before the disk has a write: 200 of them flushed four times, all at the opening. */
async function serve(folder: string) {
  for (const name of ['pouchdb', 'express-pouchdb', 'express']) peerPackage(name)
  const server = startWorker('./contenders/pouchdb-server.ts', [folder])
  const { url } = await server.ask<{ url: string }>('address')
  return { address: { url, folder } satisfies Address, end: server.end }
}

/**
 * PouchDB as the client of its server only: nothing is kept on a device, so without the line there is no shop, and no answer waits
 * for a disk. It promises less than the product on both counts, and its time has none of the disk's in it.
 */
export const direct: Contender = {
  serve,
  async openKiosks(address: Address) {
    const remote = await openRemote(address)
    return writing(() => remote)
  },
  async openTablet(address: Address, seen) {
    watch(await openRemote(address), seen)
  },
}

/**
 * PouchDB as a shop takes it that is to work without the line: a database on the device, kept in step by live replication. A write
 * is acknowledged by the kiosks' copy and seen in the tablet's. One copy for all kiosks, which is kinder to it than the twenty of a
 * shop: so many replications at once are what its server has no time for. Nothing of it waits for a disk here either.
 */
export const copies: Contender = {
  serve,
  async openKiosks(address: Address) {
    const local = await openLocal(address, 'kiosks')
    pouch().replicate(local, await openRemote(address), LIVE)
    return writing(() => local)
  },
  async openTablet(address: Address, seen) {
    const local = await openLocal(address, 'tablet')
    pouch().replicate(await openRemote(address), local, LIVE)
    watch(local, seen)
  },
}

const LIVE = { live: true, retry: true } as const
const pouch = () => peerPackage<PouchClass>('pouchdb')

/** A document of its own each: one written over before anybody looked would not be seen by itself. */
const writing = (of: (n: number) => Pouch | undefined): Kiosks => ({
  async write(n) {
    await of(n)?.put({ _id: systemIds.next(), ...VISIT, deviceId: `kiosk-${n % KIOSKS}`, n, step: stepOf(n) })
  },
})

function watch(database: Pouch, seen: (n: number) => void): void {
  database.changes({ live: true, since: 'now', include_docs: true }).on('change', ({ doc }) => {
    if (doc !== undefined) seen(doc.n)
  })
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

const openRemote = ({ url }: Address): Promise<Pouch> => opened(`${url}/floor`)
/** Over LevelDB, in the contender's own folder, which goes with the run. */
const openLocal = ({ folder }: Address, device: string): Promise<Pouch> => opened(join(folder, device))

async function opened(name: string): Promise<Pouch> {
  const database = new (pouch())(name)
  await database.info()
  return database
}
