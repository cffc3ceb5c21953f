import { createServer } from 'node:http'
import type { RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { serveParent } from '../worker.ts'
import { peerPackage } from './peer-package.ts'

interface PouchClass {
  new (name: string): { info(): Promise<unknown> }
  defaults(options: { prefix: string }): PouchClass
}
type Express = () => RequestListener & { use(path: string, handler: unknown): void }

/** express-pouchdb over LevelDB, as its own documentation sets it up. Argument: the folder of its files. */
const [folder = '.'] = process.argv.slice(2)
const PouchDB = peerPackage<PouchClass>('pouchdb').defaults({ prefix: join(folder, '/') })
const app = peerPackage<Express>('express')()
const handler = peerPackage<(pouch: PouchClass, options: object) => unknown>('express-pouchdb')
app.use('/', handler(PouchDB, { mode: 'minimumForPouchDB', inMemoryConfig: true, logPath: join(folder, 'log.txt') }))
await new PouchDB('floor').info()
const http = createServer(app)
await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
serveParent({ address: () => ({ url: `http://127.0.0.1:${(http.address() as AddressInfo).port}` }) })
