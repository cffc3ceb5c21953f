import { z } from 'zod'
import { ADMIN } from './shop-process.ts'

/** Asks the Admin API as the one who may everything; throws with the shop's words when it says no. */
export type Ask = <T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown) => Promise<T>

/** Long enough for a machine that is busy with other things. */
const PATIENCE_MS = 60_000
const TokenSchema = z.object({ token: z.string() })

export async function signIn(url: string): Promise<Ask> {
  const headers = { 'content-type': 'application/json' }
  const signedIn = await fetch(`${url}/auth/user/emailpass`, { method: 'POST', headers, body: JSON.stringify(ADMIN) })
  const { token } = TokenSchema.parse(await signedIn.json())
  return async <T>(method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { ...headers, authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(PATIENCE_MS),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${(await answer.text()).slice(0, 300)}`)
    // The caller says what it asked for: this is a test's own look into its own shop.
    return (await answer.json()) as T
  }
}
