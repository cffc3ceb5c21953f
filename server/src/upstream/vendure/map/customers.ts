import { maskAddress } from '@dangol/domain/customers/mask.ts'
import { PURPOSES } from '@dangol/domain/customers/consent.ts'
import type { Lang } from '@dangol/domain/text/localised.ts'
import { ConsentStateSchema } from '@dangol/protocol/customers.ts'
import type { ShopProfileSchema } from '@dangol/protocol/shop.ts'
import { z } from 'zod'
import type { PeopleKeys } from '../../people-keys.ts'
import { defaultFirst } from './default-first.ts'
import { fit } from '../../adapters/judge.ts'
import type { MapRow } from '../../adapters/judge.ts'
import { Unfit } from '../../adapters/unfit.ts'

type Profile = z.infer<typeof ShopProfileSchema>

const words = z.string().nullable().optional()
const AddressSchema = z.object({
  id: z.string(),
  ...{ streetLine1: words, streetLine2: words, city: words, province: words, postalCode: words },
  defaultShippingAddress: z.boolean().nullable().optional(),
})
const CustomerSchema = z.object({
  id: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  emailAddress: z.string(),
  phoneNumber: words,
  addresses: z.array(AddressSchema).nullable(),
  customFields: z.object({ lang: words, consents: words, number: words }).optional(),
})

const NAME_MAX = 120
const NUMBER_MAX = 40
const ADDRESSES_MAX = 10
const ADDRESS_MAX = 200

export interface CustomersMapping {
  readonly keys: PeopleKeys
  readonly lang: Lang
  readonly walkInEmail: string
  readonly hasConsents: boolean
}

/** A customer as the store knows one. The one whom nobody's orders belong to is nobody. */
export function mapCustomer({ keys, lang, walkInEmail, hasConsents }: CustomersMapping): MapRow {
  return (row) => {
    const customer = fit(CustomerSchema, row, 'shape')
    if (customer.emailAddress.toLowerCase() === walkInEmail.toLowerCase()) return null
    const customerId = keys.alias(customer.id)
    const custom = customer.customFields
    const value: Profile = {
      id: customerId,
      number: (custom?.number ?? customer.id).slice(0, NUMBER_MAX),
      name: nameOf(customer).slice(0, NAME_MAX),
      lang: custom?.lang === 'ko' || custom?.lang === 'en' ? custom.lang : lang,
      identifiers: identifiersOf(keys, customer),
      addresses: defaultFirst(customer.addresses).slice(0, ADDRESSES_MAX).map(maskedAddress).filter(Boolean),
      ...(hasConsents ? { consents: consentsOf(custom?.consents ?? null) } : {}),
    }
    return { customerId, changes: [{ feed: 'profile', value }] }
  }
}

const HANGUL = /^[\p{Script=Hangul}\p{Script=Han}\s]+$/u
/** Korean names are written as one word, family name first. */
export function nameOf({ firstName, lastName }: { firstName: string; lastName: string }): string {
  const isKorean = HANGUL.test(`${lastName}${firstName}`)
  return (isKorean ? `${lastName}${firstName}` : `${firstName} ${lastName}`).trim()
}

function identifiersOf(
  keys: PeopleKeys,
  { emailAddress, phoneNumber }: z.infer<typeof CustomerSchema>,
): Profile['identifiers'] {
  const said = [
    { kind: 'email', digest: keys.digest('email', emailAddress) },
    { kind: 'phone', digest: keys.digest('phone', phoneNumber ?? '') },
  ] as const
  return said.flatMap(({ kind, digest }) => (digest === null ? [] : [{ kind, digest }]))
}

/** From the area to the door; of the door only what kind it is. */
function maskedAddress(address: z.infer<typeof AddressSchema>): string {
  const { postalCode, province, city, streetLine1, streetLine2 } = address
  const area = [postalCode, province, city].filter(Boolean).join(' ')
  const lines = [area, streetLine1 ?? '', streetLine2 ?? ''].map((line) => line.trim()).filter((line) => line !== '')
  return maskAddress(lines).join('\n').slice(0, ADDRESS_MAX)
}

const StatesSchema = z.record(z.string(), z.unknown())
/** Purposes of the shop's own are no business of the store's; a state that is none of ours is not guessed. */
function consentsOf(text: string | null): NonNullable<Profile['consents']> {
  if (text === null || text.trim() === '') return {}
  const states = fit(StatesSchema, parsed(text), 'document')
  return Object.fromEntries(
    PURPOSES.flatMap((purpose) =>
      states[purpose] === undefined ? [] : [[purpose, fit(ConsentStateSchema, states[purpose], 'document')]],
    ),
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Unfit('document', 'the field of the consents holds no JSON')
  }
}
