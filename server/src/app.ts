import type { AddressInfo } from 'node:net'
import { Server as SecureServer } from 'node:tls'
import { plainAddress } from './platform/address-bytes.ts'
import { createStore } from './store.ts'
import type { StoreOptions } from './store.ts'
import { CONNECTIONS, createAddressRate } from './transport/address-rate.ts'
import { createDoor } from './transport/door.ts'
import { createHttp, TLS_MIN_VERSION } from './transport/http.ts'
import type { ServedCertificate } from './transport/http.ts'
import { createSockets } from './transport/sockets.ts'
import type { Features } from './wire.ts'

export interface AppDeps extends StoreOptions {
  /** Names by which devices reach this server; addresses and 'localhost' need no listing. */
  readonly ownNames: readonly string[]
  /** Folder of the built staff pages. */
  readonly pages: string
  /** What TLS is served with; without, only this machine should listen. */
  readonly tls?: ServedCertificate | null
}

/** A store server; `features` are for tests, which look behind the wire. */
export interface App {
  readonly features: Features
  /** Starts listening and mirroring; returns the address. Rejects when the port is taken. */
  listen(at: { host: string; port: number }): Promise<string>
  /** Serves new connections with another certificate; those that are open go on. */
  renewCertificate(renewed: ServedCertificate): void
  /** Ends in order: no new work, what is under way to its end, connections closed. The database stays open. */
  close(): Promise<void>
}

/** How long a device may take to hear that the store closes; whoever floods or does not answer is cut then. Milliseconds. */
const GOODBYE_MS = 1_000

/** Without TLS a store listens to its own machine only. */
const UNLIMITED = { mayConnect: () => true, openMax: Infinity }

/** The composition root: `main.ts`, tests and benchmarks all start a store server here. */
export async function createApp(deps: AppDeps): Promise<App> {
  const tls = deps.tls ?? null
  const onTooOften = (address: string): void => store.features.devices.turnedAway(plainAddress(address))
  const limits = tls === null ? UNLIMITED : { mayConnect: createAddressRate(deps.steady, CONNECTIONS) }
  const door = createDoor({ ...limits, onTooOften })
  const http = await createHttp({
    ...deps,
    ...{ tls, door, onTooOften },
    trust: () => store.features.trust,
    state: () => ({
      mode: deps.deviceKeys === null ? 'paired' : 'house',
      founded: store.features.trust.isFounded(),
      storeName: deps.store.title,
      at: store.features.core.storeTime.nowMs(),
    }),
    // Whether it sends any is known before anything is made; who hears them is made after.
    hearHook: deps.link?.connector.capabilities.webhooks
      ? (headers, body) => store.link.hints?.hear(headers, body) ?? false
      : null,
    health: () => ({ shop: store.features.line.status(), mirroredAt: store.mirror.currentAtMs() }),
  })
  const sockets = createSockets({ ...deps, http: http.server, isSecure: tls !== null })
  const store = createStore(deps, sockets)
  sockets.open(store.desk)

  return {
    features: store.features,
    async listen({ host, port }) {
      await http.listen({ host, port })
      store.start()
      // A listening TCP server has an address of this form.
      const address = http.server.address() as AddressInfo
      return `http${tls === null ? '' : 's'}://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`
    },
    renewCertificate(renewed) {
      if (http.server instanceof SecureServer) http.server.setSecureContext({ ...renewed, minVersion: TLS_MIN_VERSION })
    },
    async close() {
      await store.stop()
      const stopCutting = deps.timers.after(GOODBYE_MS, () => door.cutAll())
      await sockets.close()
      await http.close()
      stopCutting()
    },
  }
}
