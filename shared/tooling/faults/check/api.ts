import type { Vendure } from '../../vendure/launch.ts'
import type { ShopFile } from './shop-file.sql.ts'
import type { Violation } from './violation.ts'

interface Answer {
  readonly orders: {
    readonly items: readonly {
      readonly id: string
      readonly code: string
      readonly state: string
      readonly totalWithTax: number
      readonly payments: readonly { readonly amount: number }[]
      readonly lines: readonly { readonly customFields: { readonly configurationId: string | null } }[]
    }[]
  }
}

const PAGE = 50

/** Whether Vendure's own API says of the store's orders what its file says. */
export async function judgeApi({ admin }: Vendure, shop: ShopFile): Promise<Violation[]> {
  const violations: Violation[] = []
  const wanted = new Map(
    shop.orders.filter(({ externalRef }) => externalRef !== null).map((one) => [String(one.id), one]),
  )
  for (let skip = 0; ; skip += PAGE) {
    const { orders } = await admin<Answer>(
      `query($skip: Int!, $take: Int!) { orders(options: { skip: $skip, take: $take, sort: { id: ASC }, filter: { externalRef: { isNull: false } } }) {
        items { id code state totalWithTax payments { amount } lines { customFields { configurationId } } } } }`,
      { skip, take: PAGE },
    )
    for (const { id, code, state, totalWithTax, payments, lines } of orders.items) {
      const one = wanted.get(id)
      wanted.delete(id)
      const configured = (of: readonly { configurationId: string | null }[]) =>
        of.flatMap(({ configurationId }) => configurationId ?? []).toSorted()
      const inFile = configured(shop.lines.filter(({ orderId }) => String(orderId) === id))
      const isSame =
        one?.code === code &&
        one.state === state &&
        one.total === totalWithTax &&
        payments.length === 1 &&
        inFile.join() === configured(lines.map(({ customFields }) => customFields)).join()
      if (!isSame) violations.push({ kind: 'api', what: `order ${code} is another by the API than in the file` })
    }
    if (orders.items.length < PAGE) break
  }
  for (const { code } of wanted.values()) violations.push({ kind: 'api', what: `order ${code} is not told by the API` })
  return violations
}
