import type { AddressInfo } from 'node:net'
import { createSubscribe } from './features/sync/catch-up.ts'
import { isKeyOf } from './features/devices/device-keys.ts'
import type { DeviceKeys } from './features/devices/device-keys.ts'
import { createHttp } from './transport/http.ts'
import { createSockets } from './transport/sockets.ts'
import type { Sockets } from './transport/sockets.ts'
import { handlersOf, snapshotsOf, wireFeatures, wireMirror, wireTidying } from './wire.ts'
import type { Features } from './wire.ts'
import type { StoreDeps } from './wire-house.ts'

/** Ends forgotten visits within a minute, and tidies as often. */
const TIDY_EVERY_MS = 60_000

export interface AppDeps extends StoreDeps {
  readonly deviceKeys: DeviceKeys
  /** Names by which devices reach this server; addresses and 'localhost' need no listing. */
  readonly ownNames: readonly string[]
  /** Folder of the built staff pages. */
  readonly pages: string
}

/** A store server; `features` are for tests and the simulation, which look behind the wire. */
export interface App {
  readonly features: Features
  /** Starts listening and mirroring; returns the address. Rejects when the port is taken. */
  listen(at: { host: string; port: number }): Promise<string>
  /** Ends in order: no new work, what is under way to its end, connections closed. The database stays open. */
  close(): Promise<void>
}

/** The composition root: `main.ts`, tests, benchmarks and the simulation all start a store server here. */
export async function createApp(deps: AppDeps): Promise<App> {
  const features = wireFeatures(deps)
  const mirror = wireMirror(deps, features)
  const http = await createHttp({
    ...deps,
    health: () => ({ shop: features.line.status(), mirroredAt: mirror.currentAtMs() }),
  })
  const sockets = wireSockets(deps, features, http.server)
  const tidy = wireTidying(deps, features)
  const stopTidying = deps.timers.every(TIDY_EVERY_MS, tidy)
  tidy()

  return {
    features,
    async listen({ host, port }) {
      await http.listen({ host, port })
      features.visits.resume()
      mirror.start()
      void features.outbox.pump()
      // A listening TCP server has an address of this form.
      const address = http.server.address() as AddressInfo
      return `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`
    },
    async close() {
      stopTidying()
      await Promise.all([mirror.stop(), features.outbox.stop()])
      await sockets.close()
      await http.close()
    },
  }
}

function wireSockets(deps: AppDeps, features: Features, server: Parameters<typeof createSockets>[0]['http']): Sockets {
  const { devices, staff, core } = features
  const follow: Sockets['follow'] = (caller, topic) => sockets.follow(caller, topic)
  const subscribe = createSubscribe({ log: core.changes, snapshots: snapshotsOf(features), follow })
  const sockets = createSockets({
    ...deps,
    http: server,
    requestsPerSecond: deps.limits?.requestsPerSecond,
    isDevice: (kind, token) => isKeyOf(deps.deviceKeys, kind, token),
    isAssociate: staff.isKnown,
    handlers: { ...handlersOf(features), 'sync:subscribe': subscribe },
    headOf: (topic) => ({ epoch: core.changes.epoch(), head: core.changes.span(topic).head }),
    onConnected: devices.connected,
    onDisconnected: devices.disconnected,
  })
  core.changes.onAppended((topic, epoch, entry) => sockets.send(topic, epoch, entry))
  return sockets
}
