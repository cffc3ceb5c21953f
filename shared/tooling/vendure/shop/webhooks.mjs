import { createHmac, randomUUID } from 'node:crypto'
import { SavedConfigurationEvent } from './saved-configuration.mjs'
import { core, takes } from './vendure.mjs'

/** How long a receiver may take, and how often one delivery is tried. Vendure's queue waits between the tries. */
const PATIENCE_MS = 5_000
const RETRIES = 10

const idOf = (event) => ({ action: event.type, id: event.entity?.id })
/** Which events leave the shop, and what is said of each: what was touched, never what it now is. */
const TOPICS = {
  customer: [core.CustomerEvent, idOf],
  'customer.address': [
    core.CustomerAddressEvent,
    (event) => ({ action: event.type, id: event.entity?.id, customerId: event.entity?.customer?.id }),
  ],
  order: [core.OrderEvent, (event) => ({ action: event.type, id: event.order?.id })],
  'order.line': [core.OrderLineEvent, (event) => ({ action: event.type, id: event.order?.id })],
  'order.state': [
    core.OrderStateTransitionEvent,
    (event) => ({ id: event.order.id, from: event.fromState, to: event.toState }),
  ],
  'order.placed': [core.OrderPlacedEvent, (event) => ({ id: event.order.id })],
  payment: [
    core.PaymentStateTransitionEvent,
    (event) => ({ id: event.payment.id, orderId: event.order.id, to: event.toState }),
  ],
  fulfillment: [
    core.FulfillmentEvent,
    (event) => ({ id: event.entity?.id, orderIds: (event.entity?.orders ?? []).map(({ id }) => id) }),
  ],
  'fulfillment.state': [
    core.FulfillmentStateTransitionEvent,
    (event) => ({ id: event.fulfillment.id, orderIds: (event.fulfillment.orders ?? []).map(({ id }) => id) }),
  ],
  refund: [core.RefundEvent, (event) => ({ action: event.type, id: event.refund?.id, orderId: event.order?.id })],
  stock: [
    core.StockMovementEvent,
    (event) => ({ type: event.type, variantIds: event.stockMovements.map(({ productVariant }) => productVariant.id) }),
  ],
  product: [core.ProductEvent, idOf],
  configuration: [SavedConfigurationEvent, (event) => event.data],
  variant: [
    core.ProductVariantEvent,
    (event) => ({ action: event.type, variantIds: event.entity?.map?.(({ id }) => id) ?? [] }),
  ],
}

/**
 * Vendure sends nothing by itself. This posts its events through its job queue: at least once as long as the process lives, not in
 * the order of the events, and never for a job that was running when the process was killed.
 */
export function webhooks({ url, secret }) {
  class Webhooks {
    constructor(events, queues) {
      this.events = events
      this.queues = queues
    }

    async onApplicationBootstrap() {
      const queue = await this.queues.createQueue({ name: 'webhooks', process: ({ data }) => post(url, secret, data) })
      const send = (topic, data, at) =>
        queue
          .add({ id: randomUUID(), body: JSON.stringify({ topic, at, data }) }, { retries: RETRIES })
          .catch((error) => core.Logger.error(String(error), 'Webhooks'))
      for (const [topic, [type, dataOf]] of Object.entries(TOPICS)) {
        this.events.ofType(type).subscribe((event) => send(topic, dataOf(event), event.createdAt))
      }
    }
  }
  takes(Webhooks, [core.EventBus, core.JobQueueService])
  core.VendurePlugin({ imports: [core.PluginCommonModule], compatibility: '^3.0.0' })(Webhooks)
  return Webhooks
}

async function post(url, secret, { id, body }) {
  const signature = createHmac('sha256', secret).update(body).digest('hex')
  const answer = await fetch(url, {
    method: 'POST',
    body,
    signal: AbortSignal.timeout(PATIENCE_MS),
    headers: { 'content-type': 'application/json', 'x-webhook-id': id, 'x-webhook-signature': signature },
  })
  if (!answer.ok) throw new Error(`The receiver answered ${answer.status}.`)
  return answer.status
}
