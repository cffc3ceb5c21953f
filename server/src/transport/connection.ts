import type { IncomingMessage } from 'node:http'

/** What is asked of one device's connection besides sending. */
export interface Connection {
  /** What waits to be sent behind what is being sent now. Bytes, or characters where that is all that is known. */
  waitingBytes(): number
  /** Stops and goes on reading; what the device sends meanwhile waits in its own buffers. */
  pause(): void
  resume(): void
  /** Ends it without waiting for the other side. */
  terminate(): void
  /** What is sent from now on in this turn leaves in one piece. */
  gather(): void
}

/** The parts of engine.io's socket and of its WebSocket that are reached through; only websockets are served. */
interface EngineSocket {
  readonly readyState?: string
  readonly transport: unknown
  readonly writeBuffer?: readonly { readonly data?: { readonly length: number } }[]
}
interface WebSocketTransport {
  readonly writable?: boolean
  readonly socket?: {
    readonly bufferedAmount: number
    send(message: Buffer, options: { binary: boolean }): void
    pause(): void
    resume(): void
    terminate(): void
    /** Of Node; the WebSocket library keeps it for itself. */
    readonly _socket?: { cork(): void; uncork(): void } | null
  }
}

/** The connection under a Socket.IO socket. */
export function connectionOf(conn: unknown): Connection {
  // engine.io keeps these for itself; there is no other way to a connection's own buffer (M2, R3).
  const engine = conn as EngineSocket
  const socket = () => (engine.transport as WebSocketTransport).socket
  return {
    waitingBytes: () => (engine.writeBuffer ?? []).reduce((sum, { data }) => sum + (data?.length ?? 0), 0),
    pause: () => socket()?.pause(),
    resume: () => socket()?.resume(),
    terminate: () => socket()?.terminate(),
    gather() {
      const raw = socket()?._socket
      if (raw === undefined || raw === null) return
      raw.cork()
      process.nextTick(() => raw.uncork())
    },
  }
}

/**
 * Empties the request that opened the connection, which is kept for as long as that is open. Where the page came from stays:
 * the next handshake on the same connection is judged by it.
 */
export function emptyRequest({ request }: { request: IncomingMessage }): void {
  const { origin } = request.headers
  request.headers = origin === undefined ? {} : { origin }
  request.rawHeaders = []
}

/**
 * Sends past engine.io's bookkeeping, which costs as much again as the sending. False, and nothing is sent, while anything is
 * on its way before it: then it must wait in the buffer that M2 looks at.
 */
export function sentAtOnce(conn: unknown, message: Buffer): boolean {
  const { readyState, transport, writeBuffer } = conn as EngineSocket
  const { writable, socket } = transport as WebSocketTransport
  if (readyState !== 'open' || writable !== true || writeBuffer?.length !== 0) return false
  if (socket === undefined || socket.bufferedAmount > 0) return false
  socket.send(message, { binary: false })
  return true
}
