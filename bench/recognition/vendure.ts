import { quantiles } from '../report.ts'

/** The same question asked of a real Vendure shop: a customer's last 20 orders with their lines. */
const LAST_ORDERS = `query($id: ID!) { customer(id: $id) { orders(options: { filter: { active: { eq: false } }, sort: { orderPlacedAt: DESC }, take: 20 }) {
  totalItems items { id code state orderPlacedAt totalWithTax currencyCode lines { id quantity linePriceWithTax productVariant { sku name } } } } } }`
const LOG_IN =
  'mutation($user: String!, $password: String!) { login(username: $user, password: $password) { __typename } }'
const IDS = 'query($take: Int!) { customers(options: { take: $take }) { items { id } } }'

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
  const { customers } = (await ask(IDS, { take: 100 })) as { customers: { items: { id: string }[] } }
  const ids = customers.items.map((customer) => customer.id)
  if (ids.length === 0) throw new Error('The Vendure shop has no customers')
  const sample: number[] = []
  for (let round = 0; round < o.rounds; round++) {
    const startedAt = performance.now()
    await ask(LAST_ORDERS, { id: ids[round % ids.length] })
    sample.push(performance.now() - startedAt)
  }
  return quantiles(sample)
}
