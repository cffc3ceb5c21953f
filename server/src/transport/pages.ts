import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'

/** Where a built page wants the nonce of its answer: Vite's `html.cspNonce`. */
const NONCE_PLACEHOLDER = '__CSP_NONCE__'
const FACES = ['tablet', 'office'] as const
const NOT_BUILT = 'The staff pages are not built yet. Run: npm run build\n'

/** The staff pages at `/tablet/` and `/office/`, with a nonce of their own in each answer. */
export async function mountPages(app: FastifyInstance, folder: string): Promise<void> {
  for (const face of FACES) {
    app.get(`/${face}`, (_request, reply) => reply.redirect(`/${face}/`))
    app.get(`/${face}/`, (_request, reply) => sendPage(reply, join(folder, face, 'index.html')))
  }
  app.get('/', (_request, reply) => reply.redirect('/tablet/'))
  if (!existsSync(folder)) return
  await app.register(fastifyStatic, {
    root: folder,
    index: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      // Built files carry their hash in the name; everything else must be asked for again.
      const isHashed = path.includes('/assets/')
      reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
}

function sendPage(reply: FastifyReply, path: string): FastifyReply {
  if (!existsSync(path)) return reply.code(503).type('text/plain; charset=utf-8').send(NOT_BUILT)
  const page = readFileSync(path, 'utf8').replaceAll(NONCE_PLACEHOLDER, reply.cspNonce.style)
  return reply.header('cache-control', 'no-store').type('text/html; charset=utf-8').send(page)
}
