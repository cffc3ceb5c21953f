import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createReplica } from '@dangol/client/replica.ts'
import type { StoreLink } from '@dangol/client/store-link.ts'
import { systemIds } from '@dangol/client/system-ids.ts'
import type { CartLineId, CommandId, ConfigurationId, CustomerId, OrderId, Sku } from '@dangol/domain/ids/ids.ts'
import type { Letter, LetterAction } from '@dangol/protocol/link.ts'
import type { OrderView } from '@dangol/protocol/orders.ts'
import type { VisitView } from '@dangol/protocol/visits.ts'
import { expect, vi } from 'vitest'
import type { Stage } from '../e2e/stage.ts'
import { openLink } from '../faults/site/devices.ts'

/** Far from those of the screens that a test opens. */
const DEVICE_AT = 7
const SOON_MS = 60_000
const WHY = 'as the customer wishes'

/** What somebody buys: one of a SKU, or one of a saved configuration. */
export type Goods = { readonly sku: string } | { readonly configurationId: string }

/** A tablet and an office of the store, by what they ask of it over the real line. */
export interface StoreCounter {
  /** Begins a visit of somebody, or of nobody, with the goods in the cart; none where the store has no such goods. */
  fill(customerId: CustomerId | null, goods: Goods): Promise<VisitView>
  /** Looks at the visit again. */
  look(visit: VisitView): Promise<VisitView>
  place(visit: VisitView): Promise<OrderView>
  end(visit: VisitView): Promise<void>
  /** Nothing passes between store and shop while it runs. */
  apart<T>(run: () => Promise<T>): Promise<T>
  /** Compares the whole mirror with the shop now. */
  compare(): Promise<void>
  /** As every screen of the floor shows it now. */
  order(id: OrderId): OrderView | undefined
  letters(): Promise<readonly Letter[]>
  letterOf(order: OrderView): Promise<Letter>
  decide(letter: Letter, action: LetterAction): Promise<void>
  readonly office: StoreLink
  close(): void
}

export async function openStoreCounter({ floor, dataFolder }: Stage): Promise<StoreCounter> {
  const keys = JSON.parse(readFileSync(join(dataFolder, 'device-keys.json'), 'utf8')) as Keys
  const site = { storeUrl: floor.urls.store, keys }
  const [atTablet, atOffice] = [openLink(site, 'tablet', DEVICE_AT), openLink(site, 'office', DEVICE_AT)]
  const [tablet, office] = [atTablet.link, atOffice.link]
  await Promise.all([atTablet.ready, atOffice.ready])
  await vi.waitUntil(() => tablet.status() === 'online' && office.status() === 'online', { timeout: SOON_MS })
  const replica = createReplica()
  tablet.subscribe('floor', replica)
  const letters = async () => valueOf(await office.request('link:letters', {})).letters
  const end = async ({ id }: VisitView): Promise<void> => {
    valueOf(await tablet.request('visits:end', { ...command(), visitId: id, reason: 'shopper' }))
  }

  return {
    office,
    letters,
    async fill(customerId, goods) {
      const visit = valueOf(await tablet.request('visits:begin-for', { ...command(), customerId, lang: 'ko' }))
      const item =
        'sku' in goods
          ? { kind: 'stocked' as const, sku: goods.sku as Sku }
          : { kind: 'configured' as const, configurationId: goods.configurationId as ConfigurationId }
      const line = { lineId: systemIds.next<CartLineId>(), item, quantity: 1, fulfilment: 'pick-up' as const }
      const added = await tablet.request('carts:add', { ...command(), visitId: visit.id, ...line })
      if (!added.ok) await end(visit)
      return valueOf(added)
    },
    look: async ({ id }) => valueOf(await tablet.request('visits:open', { visitId: id })),
    async place({ id, cart }) {
      const order = { visitId: id, orderId: systemIds.next<OrderId>(), acceptedTotal: cart.total }
      return valueOf(await tablet.request('orders:place', { ...command(), ...order }))
    },
    end,
    async apart(run) {
      valueOf(await office.request('link:pause', { ...command(), reason: WHY }))
      try {
        return await run()
      } finally {
        valueOf(await office.request('link:resume', command()))
      }
    },
    async compare() {
      valueOf(await office.request('link:compare', command()))
    },
    order: (id) => replica.contents().order.get(id),
    async letterOf({ id }) {
      const find = async () => (await letters()).find(({ order }) => order?.id === id)
      await expect.poll(find, { timeout: SOON_MS }).toBeDefined()
      const letter = await find()
      if (letter === undefined) throw new Error(`The order ${id} is no letter any more.`)
      return letter
    },
    async decide({ position }, action) {
      valueOf(await office.request('link:resolve', { ...command(), position, action, reason: WHY }))
    },
    close() {
      tablet.close()
      office.close()
    },
  }
}

interface Keys {
  readonly kiosk: string
  readonly tablet: string
  readonly office: string
}

const command = () => ({ commandId: systemIds.next<CommandId>() })

type Answered<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: { readonly code: string; readonly detail?: string } }

function valueOf<T>(answer: Answered<T>): T {
  if (answer.ok) return answer.value
  throw new Error(`The store refused: ${answer.error.code} ${answer.error.detail ?? ''}`)
}
