import { ApprovalGrantedSchema, ApprovalPolledSchema, ApprovedSchema } from '@dangol/protocol/shop-approvals.ts'
import {
  ShopConfigurationsOfAnswerSchema,
  ShopOrderAckSchema,
  ShopPageSchema,
  ShopSaveAckSchema,
} from '@dangol/protocol/shop.ts'
import { z } from 'zod'
import { pageDigest } from '../platform/page-digest.ts'
import type { ShopAnswer } from '../shop-port.ts'
import type { Send } from './connector.ts'
import type { OnlineShop, PageAsk } from './online-shop.ts'

export interface EmbeddedShopOptions {
  /** Where the shop listens, without a path: 'http://127.0.0.1:4601'. */
  readonly url: string
  /** The store's key at the shop; null while there is none yet. Asked on every call. */
  readonly key: () => string | null
  readonly send?: Send
}

/** Answers that a later try may change although they are 4xx: wrong or missing key, timeout, too many requests. */
const MAY_CHANGE = [401, 403, 408, 425, 429]
/** The digest is taken of what came, before anything reads it: reading puts keys into another order. */
const ReceivedPageSchema = z
  .object({ changes: z.array(z.unknown()) })
  .loose()
  .transform((came, context) => {
    const page = ShopPageSchema.safeParse(came)
    if (page.success) return { ...page.data, digest: pageDigest(came.changes.map((one) => JSON.stringify(one))) }
    page.error.issues.forEach(({ path, message }) => context.addIssue({ code: 'custom', path, message }))
    return z.NEVER
  })
/** Enough of a refusal for a person to act on; never a page of HTML. */
const WHY_LENGTH_MAX = 200

/** The embedded online shop over HTTP (`shared/protocol/shop.ts`). */
export function createEmbeddedShop({ url, key, send = fetch }: EmbeddedShopOptions): OnlineShop {
  const call = async <S extends z.ZodType>(schema: S, o: Call): Promise<ShopAnswer<z.infer<S>>> => {
    const token = key()
    if (token === null) return { kind: 'unreachable', why: 'the store has no key yet' }
    try {
      const response = await send(new URL(`/store/v1${o.path}`, url), {
        method: o.method,
        signal: o.signal,
        redirect: 'error',
        headers: {
          authorization: `Bearer ${token}`,
          ...(o.body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(o.body === undefined ? {} : { body: JSON.stringify(o.body) }),
      })
      return response.ok ? readAnswer(schema, await response.json()) : await readRefusal(response)
    } catch (error) {
      return { kind: 'unreachable', why: error instanceof Error ? error.name : 'unknown' }
    }
  }

  const done = async (o: Call): Promise<ShopAnswer<null>> => {
    const answer = await call(z.object({}), o)
    return answer.kind === 'answered' ? { kind: 'answered', value: null } : answer
  }

  return {
    changes: (ask, signal) => call(ReceivedPageSchema, { method: 'GET', path: `/changes?${pageQuery(ask)}`, signal }),
    placeOrder: (body, signal) =>
      call(ShopOrderAckSchema, { method: 'PUT', path: `/orders/${body.orderId}`, body, signal }),
    saveConfiguration: (body, signal) =>
      call(ShopSaveAckSchema, { method: 'PUT', path: `/configurations/${body.id}`, body, signal }),
    putConsents: (body, signal) => done({ method: 'PUT', path: `/consents/${body.commandId}`, body, signal }),
    putVisit: (body, signal) => done({ method: 'PUT', path: `/visits/${body.visitId}`, body, signal }),
    putErasure: (body, signal) => done({ method: 'PUT', path: `/erasures/${body.commandId}`, body, signal }),
    publishModel: (body, signal) =>
      done({ method: 'PUT', path: `/models/${encodeURIComponent(body.id)}/${body.version}`, body, signal }),
    async configurationsOf(customerId, signal) {
      const body = { customerId }
      const o = { method: 'POST', path: '/configurations-of', body, signal } as const
      const answer = await call(ShopConfigurationsOfAnswerSchema, o)
      return answer.kind === 'answered' ? { kind: 'answered', value: answer.value.configurations } : answer
    },
    beginApproval: (body, signal) => call(ApprovalGrantedSchema, { method: 'POST', path: '/approvals', body, signal }),
    pollApproval: (body, signal) =>
      call(ApprovalPolledSchema, { method: 'POST', path: '/approvals/poll', body, signal }),
    approved: (body, signal) => call(ApprovedSchema, { method: 'POST', path: '/approved', body, signal }),
    endApproval: (body, signal) => done({ method: 'POST', path: '/approved/end', body, signal }),
  }
}

interface Call {
  readonly method: 'GET' | 'PUT' | 'POST'
  readonly path: string
  readonly body?: unknown
  readonly signal: AbortSignal
}

function pageQuery({ cursor, limit, nonce }: PageAsk): string {
  return new URLSearchParams({ limit: String(limit), nonce, ...(cursor === null ? {} : { cursor }) }).toString()
}

/** An answer of another shape is a shop of another version: waiting for an update may help, dropping a message would not. */
function readAnswer<S extends z.ZodType>(schema: S, body: unknown): ShopAnswer<z.infer<S>> {
  const parsed = schema.safeParse(body)
  return parsed.success
    ? { kind: 'answered', value: parsed.data }
    : { kind: 'unreachable', why: `unexpected answer at ${parsed.error.issues[0]?.path.join('.') ?? '?'}` }
}

async function readRefusal(response: Response): Promise<ShopAnswer<never>> {
  const why = `${response.status} ${(await response.text()).slice(0, WHY_LENGTH_MAX)}`
  const isFinal = response.status >= 400 && response.status < 500 && !MAY_CHANGE.includes(response.status)
  return { kind: isFinal ? 'rejected' : 'unreachable', why }
}
