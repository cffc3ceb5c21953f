import type { Fulfilment } from '../carts/fulfilment.ts'
import type { StockLevel } from '../catalogue/sku.ts'
import type { StockLocation, Store } from '../stores/store.ts'
import { addWorkingDays } from '../time/calendar.ts'
import type { DatePromise, PromiseStep } from './promise.ts'
import { DELIVERY } from './steps.ts'

/** What the date of a stocked line rests on. `levels` are those of its SKU; `today` is the store's date. */
export interface StockedQuestion {
  readonly quantity: number
  readonly levels: readonly StockLevel[]
  readonly store: Store
}

/** Units that can still be promised; never below zero. */
export const available = (level: Pick<StockLevel, 'onHand' | 'held'>): number => Math.max(level.onHand - level.held, 0)

/**
 * Date of a stocked line: today from this store's shelf, else from the nearest place that has all of it. Delivery leaves from
 * where the goods are. Null when it cannot reach the shopper that way.
 */
export function promiseStocked(
  o: StockedQuestion & { today: string; fulfilment: Fulfilment; provisional: boolean },
): DatePromise | null {
  const source = nearestSource(o)
  if (source === null || (o.fulfilment === 'carry-out' && !isHome(source, o.store))) return null
  const steps: PromiseStep[] = [{ kind: 'stock', what: source.title, days: 0 }]
  if (o.fulfilment === 'delivery') steps.push({ kind: 'delivery', what: DELIVERY, days: o.store.deliveryDays })
  else if (!isHome(source, o.store)) steps.push(transferFrom(source))
  const days = steps.reduce((total, step) => total + step.days, 0)
  return {
    date: addWorkingDays(o.today, days, o.store),
    basis: isHome(source, o.store) ? 'on-shelf' : 'available-to-promise',
    steps,
    provisional: o.provisional,
  }
}

/** Ways a stocked line can reach the shopper, best first; none when no place has all of it. */
export function possibleFulfilments(o: StockedQuestion): Fulfilment[] {
  const source = nearestSource(o)
  if (source === null) return []
  return isHome(source, o.store) ? ['carry-out', 'pick-up', 'delivery'] : ['pick-up', 'delivery']
}

/** The place a stocked line is taken from: this store if it has all of it, else the nearest that does; null for none. */
export function nearestSource(o: StockedQuestion): StockLocation | null {
  const withAll = o.store.locations.filter((place) =>
    o.levels.some((level) => level.locationId === place.id && available(level) >= o.quantity),
  )
  const distance = (place: StockLocation) => (isHome(place, o.store) ? -1 : place.transferDays)
  return withAll.toSorted((a, b) => distance(a) - distance(b))[0] ?? null
}

const isHome = (place: StockLocation, store: Store): boolean => place.id === store.home

const transferFrom = (place: StockLocation): PromiseStep => ({
  kind: 'transfer',
  what: { ko: `${place.title.ko}에서 매장으로 이동`, en: `Moved from ${place.title.en} to this store` },
  days: place.transferDays,
})
