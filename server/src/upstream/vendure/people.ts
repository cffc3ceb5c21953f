import { PURPOSES } from '@dangol/domain/customers/consent.ts'
import { z } from 'zod'
import type { CustomerQuery, FoundCustomer } from '../connector.ts'
import type { ShopConsent } from '../online-shop.ts'
import type { PeopleKeys } from '../people-keys.ts'
import type { Call, Question } from './call.ts'
import type { VendureMapping } from './config.ts'
import type { Asking } from './documents/asking.ts'
import { customFields } from './documents/list.ts'
import { refusal } from '../adapters/halt.ts'
import { nameOf } from './map/customers.ts'
import { conflict } from './place/placing.ts'

/** Customers whose number ends alike, of a shop with a million. */
const ALIKE_MAX = 200
/** Digits at the end of a number; people write the rest in many ways. */
const LAST_DIGITS = 4

export function peopleQuestions({ customer }: VendureMapping) {
  return {
    find: {
      document: `query($options: CustomerListOptions) { customers(options: $options) {
        items { id firstName lastName emailAddress phoneNumber ${customFields({ number: customer.number })} } } }`,
      answer: z.object({
        customers: z.object({
          items: z.array(
            z.object({
              ...{ id: z.string(), firstName: z.string(), lastName: z.string(), emailAddress: z.string() },
              phoneNumber: z.string().nullable().optional(),
              customFields: z.object({ number: z.string().nullable().optional() }).optional(),
            }),
          ),
        }),
      }),
    } satisfies Question<z.ZodType>,
    update: {
      document: `mutation($input: UpdateCustomerInput!) { done: updateCustomer(input: $input) {
        ... on Customer { id } ... on ErrorResult { errorCode message } } }`,
      answer: z.object({ done: z.object({ id: z.string().optional(), message: z.string().optional() }) }),
    } satisfies Question<z.ZodType>,
  }
}

export interface PeopleDeps {
  readonly call: Call
  readonly asking: Asking
  readonly questions: ReturnType<typeof peopleQuestions>
  readonly mapping: VendureMapping
  readonly keys: PeopleKeys
}

/** Whoever has this address or number, however the shop has written it down. */
export async function findCustomers(
  { call, questions, keys, mapping }: PeopleDeps,
  { email, phone, limit }: CustomerQuery,
  signal: AbortSignal,
): Promise<readonly FoundCustomer[]> {
  const filters: object[] = []
  const digits = phone?.replace(/\D/g, '').slice(-LAST_DIGITS) ?? ''
  if (email !== undefined) filters.push({ emailAddress: { eq: email.trim() } })
  if (digits.length === LAST_DIGITS) filters.push({ phoneNumber: { contains: digits } })
  if (filters.length === 0) return []
  const { value } = await call(questions.find, { options: { filter: { _or: filters }, take: ALIKE_MAX } }, signal)
  const isMeant = (one: { emailAddress: string; phoneNumber?: string | null | undefined }): boolean =>
    isSame(keys, 'email', email, one.emailAddress) || isSame(keys, 'phone', phone, one.phoneNumber)
  return value.customers.items
    .filter((one) => isMeant(one) && one.emailAddress !== mapping.walkIn.emailAddress)
    .slice(0, limit)
    .map((one) => ({
      ...{ id: one.id, customerId: keys.alias(one.id), name: nameOf(one) },
      number: one.customFields?.number ?? one.id,
    }))
}

function isSame(
  keys: PeopleKeys,
  kind: 'email' | 'phone',
  said: string | undefined,
  written: string | null | undefined,
) {
  const digest = keys.digest(kind, said ?? '')
  return digest !== null && digest === keys.digest(kind, written ?? '')
}

/**
 * Writes consents into the customer's field, beside what else is there. Refuses: a shop that has no such field, a field that holds
 * something else. Ends with a conflict: 'customer-gone'.
 */
export async function putConsents(
  { call, asking, questions, mapping }: PeopleDeps,
  { consents }: ShopConsent,
  o: { customerRef: string; signal: AbortSignal },
): Promise<null> {
  const field = mapping.customer.consents
  if (field === undefined) throw refusal('the mapping names no field for consents')
  const { value } = await call(asking.customer, { id: o.customerRef }, o.signal)
  if (value.customer === null) throw conflict('customer-gone', 'the shop does not have this customer any more')
  const before = statesIn(value.customer.customFields?.consents ?? null)
  if (PURPOSES.every((purpose) => consents[purpose] === undefined || consents[purpose] === before[purpose])) return null
  const text = JSON.stringify({ ...before, ...consents })
  const input = { id: o.customerRef, customFields: { [field]: text } }
  const { done } = (await call(questions.update, { input }, o.signal)).value
  if (done.id === undefined) throw refusal(done.message ?? 'the customer was not changed')
  return null
}

function statesIn(text: string | null): Record<string, unknown> {
  if (text === null || text.trim() === '') return {}
  try {
    const states: unknown = JSON.parse(text)
    if (typeof states === 'object' && states !== null && !Array.isArray(states)) return { ...states }
  } catch {
    // Said below, for both.
  }
  throw refusal('the field of the consents holds something else than consents')
}
