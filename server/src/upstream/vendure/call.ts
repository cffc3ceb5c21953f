import { z } from 'zod'
import type { Send } from '../connector.ts'
import { Halt, short, silence } from './halt.ts'

export interface ShopDoor {
  /** The Admin API. */
  readonly url: string
  readonly key: string
  readonly channelToken?: string
  /** Words are asked for in this language; the shop answers in its own where it has none. */
  readonly lang: string
  readonly send: Send
}

/** A document and what its answer has to look like. */
export interface Question<S extends z.ZodType> {
  readonly document: string
  readonly answer: S
}

export interface Heard<T> {
  readonly value: T
  /** The shop's clock as it answered, Unix milliseconds. */
  readonly shopNowMs: number
}

/** Asks the Admin API. Throws `Halt`: 'retry' where a later try may end otherwise, 'rejected' where it cannot. */
export type Call = <S extends z.ZodType>(
  question: Question<S>,
  variables: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
) => Promise<Heard<z.infer<S>>>

/** A refusal of a GraphQL server, by what it calls them. */
export class GraphqlRefusal extends Halt {
  readonly code: string
  constructor(code: string, why: string) {
    super(FINAL_CODES.has(code) ? { kind: 'rejected', why: short(why) } : { kind: 'retry', why: short(why) })
    this.code = code
  }
}

/** The document or what was put into it does not fit the shop; asking again would be answered the same. */
const FINAL_CODES = new Set(['GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_PARSE_FAILED', 'BAD_USER_INPUT', 'USER_INPUT_ERROR'])
/** An answer is at most as large as a page of orders with their documents. */
const ANSWER_BYTES_MAX = 32 * 1024 * 1024

const EnvelopeSchema = z.object({
  data: z.unknown(),
  errors: z
    .array(z.object({ message: z.string(), extensions: z.object({ code: z.string().optional() }).loose().optional() }))
    .optional(),
})

export function createCall(door: ShopDoor): Call {
  const url = new URL(door.url)
  url.searchParams.set('languageCode', door.lang)
  return async (question, variables, signal) => {
    const response = await sendTo(door, url, JSON.stringify({ query: question.document, variables }), signal)
    const body = await bodyOf(response)
    const envelope = EnvelopeSchema.safeParse(body)
    if (!envelope.success) throw statusRefusal(response) ?? silence(`${response.status}: no answer of a GraphQL server`)
    const [error] = envelope.data.errors ?? []
    if (error !== undefined) throw new GraphqlRefusal(error.extensions?.code ?? 'UNKNOWN', error.message)
    const refused = statusRefusal(response)
    if (refused !== null) throw refused
    const shopNowMs = Date.parse(response.headers.get('date') ?? '')
    if (Number.isNaN(shopNowMs)) throw silence('the shop does not say what time it is')
    return { value: read(question.answer, envelope.data.data), shopNowMs }
  }
}

async function sendTo(door: ShopDoor, url: URL, body: string, signal: AbortSignal): Promise<Response> {
  try {
    return await door.send(url, {
      method: 'POST',
      redirect: 'error',
      signal,
      headers: {
        'content-type': 'application/json',
        'vendure-api-key': door.key,
        ...(door.channelToken === undefined ? {} : { 'vendure-token': door.channelToken }),
      },
      body,
    })
  } catch (error) {
    throw silence(error instanceof Error ? error.name : 'unknown')
  }
}

/** Null for what is not JSON, such as the page of a proxy. */
async function bodyOf(response: Response): Promise<unknown> {
  try {
    const text = await response.text()
    return text.length > ANSWER_BYTES_MAX ? null : JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw silence(error instanceof Error ? error.name : 'unknown')
  }
}

/** Whatever a door in front of the shop says, a later try may be let in. */
function statusRefusal({ status, ok, headers }: Response): Halt | null {
  if (ok) return null
  return silence(`${status} from the shop`, retryAfterMs(headers.get('retry-after')))
}

function retryAfterMs(said: string | null): number | undefined {
  return said !== null && /^\d{1,5}$/.test(said) ? Number(said) * 1000 : undefined
}

/** A shop of another version: waiting for an update may help, dropping what was sent would not. */
function read<S extends z.ZodType>(schema: S, data: unknown): z.infer<S> {
  const parsed = schema.safeParse(data)
  if (parsed.success) return parsed.data
  throw silence(`unexpected answer at ${parsed.error.issues[0]?.path.join('.') ?? '?'}`)
}
