import type { FastifyReply } from 'fastify'
import type { z } from 'zod'

/** Every refusal the shop speaks, with its HTTP status. An exception's text never leaves the server. */
const STATUS = {
  'bad-request': 400,
  'not-a-key': 400,
  'too-large': 413,
  'totals-differ': 422,
  'unknown-model': 422,
  'unknown-persona': 422,
  'unknown-customer': 422,
  'signed-out': 401,
  'wrong-code': 401,
  'wrong-key': 401,
  'wrong-passkey': 401,
  'foreign-origin': 403,
  'sign-in-again': 403,
  'not-found': 404,
  'not-there-yet-or-expired': 404,
  'no-such-code': 404,
  'needs-a-name': 409,
  'no-passkey': 409,
  'open-elsewhere': 409,
  'wrong-number': 409,
  'other-order': 409,
  'too-many': 409,
  'kept-by-shop': 409,
  'shop-refused': 422,
  'shop-unreachable': 503,
  'version-taken': 409,
  'unsound-model': 422,
  'too-long-for-code': 422,
  'wrong-type': 415,
  'wrong-hash': 422,
  'too-small': 422,
  'stale-revision': 412,
  'too-many-tries': 429,
  internal: 500,
} as const
export type RefusalCode = keyof typeof STATUS

/** Thrown inside a route to end it with a refusal; the one error handler answers it. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly code: RefusalCode

  constructor(code: RefusalCode) {
    super(code)
    this.code = code
  }
}

/** The value of a result; ends the route with the refusal otherwise. */
export function need<T>(result: { ok: true; value: T } | { ok: false; error: { code: RefusalCode } }): T {
  if (!result.ok) throw new Refused(result.error.code)
  return result.value
}

/** A checked input, or 'bad-request'. */
export function checked<S extends z.ZodType>(schema: S, input: unknown): z.infer<S> {
  const parsed = schema.safeParse(input)
  if (!parsed.success) throw new Refused('bad-request')
  return parsed.data
}

/** The answer to whatever went wrong; true when it was a refusal and not a defect. */
export function answerError(error: unknown, reply: FastifyReply): boolean {
  const code = codeOf(error)
  void reply.code(STATUS[code]).send({ code })
  return code !== 'internal'
}

function codeOf(error: unknown): RefusalCode {
  if (error instanceof Refused) return error.code
  // What Fastify itself refuses before a route is reached: not JSON, too long, a media type we do not read.
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : 500
  if (status === 413) return 'too-large'
  return typeof status === 'number' && status >= 400 && status < 500 ? 'bad-request' : 'internal'
}
