import { setTimeout as pause } from 'node:timers/promises'
import { systemIds } from '@dangol/client/system-ids.ts'
import type { Choices } from '@dangol/domain/catalogue/model.ts'
import type { CartLineId, ConfigurationId, FamilyId, OrderId, Sku, VisitId } from '@dangol/domain/ids/ids.ts'
import type { VisitView } from '@dangol/protocol/visits.ts'
import type { Device } from './device.ts'

/** Commands that a device has under way at once; more than a hand makes, so that one commit carries several. */
const AT_ONCE_MAX = 6
/** Keeps a device below the server's fifty requests a second. Milliseconds. */
const PAUSE_PER_COMMAND_MS = 14

/** What can be bought and configured in the store of a round. */
export interface Goods {
  readonly skus: readonly Sku[]
  readonly family: { readonly id: FamilyId; readonly version: number; readonly choices: Choices }
}

interface OpenVisit {
  readonly id: VisitId
  readonly configurations: Map<ConfigurationId, number>
  cart: VisitView['cart']
}

/** Shops without end: visit after visit of configuring, filling the cart, changing it, ordering, leaving. */
export async function shop(device: Device, goods: Goods, stopping: AbortSignal): Promise<void> {
  let visit: OpenVisit | null = null
  while (!stopping.aborted) {
    visit = visit === null ? await begin(device) : await goOn(device, goods, visit)
    await pause(PAUSE_PER_COMMAND_MS)
  }
}

async function begin(device: Device): Promise<OpenVisit | null> {
  const lang = device.random.pick(['ko', 'en'] as const)
  const answer =
    device.kind === 'kiosk'
      ? await device.issue('visits:begin', { lang })
      : await device.issue('visits:begin-for', { lang, customerId: null })
  if (!answer?.ok) return null
  return { id: answer.value.id, configurations: new Map(), cart: answer.value.cart }
}

async function goOn(device: Device, goods: Goods, visit: OpenVisit): Promise<OpenVisit | null> {
  const what = device.random.below(10)
  if (what < 7) {
    const count = device.random.between(1, AT_ONCE_MAX)
    // What is under way together must not depend on its order: adds join their lines, saves are of different documents.
    const drafts = device.random.some([...visit.configurations.keys()], count)
    await Promise.all(Array.from({ length: count }, (_, at) => oneOf(device, goods, visit, drafts[at])))
    await pause(count * PAUSE_PER_COMMAND_MS)
    return visit
  }
  if (what === 7) return leave(device, visit)
  const isInCart = await changeCart(device, visit)
  if (isInCart && what === 8) await order(device, visit)
  return visit
}

function oneOf(device: Device, goods: Goods, visit: OpenVisit, draft: ConfigurationId | undefined): Promise<unknown> {
  if (device.random.chance(0.3)) return save(device, goods, visit, draft)
  return add(device, goods, visit, draft)
}

async function save(device: Device, goods: Goods, visit: OpenVisit, draft: ConfigurationId | undefined): Promise<void> {
  const id = draft ?? systemIds.next<ConfigurationId>()
  const { family } = goods
  const answer = await device.issue('configurations:save', {
    visitId: visit.id,
    draft: {
      id,
      familyId: family.id,
      modelVersion: family.version,
      revision: visit.configurations.get(id) ?? 0,
      name: `draft ${device.random.below(1_000)}`,
      personaId: null,
      secret: false,
      choices: family.choices,
    },
  })
  if (answer?.ok) visit.configurations.set(id, answer.value.revision)
}

async function add(device: Device, goods: Goods, visit: OpenVisit, draft: ConfigurationId | undefined): Promise<void> {
  const isConfigured = draft !== undefined && device.random.chance(0.3)
  const answer = await device.issue('carts:add', {
    visitId: visit.id,
    lineId: systemIds.next<CartLineId>(),
    item: isConfigured
      ? { kind: 'configured', configurationId: draft }
      : { kind: 'stocked', sku: device.random.pick(goods.skus) },
    quantity: device.random.between(1, 2),
    fulfilment: device.random.pick(['pick-up', 'carry-out', null]),
  })
  if (answer?.ok) visit.cart = answer.value.cart
}

/** Changes a line of the cart as it was seen last; alone, so that its answer is the cart as it stands. Says whether there is any. */
async function changeCart(device: Device, visit: OpenVisit): Promise<boolean> {
  if (visit.cart.lines.length === 0) return false
  const line = device.random.pick(visit.cart.lines)
  const answer = await device.issue('carts:change', {
    visitId: visit.id,
    lineId: line.id,
    quantity: device.random.below(3),
    fulfilment: line.fulfilment,
  })
  if (answer?.ok) visit.cart = answer.value.cart
  return answer?.ok === true && visit.cart.lines.length > 0
}

async function order(device: Device, visit: OpenVisit): Promise<void> {
  const answer = await device.issue('orders:place', {
    visitId: visit.id,
    orderId: systemIds.next<OrderId>(),
    acceptedTotal: visit.cart.total,
  })
  if (answer?.ok) visit.cart = { lines: [], units: 0, total: { ...visit.cart.total, minor: 0 } }
}

async function leave(device: Device, visit: OpenVisit): Promise<OpenVisit | null> {
  const answer = await device.issue('visits:end', { visitId: visit.id, reason: 'shopper' })
  return answer === null ? visit : null
}
