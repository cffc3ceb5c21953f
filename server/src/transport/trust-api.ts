import type { Result } from '@dangol/domain/result/result.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import { FoundSchema, PairSchema, PairStatusSchema } from '@dangol/protocol/trust.ts'
import type { TrustRefusalSchema, TrustStateSchema } from '@dangol/protocol/trust.ts'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { CannotWrite } from '../db/writability.ts'
import type { DeviceTrust } from '../features/devices/trust.ts'
import { plainAddress } from '../platform/address-bytes.ts'
import type { Logger } from '../platform/log.ts'
import { createAddressRate, PROOFS, WORDS } from './address-rate.ts'
import { isOwnOrigin } from './origin.ts'

type TrustState = z.infer<typeof TrustStateSchema>
type Code = z.infer<typeof TrustRefusalSchema>['code']

/** What is posted is a key, a signature, and at most a name. */
const BODY_BYTES_MAX = 4 * 1024

export interface TrustApiDeps {
  readonly log: Logger
  readonly steady: Clock
  readonly ownNames: readonly string[]
  readonly isSecure: boolean
  /** Made after the HTTP side. */
  readonly trust: () => Pick<DeviceTrust, 'challenge' | 'pair' | 'status' | 'found'>
  readonly state: () => TrustState
  /** Told of an address that asked too often. */
  readonly onTooOften: (address: string) => void
}

const STATUS: Readonly<Record<Code, number>> = {
  malformed: 400,
  'bad-proof': 403,
  'wrong-code': 403,
  'stale-challenge': 409,
  'already-founded': 409,
  'weak-pin': 422,
  'too-many-tries': 429,
  'read-only': 503,
}

/**
 * What a device may say before it is one of the house (`shared/protocol/trust.ts`): JSON in, JSON out, and every refusal
 * `{ code }`. What may be tried how often over restarts is the devices feature's; here is only how often an address may ask.
 */
export async function mountTrust(app: FastifyInstance, deps: TrustApiDeps): Promise<void> {
  const [mayProve, mayAsk] = [createAddressRate(deps.steady, PROOFS), createAddressRate(deps.steady, WORDS)]
  await app.register((api, _options, done) => {
    api.removeContentTypeParser('text/plain')
    api.addHook('onRequest', async (request, reply) => {
      reply.header('cache-control', 'no-store')
      const isAWord = WORDS_ONLY.has(request.routeOptions.url ?? '')
      if (!(isAWord ? mayAsk : mayProve)(request.ip)) {
        deps.onTooOften(addressOf(request))
        return refused(reply, 'too-many-tries')
      }
      if (request.method === 'POST' && !isFromHere(request, deps)) return refused(reply, 'malformed', 403)
    })
    api.setErrorHandler((error: FastifyError, request, reply) => {
      if (error instanceof CannotWrite) return refused(reply, 'read-only')
      if (error.statusCode !== undefined && error.statusCode < 500) return refused(reply, 'malformed', error.statusCode)
      deps.log.error({ event: 'http.failed', method: request.method, err: error })
      return reply.code(500).send({ code: 'internal' })
    })
    const post = <S extends z.ZodType>(
      path: string,
      schema: S,
      answer: (asked: z.infer<S>, address: string) => Answered | Promise<Answered>,
    ) =>
      api.post(path, { bodyLimit: BODY_BYTES_MAX }, async (request, reply) => {
        const asked = schema.safeParse(request.body)
        if (!asked.success) return refused(reply, 'malformed')
        const answered = await answer(asked.data, addressOf(request))
        if (answered.ok) return answered.value
        deps.log.warn({ event: 'stranger.refused', path, why: answered.error.code })
        return refused(reply, answered.error.code)
      })
    post('/trust/challenge', z.strictObject({}), () => ({ ok: true, value: { challenge: deps.trust().challenge() } }))
    post('/trust/pair', PairSchema, (asked, address) => deps.trust().pair(asked, address))
    post('/trust/pair-status', PairStatusSchema, (asked) => deps.trust().status(asked))
    post('/trust/found', FoundSchema, (asked, address) => deps.trust().found(asked, address))
    api.get('/trust/state', () => deps.state())
    done()
  })
}
type Answered = Result<object, { code: Code }>

/** What costs no signature's check: a device of the house asks for it too, beside whoever asks too much at its address. */
const WORDS_ONLY: ReadonlySet<string> = new Set(['/trust/challenge', '/trust/state'])

const refused = (reply: FastifyReply, code: Code, status = STATUS[code]): FastifyReply =>
  reply.code(status).send({ code })

/** As the office shows it. */
const addressOf = ({ ip }: FastifyRequest): string => plainAddress(ip)

/**
 * A page of another site can make a browser post here, though never read the answer: its `Origin` is not ours, and what a browser
 * says of the page agrees. A device that is no browser says neither.
 */
function isFromHere({ headers }: FastifyRequest, { ownNames, isSecure }: TrustApiDeps): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin') return false
  return isOwnOrigin({ host: headers.host, origin: headers.origin }, ownNames, isSecure)
}
