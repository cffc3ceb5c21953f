import { maskAddress } from '@dangol/domain/customers/mask.ts'
import type { Lang } from '@dangol/domain/text/localised.ts'
import type { ShopProfileSchema } from '@dangol/protocol/shop.ts'
import type { z } from 'zod'
import type { PeopleKeys } from '../people-keys.ts'
import { fit } from '../adapters/judge.ts'
import type { MapRow } from '../adapters/judge.ts'
import type { MedusaLink } from './config.ts'
import { personName } from './person-name.ts'
import { CustomerRowSchema } from './rows.ts'
import type { CustomerRow } from './rows.ts'

type Profile = z.infer<typeof ShopProfileSchema>

const NAME_MAX = 120
const NUMBER_MAX = 40
const ADDRESSES_MAX = 10
const ADDRESS_MAX = 200

export interface CustomerMapping {
  readonly keys: PeopleKeys
  readonly link: Pick<MedusaLink, 'fields' | 'lang' | 'walkIn'>
}

/** A customer as the store knows one. The one whom nobody's orders belong to is nobody. */
export function mapCustomer({ keys, link }: CustomerMapping): MapRow {
  return (row) => {
    const customer = fit(CustomerRowSchema, row, 'shape')
    if (isWalkIn(customer.email, link)) return null
    const customerId = keys.alias(customer.id)
    const value: Profile = {
      id: customerId,
      number: numberOf(customer, link),
      name: personName({ first: customer.first_name, last: customer.last_name }).slice(0, NAME_MAX),
      lang: langOf(customer, link),
      identifiers: identifiersOf(keys, customer),
      addresses: customer.addresses.slice(0, ADDRESSES_MAX).map(maskedAddress).filter(Boolean),
    }
    return { customerId, changes: [{ feed: 'profile', value }] }
  }
}

export const isWalkIn = (email: string | null | undefined, { walkIn }: Pick<MedusaLink, 'walkIn'>): boolean =>
  email?.toLowerCase() === walkIn.email.toLowerCase()

/** Medusa counts its customers by nothing that a person could read out; a shop that prints a number keeps it in `metadata`. */
export function numberOf({ id, metadata }: CustomerRow, { fields }: Pick<MedusaLink, 'fields'>): string {
  const said = fields.customerNumber === null ? undefined : metadata[fields.customerNumber]
  return (typeof said === 'string' || typeof said === 'number' ? String(said) : id).slice(0, NUMBER_MAX)
}

function langOf({ metadata }: CustomerRow, { fields, lang }: Pick<MedusaLink, 'fields' | 'lang'>): Lang {
  const said = fields.customerLang === null ? undefined : metadata[fields.customerLang]
  return said === 'ko' || said === 'en' ? said : lang
}

function identifiersOf(keys: PeopleKeys, { email, phone }: CustomerRow): Profile['identifiers'] {
  const said = [
    { kind: 'email', digest: keys.digest('email', email ?? '') },
    { kind: 'phone', digest: keys.digest('phone', phone ?? '') },
  ] as const
  return said.flatMap(({ kind, digest }) => (digest === null ? [] : [{ kind, digest }]))
}

/** From the area to the door; of the door only what kind it is. */
function maskedAddress({ province, city, address_1, address_2 }: CustomerRow['addresses'][number]): string {
  const area = [province, city].filter(Boolean).join(' ')
  const lines = [area, address_1, address_2].filter(Boolean)
  return maskAddress(lines).join('\n').slice(0, ADDRESS_MAX)
}
