import { z } from 'zod'
import type { Send } from '../connector.ts'
import { Halt, short, silence } from '../adapters/halt.ts'

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
  /** Which operation of the document is carried out, where it has several. */
  readonly operationName?: string
}

interface Heard<T> {
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

/** A refusal of a GraphQL server, by what it calls them; a document may have several faults. */
export class GraphqlRefusal extends Halt {
  readonly code: string
  readonly faults: readonly string[]
  constructor(code: string, faults: readonly string[]) {
    const why = short(faults[0] ?? code)
    super(FINAL_CODES.has(code) ? { kind: 'rejected', why } : { kind: 'retry', why })
    this.code = code
    this.faults = faults
  }
}

/** A refusal by whatever stands before the API. */
export class DoorRefusal extends Halt {
  readonly status: number
  constructor(status: number, afterMs?: number) {
    super({ kind: 'retry', why: `${status} from the shop`, ...(afterMs === undefined ? {} : { afterMs }) })
    this.status = status
  }
}

export const NO_CLOCK = 'the shop does not say what time it is'

/** The document or what was put into it does not fit the shop; asking again would be answered the same. */
const FINAL_CODES = new Set(['GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_PARSE_FAILED', 'BAD_USER_INPUT', 'USER_INPUT_ERROR'])
/** An answer is at most as large as a page of orders with their documents. */
const ANSWER_BYTES_MAX = 32 * 1024 * 1024

const EnvelopeSchema = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(z.object({ message: z.string(), extensions: z.object({ code: z.string().optional() }).loose().optional() }))
    .optional(),
})

export function createCall(door: ShopDoor): Call {
  const url = new URL(door.url)
  url.searchParams.set('languageCode', door.lang)
  return async (question, variables, signal) => {
    const response = await sendTo(door, url, bodyFor(question, variables), signal)
    const body = await bodyOf(response)
    const envelope = EnvelopeSchema.safeParse(body)
    if (!envelope.success) throw statusRefusal(response) ?? silence(`${response.status}: no answer of a GraphQL server`)
    const { errors = [] } = envelope.data
    const faults = errors.map(({ message }) => message)
    if (faults.length > 0) throw new GraphqlRefusal(errors[0]?.extensions?.code ?? 'UNKNOWN', faults)
    const refused = statusRefusal(response)
    if (refused !== null) throw refused
    const shopNowMs = Date.parse(response.headers.get('date') ?? '')
    if (Number.isNaN(shopNowMs)) throw silence(NO_CLOCK)
    return { value: read(question.answer, envelope.data.data), shopNowMs }
  }
}

const bodyFor = ({ document: query, operationName }: Question<z.ZodType>, variables: object): string =>
  JSON.stringify({ query, variables, operationName })

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
  return new DoorRefusal(status, retryAfterMs(headers.get('retry-after')))
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
