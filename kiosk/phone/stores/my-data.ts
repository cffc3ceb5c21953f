import type { Result } from '@dangol/domain/result/result.ts'
import { z } from 'zod'
import type { ShopRefusal } from '../shop-client.ts'
import { useShop } from '../shop.ts'
import { useSession } from './session.ts'

type Done = Promise<Result<unknown, ShopRefusal>>

/** What the shopper may ask about themselves; each refuses with the shop's code, and what the shop then says is read at once. */
export function useMyData() {
  const { client } = useShop()
  const session = useSession()
  async function thenLoad(asked: Done): Done {
    const answer = await asked
    if (answer.ok) await session.load()
    return answer
  }
  return {
    forgetMe: (): Done => thenLoad(client.send('POST', '/api/forget-me', { confirm: true }, z.null())),
    rememberMe: (): Done => thenLoad(client.send('POST', '/api/remember-me', null, z.null())),
    /** Has a code sent to the shopper, without which no account ends. */
    sendErasureCode: (): Done => client.send('POST', '/api/me/erasure/code', null, z.unknown()),
    eraseAccount: (code: string): Done => thenLoad(client.send('DELETE', '/api/me', { by: 'code', code }, z.null())),
  }
}
