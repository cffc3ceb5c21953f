import { createServer } from 'node:http'
import type { RequestListener, Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import helmet from '@fastify/helmet'
import Fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import type { Door } from './door.ts'
import { isOwnHost } from './origin.ts'
import { mountHooks } from './hooks.ts'
import type { HearHook } from './hooks.ts'
import { mountPages } from './pages.ts'
import { mountTrust } from './trust-api.ts'
import type { TrustApiDeps } from './trust-api.ts'

/** Besides what strangers ask, nothing is posted here: devices speak over their socket. */
const BODY_BYTES_MAX = 1024

/** On the LAN a handshake takes a moment; who has not ended it by then holds a connection for nothing. Milliseconds. */
const HANDSHAKE_MS = 20_000

/** What TLS is served with (PEM). */
export interface ServedCertificate {
  readonly key: string
  readonly cert: string
}

/** Tablets of the last ten years know 1.2; whoever knows 1.3 gets it. */
export const TLS_MIN_VERSION = 'TLSv1.2'

export interface HttpDeps extends Omit<TrustApiDeps, 'isSecure'> {
  /** Null where only this machine listens. */
  readonly tls: ServedCertificate | null
  readonly door: Door
  /** Folder of the built staff pages. */
  readonly pages: string
  /** Who hears the retailer's shop say that something changed; null where it never does. */
  readonly hearHook: HearHook | null
  /** What `/healthz` says besides 'ready'. */
  readonly health: () => object
}

/** The store server's HTTP side: health, the staff pages, and messages of the retailer's shop. The sockets share its port. */
export async function createHttp(deps: HttpDeps): Promise<FastifyInstance> {
  const { log, ownNames, tls } = deps
  const app = Fastify({
    bodyLimit: BODY_BYTES_MAX,
    forceCloseConnections: true,
    serverFactory: (handler: RequestListener) => deps.door.watch(serverOf(tls, handler)),
  })
  await app.register(helmet, { ...SECURITY, strictTransportSecurity: tls === null ? false : STRICT })
  app.addHook('onRequest', async (request, reply) => {
    if (!isOwnHost(request.headers.host ?? '', ownNames)) await reply.code(421).send({ code: 'foreign-host' })
  })
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ code: 'not-found' }))
  app.setErrorHandler((error, request, reply) => {
    const status = statusOf(error)
    if (status >= 500) log.error({ event: 'http.failed', method: request.method, err: error })
    return reply.code(status).send({ code: status >= 500 ? 'internal' : 'refused' })
  })
  app.get('/healthz', () => ({ status: 'ready', ...deps.health() }))
  await mountTrust(app, { ...deps, isSecure: tls !== null })
  if (deps.hearHook !== null) await mountHooks(app, { ...deps, hear: deps.hearHook })
  await mountPages(app, deps.pages)
  return app
}

function serverOf(tls: ServedCertificate | null, handler: RequestListener): Server {
  if (tls === null) return createServer(handler)
  return createSecureServer({ ...tls, minVersion: TLS_MIN_VERSION, handshakeTimeout: HANDSHAKE_MS }, handler)
}

function statusOf(error: unknown): number {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : 500
  return typeof status === 'number' && status >= 400 ? status : 500
}

/** A browser that came here by TLS once never comes without. Seconds; a year. */
const STRICT = { maxAge: 31_536_000, includeSubDomains: false }
const none = ["'none'"]
const self = ["'self'"]
/** recognition-ux 7.3. The nonces are added per answer. No upgrade to HTTPS: on the loopback there is none. */
const SECURITY = {
  enableCSPNonces: true,
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: none,
      scriptSrc: [...self, "'wasm-unsafe-eval'"],
      styleSrc: self,
      imgSrc: [...self, 'data:', 'blob:'],
      mediaSrc: self,
      fontSrc: self,
      connectSrc: self,
      manifestSrc: self,
      workerSrc: self,
      baseUri: none,
      formAction: none,
      frameAncestors: none,
      requireTrustedTypesFor: ["'script'"],
      trustedTypes: ['vue'],
    },
  },
  referrerPolicy: { policy: 'no-referrer' as const },
}
