import { createServer, connect } from 'node:net'
import type { Server, Socket } from 'node:net'

/** The line between the store and the online shop, as a relay that can be cut and mended like the real one. */
export interface WanRelay {
  readonly port: number
  isUp(): boolean
  /** Breaks every connection and refuses new ones, as a dead router does. */
  cut(): void
  mend(): void
  close(): Promise<void>
}

/** Relays `host:port` to `host:shopPort`; port 0 takes a free one. Rejects when the port is taken. */
export async function openWanRelay(o: { host: string; port: number; shopPort: number }): Promise<WanRelay> {
  const open = new Set<Socket>()
  let up = true
  const server = createServer((near) => {
    if (!up) return void near.destroy()
    const far = connect(o.shopPort, o.host)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        open.delete(one)
        other.destroy()
      })
      one.pipe(other)
    }
  })
  await listen(server, o)
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : o.port,
    isUp: () => up,
    cut() {
      up = false
      for (const socket of open) socket.destroy()
    },
    mend() {
      up = true
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

function listen(server: Server, o: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(o.port, o.host, () => resolve())
  })
}
