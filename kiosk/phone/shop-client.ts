import type { Result } from '@dangol/domain/result/result.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import { z } from 'zod'

/** Why the shop did not do it: its own closed code, or 'offline' when no answer came in time. */
export type ShopRefusal = { code: string }

/** The shop's phone API, every answer checked against its schema. */
export interface ShopClient {
  get<S extends z.ZodType>(path: string, schema: S): Promise<Result<z.infer<S>, ShopRefusal>>
  send<S extends z.ZodType>(
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    body: unknown,
    schema: S,
  ): Promise<Result<z.infer<S>, ShopRefusal>>
  /** Sends a file as it is. */
  upload(path: string, file: Blob): Promise<Result<null, ShopRefusal>>
  download(path: string): Promise<Result<Blob, ShopRefusal>>
}

/** The longest a shopper is left waiting before the page says that it is offline. */
const ANSWER_WITHIN_MS = 8_000
/** A picture takes longer over a slow line, and its page shows that it is on its way. */
const FILE_WITHIN_MS = 60_000
const Refused = z.object({ code: z.string() })

/** Talks to the origin that served the page; the session is its HttpOnly cookie. */
export function createShopClient(fetcher: typeof fetch = (...args) => fetch(...args)): ShopClient {
  async function ask(path: string, init: RequestInit, withinMs: number): Promise<Result<Response, ShopRefusal>> {
    const signal = AbortSignal.timeout(withinMs)
    const response = await fetcher(path, { ...init, credentials: 'same-origin', signal }).catch(() => null)
    if (response === null) return refuse('offline')
    if (response.ok) return ok(response)
    const refused = Refused.safeParse(await response.json().catch(() => null))
    return refuse(refused.success ? refused.data.code : 'internal')
  }
  async function call<S extends z.ZodType>(
    path: string,
    init: RequestInit,
    schema: S,
  ): Promise<Result<z.infer<S>, ShopRefusal>> {
    const answer = await ask(path, init, ANSWER_WITHIN_MS)
    if (!answer.ok) return answer
    const body: unknown = answer.value.status === 204 ? null : await answer.value.json().catch(() => null)
    const parsed = schema.safeParse(body)
    return parsed.success ? ok(parsed.data) : refuse('internal')
  }
  return {
    get: (path, schema) => call(path, {}, schema),
    send: (method, path, body, schema) =>
      call(
        path,
        {
          method,
          ...(body === null ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
        },
        schema,
      ),
    async upload(path, file) {
      const answer = await ask(path, { method: 'PUT', body: file }, FILE_WITHIN_MS)
      return answer.ok ? ok(null) : answer
    },
    async download(path) {
      const answer = await ask(path, {}, FILE_WITHIN_MS)
      const file = answer.ok ? await answer.value.blob().catch(() => null) : null
      if (!answer.ok) return answer
      return file === null ? refuse('offline') : ok(file)
    },
  }
}
