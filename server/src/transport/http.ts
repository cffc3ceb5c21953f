import helmet from '@fastify/helmet'
import Fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import type { Logger } from '../platform/log.ts'
import { isOwnHost } from './origin.ts'
import { mountPages } from './pages.ts'

/** Nothing is posted here: devices speak over their socket. */
const BODY_BYTES_MAX = 1024

export interface HttpDeps {
  readonly log: Logger
  readonly ownNames: readonly string[]
  /** Folder of the built staff pages. */
  readonly pages: string
  /** What `/healthz` says besides 'ready'. */
  readonly health: () => object
}

/** The store server's HTTP side: health and the staff pages. The sockets share its port. */
export async function createHttp({ log, ownNames, pages, health }: HttpDeps): Promise<FastifyInstance> {
  const app = Fastify({ bodyLimit: BODY_BYTES_MAX, forceCloseConnections: true })
  await app.register(helmet, SECURITY)
  app.addHook('onRequest', async (request, reply) => {
    if (!isOwnHost(request.headers.host ?? '', ownNames)) await reply.code(421).send({ code: 'foreign-host' })
  })
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ code: 'not-found' }))
  app.setErrorHandler((error, request, reply) => {
    const status = statusOf(error)
    if (status >= 500) log.error({ event: 'http.failed', method: request.method, err: error })
    return reply.code(status).send({ code: status >= 500 ? 'internal' : 'refused' })
  })
  app.get('/healthz', () => ({ status: 'ready', ...health() }))
  await mountPages(app, pages)
  return app
}

function statusOf(error: unknown): number {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : 500
  return typeof status === 'number' && status >= 400 ? status : 500
}

const none = ["'none'"]
const self = ["'self'"]
/** recognition-ux 7.3. The nonces are added per answer. No upgrade to HTTPS: the store's own certificate is set up elsewhere. */
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
  strictTransportSecurity: false,
  referrerPolicy: { policy: 'no-referrer' as const },
}
