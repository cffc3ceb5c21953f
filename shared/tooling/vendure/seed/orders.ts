import { demoPeople } from '../../../../server/shop/demo/demo.ts'
import type { DemoOrder, DemoOrderLine, DemoPerson } from '../../../../server/shop/demo/people-types.ts'
import type { ConfigurationDraft } from '@dangol/protocol/configurations.ts'
import { systemClock } from '../../../../server/src/platform/system-clock.ts'
import type { Back } from '../back-office.ts'
import { signIn } from '../shopper.ts'
import type { Shopper, Wish } from '../shopper.ts'
import { familySku } from './catalogue.ts'
import type { VariantIds } from './catalogue.ts'
import { documents } from './documents.ts'

const DAY_MS = 24 * 60 * 60_000

type Document = ReturnType<typeof documents>

/** What the people of the demonstration saved and ordered, as they do it themselves; the last thing one of them did is a cart. */
export async function seedOrders(shopApi: string, back: Back, variantIds: VariantIds): Promise<void> {
  const document = documents()
  for (const [at, person] of demoPeople.entries()) {
    if (person.configurations.length + person.orders.length === 0) continue
    const shopper = await signIn(shopApi, person.email)
    const saved = await seedSaved(shopper, person, document)
    for (const order of person.orders) {
      for (const line of order.lines) await shopper.add(wish(line, variantIds, document))
      const { id } = await shopper.order(at % 2 === 0 ? 'delivery' : 'store-pickup')
      await moveOn(back, id, order.state)
    }
    if (at === 0) await fillCart(shopper, saved[0], variantIds)
  }
}

async function seedSaved(shopper: Shopper, person: DemoPerson, document: Document): Promise<ConfigurationDraft[]> {
  const saved: ConfigurationDraft[] = []
  for (const configuration of person.configurations) {
    const draft = document(configuration)
    await shopper.save(draft, 1, systemClock.nowMs() - configuration.savedDaysAgo * DAY_MS)
    saved.push(draft)
  }
  return saved
}

/** The cart that is still open: one from the shelf, and one that was configured. */
async function fillCart(shopper: Shopper, configuration: ConfigurationDraft | undefined, ids: VariantIds) {
  await shopper.add({ variantId: idOf(ids, 'CAP-RUN-NVY'), quantity: 1 })
  if (configuration === undefined) return
  await shopper.add({ variantId: idOf(ids, familySku(configuration.familyId)), quantity: 1, configuration })
}

function wish(line: DemoOrderLine, ids: VariantIds, document: Document): Wish {
  if (line.kind === 'stocked') return { variantId: idOf(ids, line.sku), quantity: line.quantity }
  return { variantId: idOf(ids, familySku(line.familyId)), quantity: line.quantity, configuration: document(line) }
}

function idOf(ids: VariantIds, sku: string): string {
  const id = ids.get(sku)
  if (id === undefined) throw new Error(`The shop does not sell '${sku}'.`)
  return id
}

/** As far as the demonstration says that an order has come; what is being made is authorised, and charged when it leaves. */
async function moveOn(back: Back, id: string, state: DemoOrder['state']): Promise<void> {
  if (state === 'cancelled') return back.cancel(id)
  if (state === 'ready') return back.settle(id)
  if (state !== 'shipped' && state !== 'completed') return
  await back.settle(id)
  const fulfilment = await back.fulfil(id)
  await back.carry(fulfilment, 'Shipped')
  if (state === 'completed') await back.carry(fulfilment, 'Delivered')
}
