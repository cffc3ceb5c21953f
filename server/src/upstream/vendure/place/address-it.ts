import type { CustomerAddress } from '../documents/asking.ts'
import { defaultFirst } from '../map/default-first.ts'
import type { OrderInShop } from '../documents/order-in-shop.ts'
import { refusal } from '../../adapters/halt.ts'
import { conflict, take } from './placing.ts'
import type { Placing } from './placing.ts'

/** Whose the order is, where it goes and how. Ends with a conflict: 'customer-gone', 'no-address'. */
export async function addressIt(at: Placing, draft: OrderInShop): Promise<OrderInShop> {
  const { id } = draft
  const customer = await customerOf(at)
  await take(
    at,
    at.writing.setCustomer,
    customer === null ? { id, input: at.mapping.walkIn } : { id, customer: customer.id },
  )
  const way = wayOf(at)
  const address = way === 'delivery' ? addressOf(at, customer) : at.mapping.storeAddress
  await take(at, at.writing.setAddress, { id, input: address })
  const { value } = await at.call(at.asking.shippingFor, { id }, at.signal)
  const code = at.mapping.shippingMethods[way]
  const method = value.methods.find((one) => one.code === code)
  if (method === undefined) throw refusal(`the shipping method "${code}" is not to be had for this order`)
  return take(at, at.writing.setShipping, { id, method: method.id })
}

/** An order goes one way in Vendure, so it goes the longest of its lines. */
function wayOf({ order: { lines } }: Placing): 'delivery' | 'pick-up' | 'carry-out' {
  const ways = new Set(lines.map(({ fulfilment }) => fulfilment))
  if (ways.has('delivery')) return 'delivery'
  return ways.has('pick-up') ? 'pick-up' : 'carry-out'
}

type Customer = { readonly id: string; readonly name: string; readonly addresses: readonly CustomerAddress[] }

/** Null for nobody, and for somebody whom the shop no longer has once a person has decided to go on without. */
async function customerOf(at: Placing): Promise<Customer | null> {
  const { customerRef, order, takeOver } = at
  if (order.customerId === null) return null
  const { value } =
    customerRef === null
      ? { value: { customer: null } }
      : await at.call(at.asking.customer, { id: customerRef }, at.signal)
  const { customer } = value
  if (customer !== null) {
    const { id, firstName, lastName, addresses } = customer
    return { id, name: `${firstName} ${lastName}`.trim(), addresses: defaultFirst(addresses) }
  }
  if (!takeOver) throw conflict('customer-gone', 'the shop does not have this customer any more')
  return null
}

/** Read from the shop at this moment: the store keeps no address. */
function addressOf({ mapping }: Placing, customer: Customer | null) {
  // Without a customer nobody has said where to; it waits at the store.
  if (customer === null) return mapping.storeAddress
  const [chosen] = customer.addresses
  if (chosen === undefined) throw conflict('no-address', 'the customer has no address in the shop')
  const { fullName, company, streetLine1, streetLine2, city, province, postalCode, phoneNumber, country } = chosen
  return {
    ...{ company, streetLine1, streetLine2, city, province, postalCode, phoneNumber },
    fullName: fullName ?? customer.name,
    countryCode: country.code,
  }
}
