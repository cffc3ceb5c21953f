import { canonicalKey, virtualSku } from '@dangol/domain/configurations/canonical-key.ts'
import type { ConfigurationId, FamilyId, IdSource, PersonaId } from '@dangol/domain/ids/ids.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Db } from '../src/db/open.ts'
import { demoLevels, demoModels, demoOldModels, demoPeople, demoSkus } from './demo/demo.ts'
import type { DemoConfiguration, DemoOrder, DemoPerson } from './demo/people-types.ts'
import { pastSales } from './demo/sales/past-sales.ts'
import { FIRST_ORDER_NUMBER, NEXT_ORDER_NUMBER } from './orders/for-store.ts'
import { minorToMicro } from './orders/micro.ts'
import { prepareOrders } from './orders/orders.sql.ts'
import type { NewLine, OrdersSql } from './orders/orders.sql.ts'
import type { Shop } from './shop.ts'

const DAY_MS = 24 * 60 * 60_000
const CURRENCY = 'KRW'
const SEEDED = 'demo-seeded'

interface DemoDeps {
  readonly db: Db
  readonly clock: Clock
  readonly ids: IdSource
}
interface SeedDeps extends Omit<DemoDeps, 'db'> {
  readonly orders: OrdersSql
}

/** Opens the demonstration in one transaction, once; what was imported or saved meanwhile stays. */
export function seedDemo({ db, clock, ids }: DemoDeps, shop: Shop): void {
  const orders = prepareOrders(db)
  const deps: SeedDeps = { clock, ids, orders }
  shop.write(() => {
    if (orders.fact(SEEDED) !== null) return
    orders.setFact.run(SEEDED, String(clock.nowMs()))
    for (const model of [...demoOldModels, ...demoModels]) shop.catalogue.publish(model)
    for (const sku of demoSkus) shop.catalogue.putSku(sku)
    for (const level of demoLevels) shop.catalogue.putLevel(level)
    for (const order of pastSales(demoModels)) seedOrder(deps, shop, null, order)
    for (const person of demoPeople) seedPerson(deps, shop, person)
    for (const { id } of demoModels) shop.salesHistories.tell(id)
    orders.setFact.run(NEXT_ORDER_NUMBER, String(numberAfter(demoPeople)))
  })
}

/** Of the demonstration only what can be configured: people, things and stock are the retailer's own shop's. */
export function seedModels({ db, clock }: Pick<DemoDeps, 'db' | 'clock'>, shop: Shop): void {
  const facts = prepareOrders(db)
  shop.write(() => {
    if (facts.fact(SEEDED) !== null) return
    facts.setFact.run(SEEDED, String(clock.nowMs()))
    for (const model of [...demoOldModels, ...demoModels]) shop.catalogue.publish(model)
  })
}

/** New orders are numbered on from the demonstration's, so that the newest number is the newest order. */
function numberAfter(people: readonly DemoPerson[]): number {
  const numbers = people.flatMap(({ orders }) => orders.map(({ number }) => Number(number.replace(/^\D+/, '')) || 0))
  return Math.max(FIRST_ORDER_NUMBER - 1, ...numbers) + 1
}

function seedPerson(deps: SeedDeps, shop: Shop, person: DemoPerson): void {
  const { number, name, lang, consents } = person
  const member = { number, email: person.email, name, lang, source: 'demo', consents, channel: 'web' } as const
  const { id, personaIds } = shop.customers.add(member, person.personas)
  shop.addresses.put(id, person.address)
  const personaByKey = new Map(person.personas.map(({ key }, index) => [key, personaIds[index] ?? null]))
  for (const configuration of person.configurations) seedConfiguration(deps, shop, id, configuration, personaByKey)
  const isShown = consents['history.view'] === 'granted'
  for (const order of person.orders) {
    const row = seedOrder(deps, shop, id, order)
    if (isShown) shop.changes.append('history', String(row))
  }
}

function seedConfiguration(
  { clock, ids }: SeedDeps,
  shop: Shop,
  memberId: string,
  saved: DemoConfiguration,
  personaByKey: ReadonlyMap<string, PersonaId | null>,
): void {
  const { modelVersion, name, secret, choices, origin } = saved
  shop.configurations.seed({
    ...{ modelVersion, name, secret, choices, origin, memberId },
    id: ids.next<ConfigurationId>(),
    // The demonstration's own models name their families.
    familyId: saved.familyId as FamilyId,
    revision: 1,
    personaId: saved.persona === null ? null : (personaByKey.get(saved.persona) ?? null),
    savedAt: clock.nowMs() - saved.savedDaysAgo * DAY_MS,
    discarded: false,
  })
}

function seedOrder({ orders, clock, ids }: SeedDeps, shop: Shop, memberId: string | null, order: DemoOrder): number {
  const { number, channel, state, lines } = order
  const row = orders.insert({
    ...{ number, channel, state, memberId, currency: CURRENCY },
    orderId: null,
    bodyHash: null,
    importId: null,
    placedAt: clock.nowMs() - order.placedDaysAgo * DAY_MS,
    totalMinor: lines.reduce((sum, line) => sum + line.quantity * line.unitPriceMinor, 0),
    units: lines.reduce((units, line) => units + line.quantity, 0),
  })
  lines.forEach((line, position) => orders.insertLine(row, position, lineOf(line, shop, ids)))
  return row
}

function lineOf(line: DemoOrder['lines'][number], shop: Shop, ids: IdSource): NewLine {
  const money = {
    quantity: line.quantity,
    totalMinor: line.quantity * line.unitPriceMinor,
    unitPriceMicro: minorToMicro(line.unitPriceMinor, CURRENCY),
    totalMicro: minorToMicro(line.quantity * line.unitPriceMinor, CURRENCY),
    fulfilment: null,
    promise: null,
  }
  if (line.kind === 'stocked') {
    const title = shop.catalogue.sku(line.sku)?.title
    return { ...money, sku: line.sku, titleKo: title?.ko ?? line.sku, titleEn: title?.en ?? null, configuration: null }
  }
  const { familyId, modelVersion, name, choices } = line
  // Not read back from the shop: reading a model of a thousand values takes longer than selling a thousand of it.
  const model =
    [...demoModels, ...demoOldModels].find(({ id, version }) => id === familyId && version === modelVersion) ?? null
  const document = {
    id: ids.next(),
    familyId,
    modelVersion,
    revision: 1,
    name,
    personaId: null,
    secret: false,
    choices,
  }
  return {
    ...money,
    sku: model === null ? familyId : virtualSku(model, canonicalKey(model, choices)),
    titleKo: model?.title.ko ?? name,
    titleEn: model?.title.en ?? null,
    configuration: JSON.stringify(document),
  }
}
