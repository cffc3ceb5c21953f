import { quantiles } from '../report.ts'

/** The same question asked of a real Vendure shop: a customer's last 20 orders with their lines. */
const LAST_ORDERS = `query($id: ID!) { customer(id: $id) { orders(options: { filter: { active: { eq: false } }, sort: { orderPlacedAt: DESC }, take: 20 }) {
  totalItems items { id code state orderPlacedAt totalWithTax currencyCode
    lines { id quantity linePriceWithTax productVariant { sku name } }
    payments { id method state amount transactionId } fulfillments { id state method trackingCode lines { orderLineId quantity } } } } } }`
/** Regulars only: whoever has a full page of orders, as the members of this benchmark have. */
const COUNT =
  'query($id: ID!) { customer(id: $id) { orders(options: { filter: { active: { eq: false } }, take: 1 }) { totalItems } } }'
const REGULARS = 50
const LOOKED_AT_MAX = 400
const LOG_IN =
  'mutation($user: String!, $password: String!) { login(username: $user, password: $password) { __typename } }'
const IDS = 'query($skip: Int!) { customers(options: { take: 100, skip: $skip }) { items { id } } }'

/** Asks `rounds` times, one after the other, each time another customer. `url` is the shop's base; user:password may stand in it. */
export async function askVendure(o: {
  url: string
  rounds: number
}): Promise<{ p50: number; p99: number; max: number }> {
  const base = new URL(o.url)
  const [user, password] = [base.username || 'superadmin', base.password || 'superadmin']
  const endpoint = `${base.origin}/admin-api`
  let token = ''
  const ask = async (query: string, variables: Record<string, unknown>): Promise<unknown> => {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token === '' ? {} : { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query, variables }),
    })
    token ||= response.headers.get('vendure-auth-token') ?? ''
    const body = (await response.json()) as { data?: unknown; errors?: unknown }
    if (body.errors !== undefined) throw new Error(`Vendure refused: ${JSON.stringify(body.errors)}`)
    return body.data
  }
  await ask(LOG_IN, { user, password })
  const ids = await regulars(ask)
  const sample: number[] = []
  for (let round = 0; round < o.rounds; round++) {
    const startedAt = performance.now()
    await ask(LAST_ORDERS, { id: ids[round % ids.length] })
    sample.push(performance.now() - startedAt)
  }
  return quantiles(sample)
}

type Ask = (query: string, variables: Record<string, unknown>) => Promise<unknown>

/** Customers with at least 20 orders; where the shop has too few of them, whoever has most. */
async function regulars(ask: Ask): Promise<string[]> {
  const found: { id: string; orders: number }[] = []
  for (let skip = 0; skip < LOOKED_AT_MAX; skip += 100) {
    const { customers } = (await ask(IDS, { skip })) as { customers: { items: { id: string }[] } }
    for (const { id } of customers.items) {
      const { customer } = (await ask(COUNT, { id })) as { customer: { orders: { totalItems: number } } }
      found.push({ id, orders: customer.orders.totalItems })
    }
    if (found.filter((one) => one.orders >= 20).length >= REGULARS) break
  }
  if (found.length === 0) throw new Error('The Vendure shop has no customers')
  return found
    .sort((a, b) => b.orders - a.orders)
    .slice(0, REGULARS)
    .map((one) => one.id)
}
