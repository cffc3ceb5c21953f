import { freePorts } from '@dangol/tooling/free-ports.ts'
import { serveParent } from '../worker.ts'
import { peerPackage } from './peer-package.ts'

interface ServerPackage {
  Server: new (options: { port: number; address: string; quiet: boolean }) => { listen(): Promise<unknown> }
}

/** Hocuspocus in a process of its own. */
const [port = 0] = await freePorts(1)
const { Server } = peerPackage<ServerPackage>('@hocuspocus/server')
await new Server({ port, address: '127.0.0.1', quiet: true }).listen()
serveParent({ address: () => ({ url: `ws://127.0.0.1:${port}` }) })
