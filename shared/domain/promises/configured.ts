import type { Fulfilment } from '../carts/fulfilment.ts'
import type { Choices, ConfigModel } from '../catalogue/model.ts'
import { effectiveChoices } from '../configurations/effective.ts'
import { holds, indexOf } from '../configurations/model-index.ts'
import { titled } from '../configurations/price.ts'
import type { Store } from '../stores/store.ts'
import { addWorkingDays } from '../time/calendar.ts'
import type { DatePromise, PromiseStep } from './promise.ts'
import { ASSEMBLY, DELIVERY, QUEUE, TO_STORE } from './steps.ts'

/** Ways a thing that does not exist yet can reach the shopper, best first. */
export const CONFIGURED_FULFILMENTS: readonly Fulfilment[] = ['pick-up', 'delivery']

/**
 * Date of a made-to-order line (capable-to-promise): the slowest part, the turn in the workshop behind `unitsAhead`, assembly,
 * and the way to the store or home. Carry-out of such a thing is picking it up. All days are working days of the store.
 */
export function promiseConfigured(o: {
  model: ConfigModel
  choices: Choices
  store: Store
  today: string
  unitsAhead: number
  fulfilment: Fulfilment
  provisional: boolean
}): DatePromise {
  const queueDays = Math.ceil(o.unitsAhead / o.store.workshopUnitsPerDay)
  const steps: PromiseStep[] = [
    ...slowestPart(o.model, o.choices),
    ...(queueDays > 0 ? [{ kind: 'queue', what: QUEUE, days: queueDays } as const] : []),
    { kind: 'assembly', what: ASSEMBLY, days: o.model.assemblyDays },
    lastStep(o.store, o.fulfilment),
  ]
  const days = steps.reduce((total, step) => total + step.days, 0)
  return {
    date: addWorkingDays(o.today, days, o.store),
    basis: 'capable-to-promise',
    steps,
    provisional: o.provisional,
  }
}

/** Parts are procured side by side, so only the slowest one counts. */
function slowestPart(model: ConfigModel, choices: Choices): PromiseStep[] {
  const effective = effectiveChoices(model, choices)
  const { values } = indexOf(model)
  const parts = model.characteristics.flatMap((each) => {
    const value = values.get(each.id)?.get(String(effective[each.id]))
    return value === undefined ? [] : [{ what: titled(each.title, value.title), days: value.leadDays ?? 0 }]
  })
  const byRule = model.leadTimes.filter((rule) => holds(rule.when, effective))
  const slowest = [...byRule.map((rule) => ({ what: rule.part, days: rule.days })), ...parts].reduce(
    (slow, part) => (part.days > slow.days ? part : slow),
    { what: model.title, days: 0 },
  )
  return slowest.days === 0 ? [] : [{ kind: 'part', ...slowest }]
}

/** Finished goods leave through the nearest warehouse; a store without one has the workshop under its own roof. */
function lastStep(store: Store, fulfilment: Fulfilment): PromiseStep {
  if (fulfilment === 'delivery') return { kind: 'delivery', what: DELIVERY, days: store.deliveryDays }
  const warehouses = store.locations.filter((place) => place.kind === 'warehouse')
  const days = warehouses.length === 0 ? 0 : Math.min(...warehouses.map((place) => place.transferDays))
  return { kind: 'transfer', what: TO_STORE, days }
}
