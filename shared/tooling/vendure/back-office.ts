import { REFUSED } from './graphql.ts'
import type { Ask } from './graphql.ts'
import { operation } from './seed/settings.ts'

/** What the retailer's people do with an order in Vendure's own back office. */
export interface Back {
  settle(orderId: string): Promise<void>
  /** Packs everything; answers the id of the fulfilment. */
  fulfil(orderId: string): Promise<string>
  carry(fulfilmentId: string, state: 'Shipped' | 'Delivered' | 'Cancelled'): Promise<void>
  cancel(orderId: string): Promise<void>
  /** @param reason told to the customer by the shop */
  refund(orderId: string, reason: string): Promise<void>
}

interface Held {
  readonly order: {
    readonly code: string
    readonly payments: readonly { readonly id: string; readonly state: string; readonly amount: number }[]
    readonly lines: readonly { readonly id: string; readonly quantity: number }[]
  }
}

export function backOffice(admin: Ask): Back {
  const held = async (id: string) =>
    (
      await admin<Held>(
        'query($id: ID!) { order(id: $id) { code payments { id state amount } lines { id quantity } } }',
        { id },
      )
    ).order
  return {
    async settle(orderId) {
      for (const { id } of (await held(orderId)).payments.filter(({ state }) => state === 'Authorized')) {
        await admin(`mutation($id: ID!) { settlePayment(id: $id) { ... on Payment { id } ${REFUSED} } }`, { id })
      }
    },
    async fulfil(orderId) {
      const { code, lines } = await held(orderId)
      const input = {
        lines: lines.map(({ id, quantity }) => ({ orderLineId: id, quantity })),
        handler: operation('manual-fulfillment', { method: '한빛택배', trackingCode: `T-${code}` }),
      }
      const { addFulfillmentToOrder } = await admin<{ addFulfillmentToOrder: { id: string } }>(
        `mutation($i: FulfillOrderInput!) { addFulfillmentToOrder(input: $i) { ... on Fulfillment { id } ${REFUSED} } }`,
        { i: input },
      )
      return addFulfillmentToOrder.id
    },
    async carry(id, state) {
      await admin(
        `mutation($id: ID!, $state: String!) { transitionFulfillmentToState(id: $id, state: $state) { ... on Fulfillment { id } ${REFUSED} } }`,
        { id, state },
      )
    },
    async cancel(orderId) {
      await admin(`mutation($i: CancelOrderInput!) { cancelOrder(input: $i) { ... on Order { id } ${REFUSED} } }`, {
        i: { orderId, reason: '고객 요청', cancelShipping: true },
      })
    },
    async refund(orderId, reason) {
      const { payments, lines } = await held(orderId)
      const payment = payments.find(({ state }) => state === 'Settled')
      if (payment === undefined) return
      // Vendure leaves the deprecated amounts out of its schema's defaults but not out of its table.
      const input = { shipping: 0, adjustment: 0, amount: payment.amount, paymentId: payment.id, reason }
      const refunded = { lines: lines.map(({ id, quantity }) => ({ orderLineId: id, quantity })) }
      await admin(`mutation($i: RefundOrderInput!) { refundOrder(input: $i) { ... on Refund { id } ${REFUSED} } }`, {
        i: { ...input, ...refunded },
      })
    },
  }
}
