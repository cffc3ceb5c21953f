import { z } from 'zod'
import { CostSchema } from './bucket.ts'
import type { Cost } from './bucket.ts'
import { jsonOf } from '../adapters/json.ts'

/** What Shopify said, before anybody reads `data`. */
export type Reply =
  | { readonly kind: 'answered'; readonly data: unknown; readonly apiVersion: string | null; readonly cost?: Cost }
  | { readonly kind: 'rejected'; readonly why: string; readonly code?: string }
  | {
      readonly kind: 'unreachable'
      readonly why: string
      /** Of an HTTP answer. */
      readonly status?: number
      readonly code?: string
      readonly afterMs?: number
      readonly cost?: Cost
    }

const ErrorSchema = z.object({
  message: z.string(),
  path: z.array(z.union([z.string(), z.number()])).optional(),
  extensions: z.object({ code: z.string().optional() }).optional(),
})
const BodySchema = z.object({
  data: z.unknown().optional(),
  /** One text where the shop refuses before it reads the document. */
  errors: z.union([z.string(), z.array(ErrorSchema).max(500)]).optional(),
  extensions: z.object({ cost: CostSchema.optional().catch(undefined) }).optional(),
})
type Body = z.infer<typeof BodySchema>

/** Codes under which the same document may well be answered later. */
const MAY_CHANGE = ['THROTTLED', 'INTERNAL_SERVER_ERROR', 'ACCESS_DENIED', 'SHOP_INACTIVE', 'TIMEOUT']
const WHY_LENGTH_MAX = 200
const SECOND_MS = 1_000
const RETRY_AFTER_MAX_MS = 300_000

/** Reads an answer of the Admin API. A body that is cut off or no JSON is no answer, whatever its status says. */
export async function readReply(response: Response, afterMs: (cost: Cost) => number): Promise<Reply> {
  const { status } = response
  const text = await response.text()
  if (status !== 200) return refusal(status, response.headers.get('retry-after'), text)
  const body = BodySchema.safeParse(jsonOf(text))
  if (!body.success) return { kind: 'unreachable', why: 'no usable answer', status }
  const cost = body.data.extensions?.cost
  const base = { status, ...(cost === undefined ? {} : { cost }) }
  const failed = failureIn(body.data)
  if (failed === null) return { kind: 'answered', data: body.data.data, apiVersion: versionOf(response), ...base }
  const { code } = failed
  const why = `${code ?? 'error'}: ${failed.why}`.slice(0, WHY_LENGTH_MAX)
  const coded = code === undefined ? {} : { code }
  if (code !== undefined && !MAY_CHANGE.includes(code)) return { kind: 'rejected', why, ...coded }
  if (code !== 'THROTTLED') return { kind: 'unreachable', why, ...coded, ...base }
  return { kind: 'unreachable', why, ...coded, ...base, afterMs: cost === undefined ? SECOND_MS : afterMs(cost) }
}

/** Errors that each stand in a row of a list leave the other rows readable: theirs come as null and are set aside. */
function failureIn({ data, errors }: Body): { code?: string; why: string } | null {
  if (errors === undefined || errors.length === 0) return data == null ? { why: 'no data' } : null
  if (typeof errors === 'string') return { why: errors }
  const isOfRows = data != null && errors.every(({ path }) => path?.some((step) => typeof step === 'number'))
  if (isOfRows) return null
  const [first] = errors
  const code = first?.extensions?.code ?? (first?.message === 'Throttled' ? 'THROTTLED' : undefined)
  return { why: first?.message ?? '', ...(code === undefined ? {} : { code }) }
}

function refusal(status: number, retryAfter: string | null, text: string): Reply {
  const why = `${status} ${text.slice(0, WHY_LENGTH_MAX)}`.trim()
  const seconds = Number(retryAfter ?? Number.NaN)
  const afterMs = Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0) * SECOND_MS, RETRY_AFTER_MAX_MS) : null
  return { kind: 'unreachable', why, status, ...(afterMs === null ? {} : { afterMs }) }
}

const versionOf = (response: Response): string | null => response.headers.get('x-shopify-api-version')
