import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Shop } from '../shop.ts'
import { checked, need, Refused } from './refusals.ts'
import { needMember } from './session.ts'

/** The largest file that is read at all; a model may ask for less. */
const FILE_BYTES_MAX = 16 * 1024 * 1024
const DigestParams = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) })
/** The characteristic that a picture is for. */
const ForQuery = z.object({ family: z.string(), version: z.coerce.number().int(), of: z.string() })

/**
 * The shopper's own pictures, `/api/pictures/SHA256`: sent and read by their owner only. What the sender calls the file's type is
 * not looked at.
 */
export async function mountPictures(app: FastifyInstance, shop: Shop): Promise<void> {
  await app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: FILE_BYTES_MAX }, (_request, body, parsed) =>
      parsed(null, body),
    )
    // Before the body is read: a stranger's sixteen megabytes are not taken in.
    scope.addHook('onRequest', (request, _reply, next) => {
      const memberId = needMember(shop, request)
      const isPut = request.method === 'PUT'
      const isAllowed = !isPut || shop.write(() => shop.limits.within('picture:member', memberId))
      next(isAllowed ? undefined : new Refused('too-many-tries'))
    })

    scope.put('/pictures/:sha256', { bodyLimit: FILE_BYTES_MAX }, async (request, reply) => {
      const memberId = needMember(shop, request)
      const { sha256: digest } = checked(DigestParams, request.params)
      const { family, version, of: characteristicId } = checked(ForQuery, request.query)
      const bytes = request.body
      if (!Buffer.isBuffer(bytes)) throw new Refused('wrong-type')
      const model = shop.catalogue.model(family, version)
      need(shop.write(() => shop.pictures.put(memberId, { digest, bytes, model, characteristicId })))
      return reply.code(204).send()
    })
    scope.get('/pictures/:sha256', async (request, reply) => {
      const { sha256 } = checked(DigestParams, request.params)
      const picture = shop.pictures.find(needMember(shop, request), sha256)
      if (picture === null) throw new Refused('not-found')
      return reply.type(picture.type).send(picture.bytes)
    })
    done()
  })
}
