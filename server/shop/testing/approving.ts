import { ApprovalGrantedSchema, ApprovalPolledSchema } from '@dangol/protocol/shop-approvals.ts'
import type { ShopDeps } from '../shop.ts'
import { createAuthenticator } from './authenticator.ts'
import { openStage } from './shop-stage.ts'

export const KIOSK_KEY = 'thumbprint-of-kiosk-2'
type Stage = Awaited<ReturnType<typeof openStage>>

/** A shop, the store that asks it, and a member who approves: everything that RD1 needs. */
export async function openApproving(changed: Partial<ShopDeps> = {}) {
  const stage = await openStage(changed)

  /** What the store asks on behalf of one kiosk. */
  function kiosk(kioskThumbprint = KIOSK_KEY) {
    const ask = { storeName: { ko: '성수점', en: 'Seongsu' }, kioskId: 'kiosk-2', kioskThumbprint, lang: 'ko' }
    return {
      begin: async () => ApprovalGrantedSchema.parse((await stage.asStore('POST', '/approvals', ask)).body),
      poll: async (deviceCode: string) =>
        ApprovalPolledSchema.parse(
          (await stage.asStore('POST', '/approvals/poll', { deviceCode, kioskThumbprint })).body,
        ),
      approved: (token: string) => stage.asStore('POST', '/approved', { token, kioskThumbprint }),
      end: (token: string) => stage.asStore('POST', '/approved/end', { token, kioskThumbprint }),
    }
  }
  return { ...stage, kiosk, member: (number: string) => withPasskey(stage, number) }
}

/** A member with a phone that has a passkey. */
async function withPasskey(stage: Stage, number: string) {
  const added = stage.addMember(number)
  const phone = await stage.signIn(number)
  const authenticator = createAuthenticator()
  const response = authenticator.make((await phone.send('POST', '/api/passkeys/options')).body)
  await phone.send('POST', '/api/passkeys', { name: 'Phone', response })

  const look = (code: string) => phone.get(`/api/approvals/${code}`)
  /** What the browser hands over after the prompt for this code. */
  const sign = async (code: string, prompted: Parameters<typeof authenticator.use>[1] = {}) =>
    authenticator.use((await phone.send('POST', `/api/approvals/${code}/options`)).body, prompted)
  const answer = (code: string, number: string, passkey: unknown) =>
    phone.send('POST', `/api/approvals/${code}`, { answer: 'approve', number, passkey })
  return {
    ...added,
    phone,
    look,
    sign,
    answer,
    approve: async (code: string, shown: string) => answer(code, shown, await sign(code)),
    deny: (code: string) => phone.send('POST', `/api/approvals/${code}`, { answer: 'deny' }),
  }
}
