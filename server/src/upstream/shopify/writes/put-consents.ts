import type { ConsentState } from '@dangol/domain/customers/consent.ts'
import { z } from 'zod'
import type { ShopConsent } from '../../online-shop.ts'
import type { Outcome } from '../../connector.ts'
import type { AdminApi } from '../admin-api.ts'
import { EMAIL_MARKETING, SET_EMAIL_MARKETING } from '../documents/writes.ts'
import { done, unheard, UserErrorsSchema, wordsOf } from './outcome.ts'

const NowSchema = z.object({
  customer: z.object({ defaultEmailAddress: z.object({ marketingState: z.string() }).nullable() }).nullable(),
})
const SetSchema = z.object({
  customerEmailMarketingConsentUpdate: z.object({ userErrors: UserErrorsSchema }).nullable(),
})

/**
 * Writes the one consent that Shopify has a place for: letters by e-mail. Of the others the member service is told. Whoever has no
 * e-mail address gets no letters, and there is nothing to write.
 */
export async function putConsents(
  api: AdminApi,
  { consents }: ShopConsent,
  customerRef: string,
  signal: AbortSignal,
): Promise<Outcome<null>> {
  const said = consents['marketing.message']
  if (said === undefined) return done(null)
  const marketingState = stateFor(said)
  const now = await api.ask({
    document: EMAIL_MARKETING,
    variables: { id: customerRef },
    schema: NowSchema,
    signal,
  })
  if (now.kind !== 'answered') return unheard(now)
  const { customer } = now.value
  if (customer === null) return { kind: 'conflict', reason: 'customer-gone', detail: customerRef }
  const state = customer.defaultEmailAddress?.marketingState
  if (state === undefined || state === marketingState) return done(null)
  const input = { customerId: customerRef, emailMarketingConsent: { marketingState, ...optIn(said) } }
  const set = await api.ask({ document: SET_EMAIL_MARKETING, variables: { input }, schema: SetSchema, signal })
  if (set.kind !== 'answered') return unheard(set)
  const [error] = set.value.customerEmailMarketingConsentUpdate?.userErrors ?? []
  if (error === undefined) return done(null)
  return { kind: error.code === 'INTERNAL_ERROR' ? 'retry' : 'rejected', why: wordsOf(error) }
}

const stateFor = (said: ConsentState): 'SUBSCRIBED' | 'UNSUBSCRIBED' =>
  said === 'granted' ? 'SUBSCRIBED' : 'UNSUBSCRIBED'
/** Said once in the store; nobody was asked to confirm by e-mail. */
const optIn = (said: ConsentState) => (said === 'granted' ? { marketingOptInLevel: 'SINGLE_OPT_IN' } : {})
