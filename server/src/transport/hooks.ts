import type { Clock } from '@dangol/domain/time/clock.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Logger } from '../platform/log.ts'
import { createAddressRate, PROOFS } from './address-rate.ts'

/** Reads a message over its raw bytes; false for one that the shop has not signed. */
export type HearHook = (headers: Readonly<Record<string, string | undefined>>, body: Uint8Array) => boolean

/** The largest messages are orders with everything in them; what is longer tells no more. */
export const HOOK_BYTES_MAX = 1024 * 1024

export interface HooksDeps {
  readonly log: Logger
  readonly steady: Clock
  readonly hear: HearHook
}

/**
 * Where the retailer's shop says that something changed (U7): `POST /hooks/shop`. 200 for what was heard, now or before; one refusal
 * for everything else, so that whoever is not the shop learns nothing of why; 429 for an address that asks too often.
 */
export async function mountHooks(app: FastifyInstance, { log, steady, hear }: HooksDeps): Promise<void> {
  const mayAsk = createAddressRate(steady, PROOFS)
  await app.register((api, _options, done) => {
    // The signature stands under the bytes, so nothing may read them before.
    api.removeAllContentTypeParsers()
    api.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body))
    api.addHook('onRequest', async (request, reply) => {
      if (!mayAsk(request.ip)) return reply.code(429).header('retry-after', '60').send({ code: 'too-many-tries' })
    })
    api.setErrorHandler((error, _request, reply) => {
      // A body that is too long or breaks off was written by nobody who is to learn of it.
      if (!(error instanceof Error && 'statusCode' in error)) log.error({ event: 'hook.failed', err: error })
      return refused(reply)
    })
    api.post('/hooks/shop', { bodyLimit: HOOK_BYTES_MAX }, (request, reply) => {
      const { body } = request
      const isHeard = body instanceof Uint8Array && hear(singly(request.headers), body)
      return isHeard ? reply.send({ heard: true }) : refused(reply)
    })
    done()
  })
}

const refused = (reply: FastifyReply): FastifyReply => reply.code(401).send({ code: 'refused' })

/** A header that came twice was not written by the shop. */
function singly(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === 'string' ? value : undefined]),
  )
}
