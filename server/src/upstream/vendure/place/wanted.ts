import { isDeepStrictEqual } from 'node:util'
import type { FamilyId } from '@dangol/domain/ids/ids.ts'
import type { ShopOrder } from '@dangol/protocol/shop.ts'
import type { VendureMapping } from '../config.ts'
import type { LineInShop, OrderInShop } from '../documents/order-in-shop.ts'
import { refusal } from '../../adapters/halt.ts'
import type { ShopMoney } from '../money.ts'

/** A line as the shop is to have it. What Vendure would add up to one line is one here. */
export interface WantedLine {
  readonly sku: string
  readonly quantity: number
  /** Of those: how many the shopper has carried out. */
  readonly carriedOut: number
  readonly configurationId: string | null
  /** JSON of the whole document. */
  readonly configuration: string | null
  /** What it says, a choice to a line. */
  readonly text: string | null
  /** Price of one in the shop's parts, where the shop takes ours. */
  readonly agreedPrice: number | null
}

type OrderLine = ShopOrder['lines'][number]
/** What a document says, a choice to a line. */
export type Describe = (configuration: NonNullable<OrderLine['configuration']>) => string

export interface WantedDeps {
  readonly mapping: VendureMapping
  readonly money: ShopMoney
  readonly describe: Describe
}

/** The lines of an order. Refuses: a family that has no variant there, a price that the shop cannot say. */
export function wantedLines(order: ShopOrder, deps: WantedDeps): readonly WantedLine[] {
  const wanted: WantedLine[] = []
  for (const line of order.lines) {
    const one = wantedLine(line, deps)
    const same = wanted.findIndex((other) => isSameThing(other, one))
    const before = wanted[same]
    if (before === undefined) wanted.push(one)
    else {
      const [quantity, carriedOut] = [before.quantity + one.quantity, before.carriedOut + one.carriedOut]
      wanted[same] = { ...before, quantity, carriedOut }
    }
  }
  return wanted
}

function wantedLine(line: OrderLine, { mapping, money, describe }: WantedDeps): WantedLine {
  const { configuration, quantity } = line
  const price = money.theirs(line.unitPrice)
  if (price === null) throw refusal(`the shop cannot say ${line.unitPrice.minor} ${line.unitPrice.currency} exactly`)
  return {
    sku: configuration === null ? line.sku : skuOfFamily(mapping, configuration.familyId),
    quantity,
    carriedOut: line.fulfilment === 'carry-out' ? quantity : 0,
    configurationId: configuration?.id ?? null,
    configuration: configuration === null ? null : JSON.stringify(configuration),
    text: configuration === null ? null : describe(configuration),
    agreedPrice: mapping.orderLine.agreedPrice === undefined ? null : price,
  }
}

function skuOfFamily({ families }: VendureMapping, familyId: FamilyId): string {
  const sku = families[familyId]
  if (sku === undefined) throw refusal(`the mapping names no variant for the family "${familyId}"`)
  return sku
}

/** The line of the shop that this one is; undefined while it has none. */
export const lineFor = (wanted: WantedLine, lines: readonly LineInShop[]): LineInShop | undefined =>
  lines.find((line) => isSameThing(wanted, thingOf(line)))

/** Whether the shop has these lines and no others, in these numbers. */
export function hasLines(
  lines: readonly LineInShop[],
  wanted: readonly WantedLine[],
  quantityOf: (line: LineInShop) => number,
): boolean {
  const isEach = wanted.every((one) => {
    const line = lineFor(one, lines)
    return line !== undefined && quantityOf(line) === one.quantity
  })
  return isEach && lines.length === wanted.length
}

/** As it was placed: what was cancelled or changed since is the shop's business. */
export const placedQuantity = ({ orderPlacedQuantity, quantity }: LineInShop): number =>
  orderPlacedQuantity === 0 ? quantity : orderPlacedQuantity

/** Whether an order that the shop has under our key is this one. */
export function isSameOrder(
  found: OrderInShop,
  o: { order: ShopOrder; wanted: readonly WantedLine[]; total: number },
): boolean {
  const { order, wanted, total } = o
  const paid = found.payments.find(({ transactionId }) => transactionId === order.orderId)
  return (
    found.customFields.storeId === order.storeId &&
    hasLines(found.lines, wanted, placedQuantity) &&
    (paid === undefined || paid.amount === total)
  )
}

type Thing = Pick<WantedLine, 'sku' | 'configurationId' | 'configuration' | 'agreedPrice'>

const thingOf = ({ productVariant, customFields }: LineInShop): Thing => ({
  sku: productVariant.sku,
  configurationId: customFields.configurationId ?? null,
  configuration: customFields.configuration ?? null,
  agreedPrice: customFields.agreedPrice ?? null,
})

const isSameThing = (a: Thing, b: Thing): boolean =>
  a.sku === b.sku &&
  a.configurationId === b.configurationId &&
  a.agreedPrice === b.agreedPrice &&
  isDeepStrictEqual(documentIn(a.configuration), documentIn(b.configuration))

/** However a database or a hand has spelled it. */
function documentIn(text: string | null): unknown {
  try {
    return text === null ? null : (JSON.parse(text) as unknown)
  } catch {
    return text
  }
}
