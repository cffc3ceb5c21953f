import { setTimeout as pause } from 'node:timers/promises'
import { systemIds } from '@dangol/client/system-ids.ts'
import type { CartLineId, ConfigurationId, CustomerId, OrderId, Sku, VisitId } from '@dangol/domain/ids/ids.ts'
import type { ConfigurationDraft } from '@dangol/protocol/configurations.ts'
import type { VisitView } from '@dangol/protocol/visits.ts'
import type { Device } from '../../crash/load/device.ts'

export interface OrderGoods {
  readonly skus: readonly Sku[]
  readonly documents: readonly ConfigurationDraft[]
  /** Members who may be served by name. */
  readonly members: readonly CustomerId[]
}

/** How many orders are still to be placed; shared by the devices. */
export interface Quota {
  left: number
  placed: number
  /** Whether the store is not ahead of what happens in the shop: the two go along with each other. */
  readonly isInStep: () => boolean
}

/** Between two visits at one device. Milliseconds. */
const BETWEEN_MS = [50, 900] as const

/** Serves one shopper after the other until there are enough orders. What was refused for good is tried with another shopper. */
export async function placeOrders(
  device: Device,
  goods: OrderGoods,
  quota: Quota,
  stopped: AbortSignal,
): Promise<void> {
  while (quota.left > 0 && !stopped.aborted) {
    if (!quota.isInStep()) {
      await pause(BETWEEN_MS[1])
      continue
    }
    quota.left -= 1
    if (await oneVisit(device, goods)) quota.placed += 1
    else quota.left += 1
    await pause(device.random.between(...BETWEEN_MS))
  }
}

async function oneVisit(device: Device, goods: OrderGoods): Promise<boolean> {
  const visit = await begin(device, goods)
  if (visit === null) return false
  const lines = device.random.between(1, 3)
  let cart: VisitView['cart'] = visit.cart
  for (let line = 0; line < lines; line++) cart = (await addLine(device, goods, visit.id)) ?? cart
  const order = await device.issue('orders:place', {
    ...{ visitId: visit.id, orderId: systemIds.next<OrderId>(), acceptedTotal: cart.total },
  })
  await device.issue('visits:end', { visitId: visit.id, reason: 'shopper' })
  return order?.ok === true
}

async function begin(device: Device, { members }: OrderGoods): Promise<VisitView | null> {
  const lang = device.random.pick(['ko', 'en'] as const)
  const isMember = members.length > 0 && device.random.chance(0.6)
  const answer =
    device.kind === 'kiosk'
      ? await device.issue('visits:begin', { lang })
      : await device.issue('visits:begin-for', { lang, customerId: isMember ? device.random.pick(members) : null })
  return answer?.ok === true ? answer.value : null
}

async function addLine(device: Device, goods: OrderGoods, visitId: VisitId): Promise<VisitView['cart'] | null> {
  const { random } = device
  const configurationId = random.chance(0.4) ? await saved(device, goods, visitId) : null
  const answer = await device.issue('carts:add', {
    visitId,
    lineId: systemIds.next<CartLineId>(),
    item:
      configurationId === null
        ? { kind: 'stocked', sku: random.pick(goods.skus) }
        : { kind: 'configured', configurationId },
    quantity: random.between(1, 2),
    fulfilment: random.pick(['pick-up', 'carry-out', 'delivery', null] as const),
  })
  return answer?.ok === true ? answer.value.cart : null
}

async function saved(device: Device, goods: OrderGoods, visitId: VisitId): Promise<ConfigurationId | null> {
  const id = systemIds.next<ConfigurationId>()
  const draft = { ...device.random.pick(goods.documents), id, revision: 0, name: `draft ${device.random.below(1_000)}` }
  const answer = await device.issue('configurations:save', { visitId, draft })
  return answer?.ok === true ? id : null
}
