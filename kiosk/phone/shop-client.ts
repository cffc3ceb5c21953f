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
}

/** The longest a shopper is left waiting before the page says that it is offline. */
const ANSWER_WITHIN_MS = 8_000
const Refused = z.object({ code: z.string() })

/** Talks to the origin that served the page; the session is its HttpOnly cookie. */
export function createShopClient(fetcher: typeof fetch = (...args) => fetch(...args)): ShopClient {
  async function call<S extends z.ZodType>(
    path: string,
    init: RequestInit,
    schema: S,
  ): Promise<Result<z.infer<S>, ShopRefusal>> {
    const response = await fetcher(path, {
      ...init,
      credentials: 'same-origin',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    }).catch(() => null)
    if (response === null) return refuse('offline')
    const body: unknown = response.status === 204 ? null : await response.json().catch(() => null)
    if (!response.ok) {
      const refused = Refused.safeParse(body)
      return refuse(refused.success ? refused.data.code : 'internal')
    }
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
  }
}
