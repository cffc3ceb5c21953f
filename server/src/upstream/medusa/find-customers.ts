import type { CustomerQuery, FoundCustomer } from '../connector.ts'
import type { PeopleKeys } from '../people-keys.ts'
import type { Admin, Query } from './admin.ts'
import type { MedusaLink } from './config.ts'
import { listRows } from './listing.ts'
import { isWalkIn, numberOf } from './map-customer.ts'
import { personName } from './person-name.ts'
import { CUSTOMER_FIELDS, CustomerRowSchema } from './rows.ts'
import type { CustomerRow } from './rows.ts'

/** The end of a number is written alike, whatever stands before it. */
const TAIL_LENGTH = 4
const CANDIDATES_MAX = 100

export interface FindDeps {
  readonly admin: Admin
  readonly keys: PeopleKeys
  readonly link: MedusaLink
}

/** Customers whose e-mail address or telephone number is the one that was said, in whichever way it is written. Throws `Halt`. */
export async function findCustomers(
  { admin, keys, link }: FindDeps,
  { email, phone, limit }: CustomerQuery,
  signal: AbortSignal,
): Promise<FoundCustomer[]> {
  const ask = async (query: Query): Promise<CustomerRow[]> => {
    const of = { path: '/admin/customers', list: 'customers' }
    const { rows } = await listRows(admin, of, { ...query, fields: CUSTOMER_FIELDS, limit: CANDIDATES_MAX }, signal)
    return rows.flatMap((row) => CustomerRowSchema.safeParse(row).data ?? [])
  }
  const byEmail = email === undefined ? [] : await ask({ email: email.trim() })
  const tail = phone?.replace(/\D/g, '').slice(-TAIL_LENGTH) ?? ''
  const digest = phone === undefined ? null : keys.digest('phone', phone)
  const candidates = digest === null ? [] : await ask({ q: tail })
  const byPhone = candidates.filter((one) => keys.digest('phone', one.phone ?? '') === digest)
  const found = new Map(
    [...byEmail, ...byPhone].filter((one) => !isWalkIn(one.email, link)).map((one) => [one.id, one]),
  )
  return [...found.values()].slice(0, limit).map((one) => ({
    id: one.id,
    customerId: keys.alias(one.id),
    name: personName({ first: one.first_name, last: one.last_name }),
    number: numberOf(one, link),
  }))
}
