import { createRequire } from 'node:module'
import type { Server as HttpServer } from 'node:http'

/** As much of `ws` as the benchmark uses. */
export interface RawSocket {
  send(data: string): void
  close(): void
  terminate(): void
  on(event: 'message', listener: (data: Buffer) => void): unknown
  on(event: 'open' | 'close', listener: () => void): unknown
  on(event: 'error', listener: (error: Error) => void): unknown
}
interface RawServer {
  on(event: 'connection', listener: (socket: RawSocket) => void): unknown
}
interface Ws {
  WebSocket: new (url: string, options: { perMessageDeflate: boolean }) => RawSocket
  WebSocketServer: new (options: { server: HttpServer; perMessageDeflate: boolean }) => RawServer
}

/** The very `ws` that Socket.IO stands on, so that what is compared is what stands on top of it. */
const fromSocketIo = createRequire(createRequire(import.meta.url).resolve('socket.io'))
const ws = createRequire(fromSocketIo.resolve('engine.io'))('ws') as Ws

export const connectRaw = (url: string): RawSocket => new ws.WebSocket(url, { perMessageDeflate: false })
export const serveRaw = (server: HttpServer): RawServer => new ws.WebSocketServer({ server, perMessageDeflate: false })
