/** What is asked of one device's connection besides sending. */
export interface Connection {
  /** What waits to be sent behind what is being sent now. Bytes, or characters where that is all that is known. */
  waitingBytes(): number
  /** Stops and goes on reading; what the device sends meanwhile waits in its own buffers. */
  pause(): void
  resume(): void
  /** Ends it without waiting for the other side. */
  terminate(): void
}

/** The parts of engine.io's socket and of its WebSocket that are reached through; only websockets are served. */
interface EngineSocket {
  readonly transport: unknown
  readonly writeBuffer?: readonly { readonly data?: { readonly length: number } }[]
}
interface WebSocketTransport {
  readonly socket?: { pause(): void; resume(): void; terminate(): void }
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
  }
}
