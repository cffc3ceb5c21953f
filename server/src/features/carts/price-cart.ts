import type { Money } from '@dangol/domain/money/money.ts'
import { times } from '@dangol/domain/money/arithmetic.ts'
import type { DatePromise } from '@dangol/domain/promises/promise.ts'
import type { Localised } from '@dangol/domain/text/localised.ts'
import type { Sku } from '@dangol/domain/ids/ids.ts'
import type { CartLineView } from '@dangol/protocol/carts.ts'
import type { ConfigurationDraft } from '@dangol/protocol/configurations.ts'
import type { OrderableConfigurations } from '../../ports/configurations.ts'
import type { CatalogueBook, Demand, OrderableLine, Promised, PromiseDesk } from '../../ports/selling.ts'
import type { OpenVisit } from '../../ports/visits.ts'
import type { CartLine, Shown } from './carts.sql.ts'

export interface PriceDeps {
  readonly book: CatalogueBook
  readonly configurations: Pick<OrderableConfigurations, 'find'>
  readonly desk: PromiseDesk
}

/** What a line's thing is today, before anything is promised. */
interface Thing {
  readonly sku: Sku
  readonly title: Localised
  readonly unitPrice: Money
  readonly problem: CartLineView['problem']
  readonly demand: Demand | null
  readonly configuration: ConfigurationDraft | null
}

/**
 * The lines of a cart as they stand now: price, ways to get them, date, and what is wrong with them. All lines are promised
 * together, so that no unit counts twice. `best` names a line whose way may be chosen for it.
 */
export function priceCart(
  deps: PriceDeps,
  visit: OpenVisit,
  lines: readonly CartLine[],
  best: CartLine['id'] | null = null,
): OrderableLine[] {
  const things = lines.map((line) => thingOf(deps, visit, line))
  const demands = things.flatMap(({ demand }, at) =>
    demand === null ? [] : [{ ...demand, fulfilment: lines[at]?.id === best ? null : demand.fulfilment }],
  )
  const promised = deps.desk.look(demands)
  return lines.flatMap((line, at) => {
    const thing = things[at]
    if (thing === undefined) return []
    const answer = thing.demand === null ? null : (promised.shift() ?? null)
    const demand = thing.demand === null || answer === null ? null : { ...thing.demand, fulfilment: answer.fulfilment }
    return [{ view: viewOf(line, thing, answer), demand, configuration: thing.configuration }]
  })
}

function thingOf({ book, configurations }: PriceDeps, visit: OpenVisit, line: CartLine): Thing {
  const { item, quantity, fulfilment, shown } = line
  if (item.kind === 'stocked') {
    const sku = book.sku(item.sku)
    if (sku === null) return { ...shown, problem: 'sold-out', demand: null, configuration: null }
    const demand: Demand = { kind: 'stocked', sku: item.sku, quantity, fulfilment }
    return { sku: sku.sku, title: sku.title, unitPrice: sku.price, problem: null, demand, configuration: null }
  }
  const found = configurations.find(item.configurationId, visit)
  if (found === null) return { ...shown, problem: 'configuration-invalid', demand: null, configuration: null }
  const { model, price, sku, choices, validity } = found
  const isOrderable = validity.state === 'valid' && sku !== null
  return {
    sku: sku ?? shown.sku,
    title: model.title,
    unitPrice: price,
    problem: isOrderable
      ? null
      : validity.state === 'incomplete'
        ? 'configuration-incomplete'
        : 'configuration-invalid',
    demand: isOrderable ? { kind: 'configured', model, choices, quantity, fulfilment } : null,
    configuration: documentOf(found),
  }
}

function viewOf(
  { id, item, quantity, fulfilment, shown }: CartLine,
  thing: Thing,
  answer: Promised | null,
): CartLineView {
  return {
    id,
    item,
    sku: thing.sku,
    title: thing.title,
    quantity,
    unitPrice: thing.unitPrice,
    total: times(thing.unitPrice, quantity),
    fulfilment: answer?.fulfilment ?? fulfilment,
    fulfilments: [...(answer?.fulfilments ?? [])],
    promise: wirePromise(answer?.promise ?? shown.promise),
    problem: thing.problem ?? (answer?.promise == null ? 'sold-out' : null),
  }
}

/** The line as it is to be remembered for the day its thing is gone. */
export const shownOf = ({ sku, title, unitPrice, promise }: CartLineView): Shown => ({ sku, title, unitPrice, promise })

const wirePromise = (promise: DatePromise): Shown['promise'] => ({ ...promise, steps: [...promise.steps] })

const documentOf = (view: ConfigurationDraft): ConfigurationDraft => {
  const { id, familyId, modelVersion, revision, name, personaId, secret, choices } = view
  return { id, familyId, modelVersion, revision, name, personaId, secret, choices }
}
