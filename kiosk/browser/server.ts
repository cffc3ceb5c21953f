import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, Server as HttpServer, ServerResponse } from 'node:http'
import { Server } from 'socket.io'
import { createBridgeRouter } from '../host/bridge-router.ts'
import type { SimulatedScanner } from '../host/devices/simulated-scanner.ts'
import type { KioskHost } from '../host/kiosk-host.ts'
import { StartRefusal } from '../host/start-refusal.ts'
import { BRIDGE_PATH } from './bridge-wire.ts'
import type { HostEvents, PageEvents } from './bridge-wire.ts'
import { send } from './http.ts'
import { isOwnRequest } from './loopback.ts'
import { createPageTokens } from './page-tokens.ts'
import type { PageTokens } from './page-tokens.ts'
import { createPages } from './pages.ts'

/** A screen's largest message is a configuration; the same bound as the store server's. Bytes. */
export const MESSAGE_LENGTH_MAX = 256 * 1024
/** One screen, and a few for whoever looks after it. */
const SCREENS_MAX = 4

export interface BrowserShellOptions {
  readonly host: Pick<KioskHost, 'handlers' | 'onState'>
  /** Folder of the built screen. */
  readonly folder: string
  /** 0 for any free port. */
  readonly port: number
  readonly scanner: SimulatedScanner | null
  readonly onFailure: (error: unknown) => void
}

export interface BrowserShell {
  readonly url: string
  close(): Promise<void>
}

/** Serves the kiosk's screen to a Chromium on the same machine. Refuses to start: the port is taken. */
export async function openBrowserShell(options: BrowserShellOptions): Promise<BrowserShell> {
  const http = createServer()
  const port = await listen(http, options.port)
  const tokens = createPageTokens(randomText)
  const app = { protocol: 'http:', host: `127.0.0.1:${port}` }
  const pages = createPages({ ...options, app, tokens, nonce: randomText })
  const io = carryBridge(http, port, tokens, options)
  http.on('request', (request: IncomingMessage, response: ServerResponse) => {
    // Socket.IO answers on its own path.
    if (request.url?.startsWith(BRIDGE_PATH)) return
    const answer = isOwnRequest(request.headers, port) ? pages(request) : Promise.resolve(FOREIGN.clone())
    answer
      .then((made) => send(made, response))
      .catch((error: unknown) => {
        options.onFailure(error)
        response.destroy()
      })
  })
  return { url: `http://127.0.0.1:${port}`, close: () => io.close() }
}

/** Carries the bridge router over Socket.IO: websocket only, own pages only, one connection per page served. */
function carryBridge(http: HttpServer, port: number, tokens: PageTokens, options: BrowserShellOptions) {
  const { host, onFailure } = options
  const router = createBridgeRouter(host.handlers, onFailure)
  const io = new Server<PageEvents, HostEvents>(http, {
    path: BRIDGE_PATH,
    transports: ['websocket'],
    serveClient: false,
    maxHttpBufferSize: MESSAGE_LENGTH_MAX,
    perMessageDeflate: false,
    // Socket.IO's CORS settings do not guard WebSockets (recognition-ux 8.4).
    allowRequest: (request, decide) =>
      decide(null, request.headers.origin !== undefined && isOwnRequest(request.headers, port)),
  })
  io.use((socket, next) => {
    if (io.sockets.sockets.size >= SCREENS_MAX) return next(new Error('too many screens'))
    next(tokens.redeem(socket.handshake.auth['token']) ? undefined : new Error('stale page'))
  })
  io.on('connection', (socket) => {
    const stop = host.onState((state) => socket.emit('state', state))
    socket.on('disconnect', stop)
    socket.on('ask', (name, input, acknowledge) => {
      if (typeof acknowledge === 'function') void router(name, input).then(acknowledge)
    })
  })
  return io
}

function listen(http: HttpServer, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE'
      reject(taken ? new StartRefusal(`Port ${port} is taken: set DANGOL_KIOSK_PORT to a free one.`) : error)
    })
    http.listen(port, '127.0.0.1', () => {
      const address = http.address()
      if (address === null || typeof address === 'string') reject(new Error('the loopback server has no port'))
      else resolve(address.port)
    })
  })
}

const randomText = (): string => randomBytes(24).toString('base64url')
const FOREIGN = new Response('forbidden', { status: 403 })
