import { demoPeople } from '../../../../server/shop/demo/demo.ts'
import type { DemoPerson } from '../../../../server/shop/demo/people-types.ts'
import { REFUSED } from '../graphql.ts'
import type { Ask } from '../graphql.ts'
import { PASSWORD } from '../shopper.ts'

/** The people of the demonstration as customers of this shop. */
export async function seedPeople(admin: Ask): Promise<void> {
  for (const [at, person] of demoPeople.entries()) {
    const { createCustomer } = await admin<{ createCustomer: { id: string } }>(
      `mutation($i: CreateCustomerInput!, $p: String) { createCustomer(input: $i, password: $p) { ... on Customer { id } ${REFUSED} } }`,
      { i: customer(person, at), p: PASSWORD },
    )
    if (person.address.length > 0) {
      await admin(
        'mutation($c: ID!, $i: CreateAddressInput!) { createCustomerAddress(customerId: $c, input: $i) { id } }',
        { c: createCustomer.id, i: address(person, at) },
      )
    }
  }
}

function customer({ name, number, email, lang, consents }: DemoPerson, at: number) {
  const hasAsked = Object.keys(consents).length > 0
  return {
    ...nameOf(name),
    emailAddress: email,
    phoneNumber: phoneOf(at),
    customFields: { number, lang, consents: hasAsked ? JSON.stringify(consents) : null },
  }
}

/** A Korean name is written without a space, family name first; Vendure keeps two fields. */
function nameOf(name: string): { firstName: string; lastName: string } {
  const at = name.indexOf(' ')
  if (at > 0) return { firstName: name.slice(0, at), lastName: name.slice(at + 1) }
  return { firstName: name.slice(1), lastName: name.slice(0, 1) }
}

/** Numbers that nobody has. */
const phoneOf = (at: number): string => `010-5550-${String(at + 1).padStart(4, '0')}`

/** Korean addresses go from the large to the small, English ones the other way. */
function address({ name, address: lines }: DemoPerson, at: number) {
  const [street = '', door = ''] = lines
  const isEnglish = street.includes(', ')
  const parts = isEnglish ? street.split(', ').toReversed() : street.split(' ')
  const [province = '', city = '', ...rest] = parts
  return {
    ...{ fullName: name, province, city, streetLine2: door, countryCode: 'KR', postalCode: '04799' },
    ...{ streetLine1: isEnglish ? rest.toReversed().join(', ') : rest.join(' '), phoneNumber: phoneOf(at) },
    ...{ defaultShippingAddress: true, defaultBillingAddress: true },
  }
}
