import type { AddressInfo } from 'node:net'
import { createStore } from './store.ts'
import type { StoreOptions } from './store.ts'
import { createHttp } from './transport/http.ts'
import { createSockets } from './transport/sockets.ts'
import type { Features } from './wire.ts'

export interface AppDeps extends StoreOptions {
  /** Names by which devices reach this server; addresses and 'localhost' need no listing. */
  readonly ownNames: readonly string[]
  /** Folder of the built staff pages. */
  readonly pages: string
}

/** A store server; `features` are for tests, which look behind the wire. */
export interface App {
  readonly features: Features
  /** Starts listening and mirroring; returns the address. Rejects when the port is taken. */
  listen(at: { host: string; port: number }): Promise<string>
  /** Ends in order: no new work, what is under way to its end, connections closed. The database stays open. */
  close(): Promise<void>
}

/** The composition root: `main.ts`, tests and benchmarks all start a store server here. */
export async function createApp(deps: AppDeps): Promise<App> {
  const http = await createHttp({
    ...deps,
    health: () => ({ shop: store.features.line.status(), mirroredAt: store.mirror.currentAtMs() }),
  })
  const sockets = createSockets({ ...deps, http: http.server })
  const store = createStore(deps, sockets)
  sockets.open(store.desk)

  return {
    features: store.features,
    async listen({ host, port }) {
      await http.listen({ host, port })
      store.start()
      // A listening TCP server has an address of this form.
      const address = http.server.address() as AddressInfo
      return `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`
    },
    async close() {
      await store.stop()
      await sockets.close()
      await http.close()
    },
  }
}
