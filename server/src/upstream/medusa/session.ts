import { z } from 'zod'
import type { Send } from '../connector.ts'

/** How the store shows who it is. */
export interface Session {
  /** For a header; null where the shop does not know the credentials. Throws what the line throws. */
  authorization(renew: boolean, signal: AbortSignal): Promise<string | null>
  /** Whether asking anew may help after a 401: a key stays what it is, a token runs out. */
  readonly isRenewable: boolean
}

const TokenSchema = z.object({ token: z.string() })

/** @param secret A secret API key, or an e-mail address and a password on two lines. */
export function createSession({ url, secret, send }: { url: string; secret: string; send: Send }): Session {
  const [email = '', password] = secret.split(/\r?\n/).map((line) => line.trim())
  if (password === undefined) {
    const basic = `Basic ${Buffer.from(`${secret}:`).toString('base64')}`
    return { authorization: () => Promise.resolve(basic), isRenewable: false }
  }
  let held: string | null = null
  return {
    isRenewable: true,
    async authorization(renew, signal) {
      if (renew || held === null) held = await signIn({ email, password, signal })
      return held
    },
  }

  async function signIn({ signal, ...who }: { email: string; password: string; signal: AbortSignal }) {
    const headers = { 'content-type': 'application/json' }
    const init = { method: 'POST', headers, body: JSON.stringify(who), signal, redirect: 'error' } as const
    const response = await send(new URL('/auth/user/emailpass', url), init)
    if (response.status === 401) return null
    if (!response.ok) throw new Error(`${response.status} at sign-in`)
    return `Bearer ${TokenSchema.parse(await response.json()).token}`
  }
}
