import { maskAddress } from '@dangol/domain/customers/mask.ts'
import type { ShopCustomer, ShopFile, ShopLine } from './shop-file.sql.ts'
import type { StoreFile } from './store-file.sql.ts'
import { canonical } from './violation.ts'
import type { Violation } from './violation.ts'

export interface MirrorRules {
  /** What the store calls a customer of the shop. */
  readonly alias: (shopCustomerId: number) => string
  readonly digest: (kind: 'email' | 'phone', said: string) => string | null
  readonly walkInEmail: string
  /** SKUs that stand for families: they are on no shelf. */
  readonly familySkus: ReadonlySet<string>
  /** Ours, by the name of the location there. */
  readonly locationIds: ReadonlyMap<string, string>
}

/** Rows by what names them. */
type Table = ReadonlyMap<string, string>
type Tables = Readonly<Record<string, Table>>

/** How many rows of one table are named before the rest is only counted. */
const NAMED_MAX = 5

/** Whether the store's copy is the shop, row by row (U5, U9): worked out from both files alone. */
export function judgeMirror(shop: ShopFile, store: StoreFile, rules: MirrorRules): Violation[] {
  const counted = store.levels.filter(({ isCountedHere }) => isCountedHere === 1).map(shelfOf)
  const [wanted, has] = [inShop(shop, rules, new Set(counted)), inStore(store, rules)]
  return Object.entries(wanted).flatMap(([name, rows]) => difference(name, rows, has[name] ?? new Map()))
}

function difference(name: string, wanted: Table, has: Table): Violation[] {
  const keys = [...new Set([...wanted.keys(), ...has.keys()])]
  const other = keys.filter((key) => wanted.get(key) !== has.get(key))
  const said = other.slice(0, NAMED_MAX).map((key): Violation => ({
    kind: 'mirror',
    what: `${name} ${key}: the shop has ${wanted.get(key) ?? 'none'}, the store ${has.get(key) ?? 'none'}`,
  }))
  const rest = other.length - said.length
  return rest > 0 ? [...said, { kind: 'mirror', what: `${name}: ${rest} more rows differ` }] : said
}

const STATES: Readonly<Record<string, string>> = {
  ...{ PaymentAuthorized: 'confirmed', PaymentSettled: 'confirmed', PartiallyShipped: 'confirmed', Shipped: 'shipped' },
  ...{ PartiallyDelivered: 'shipped', Delivered: 'completed', Cancelled: 'cancelled' },
}

function inShop(shop: ShopFile, rules: MirrorRules, countedHere: ReadonlySet<string>): Tables {
  const people = shop.customers.filter(({ emailAddress }) => emailAddress !== rules.walkInEmail)
  const allows = (purpose: string) =>
    new Set(people.filter((customer) => isGranted(customer, purpose)).map(({ id }) => id))
  const [history, sync] = [allows('history.view'), allows('config.sync.store')]
  const linesOf = Map.groupBy(shop.lines, ({ orderId }) => orderId)
  const addressesOf = Map.groupBy(shop.addresses, ({ customerId }) => customerId)
  const ordersOf = (of: ReadonlySet<number>) =>
    shop.orders.flatMap((order) =>
      order.customerId !== null && of.has(order.customerId) ? [{ ...order, customerId: order.customerId }] : [],
    )
  const shelf = shop.variants.filter(({ sku }) => !rules.familySkus.has(sku))
  return {
    customer: new Map(
      people.map((one) => [rules.alias(one.id), profile(one, (addressesOf.get(one.id) ?? []).map(masked))]),
    ),
    identifier: new Map(people.flatMap((one) => identifiers(one, rules).map((said) => [said, 'known'] as const))),
    history: new Map(
      ordersOf(history)
        .filter(({ placedAt, active, state }) => placedAt !== null && active === 0 && STATES[state] !== undefined)
        .map(({ id, code, state, customerId, placedAt, total, externalRef, storeId }) => [
          code,
          canonical({
            ...{ customerId: rules.alias(customerId), placedAt: Date.parse(`${placedAt ?? ''}Z`), total },
            ...{ state: STATES[state], channel: (externalRef ?? storeId) === null ? 'web' : 'store' },
            lines: saidLines(
              (linesOf.get(id) ?? []).map(({ sku, quantity, unitPrice }) => [sku, quantity, quantity * unitPrice]),
            ),
          }),
        ]),
    ),
    configuration: new Map(
      shop.saved
        .filter(({ customerId }) => sync.has(customerId))
        .flatMap(({ key, name, revision, customerId, document }) => {
          // Written by the retailer of the run, or by the store.
          const said = JSON.parse(document) as { familyId: string; choices: object; discarded: boolean }
          const row = {
            customerId: rules.alias(customerId),
            name,
            revision,
            familyId: said.familyId,
            choices: said.choices,
          }
          return said.discarded ? [] : [[key, canonical(row)] as const]
        }),
    ),
    cart: new Map(
      ordersOf(sync)
        .filter(({ id, active }) => active === 1 && linesOf.has(id))
        .map(({ id, customerId }) => [
          String(id),
          canonical({ customerId: rules.alias(customerId), lines: cartLines(linesOf.get(id) ?? []) }),
        ]),
    ),
    sku: new Map(shelf.map(({ sku, price }) => [sku, String(price)])),
    stock: new Map(
      shop.levels.flatMap(({ sku, location, onHand, allocated }) => {
        const locationId = rules.locationIds.get(location)
        if (locationId === undefined || rules.familySkus.has(sku)) return []
        const shelf = shelfOf({ sku, locationId })
        return countedHere.has(shelf) ? [] : [[shelf, `${onHand}/${allocated}`] as const]
      }),
    ),
  }
}

function inStore(store: StoreFile, { familySkus }: MirrorRules): Tables {
  const linesOf = Map.groupBy(store.historyLines, ({ number }) => number)
  const forSale = new Set(store.skus.map(({ sku }) => sku))
  return {
    customer: new Map(
      store.customers.map(({ id, number, name, lang, addresses }) => [
        id,
        // Written by the store as a list of texts.
        canonical({ number, name, lang, addresses: (JSON.parse(addresses) as string[]).toSorted() }),
      ]),
    ),
    identifier: new Map(
      store.identifiers.map(({ kind, digest, customerId }) => [`${kind} ${digest} ${customerId}`, 'known']),
    ),
    history: new Map(
      store.history.map(({ number, customerId, placedAt, total, state, channel }) => [
        number,
        canonical({
          ...{ customerId, placedAt, total, state, channel },
          lines: saidLines((linesOf.get(number) ?? []).map((line) => [line.sku, line.quantity, line.total])),
        }),
      ]),
    ),
    configuration: new Map(
      store.configurations.map(({ id, customerId, name, revision, familyId, choices }) => [
        id,
        canonical({ customerId, name, revision, familyId, choices: JSON.parse(choices) as unknown }),
      ]),
    ),
    cart: new Map(
      store.carts.map(({ id, customerId, lines }) => [
        id,
        // Written by the store in the shape of the protocol's cart.
        canonical({ customerId, lines: saidCart(JSON.parse(lines) as CartLine[]) }),
      ]),
    ),
    sku: new Map(store.skus.filter(({ sku }) => !familySkus.has(sku)).map(({ sku, price }) => [sku, String(price)])),
    // What is no longer for sale may keep its count.
    stock: new Map(
      store.levels
        .filter(({ sku, isCountedHere }) => forSale.has(sku) && isCountedHere === 0)
        .map(({ sku, locationId, onHand, held }) => [shelfOf({ sku, locationId }), `${onHand}/${held}`]),
    ),
  }
}

const shelfOf = (at: { readonly sku: string; readonly locationId: string }): string => `${at.sku} ${at.locationId}`

function isGranted({ consents }: ShopCustomer, purpose: string): boolean {
  // Written by the seed and by the retailer of the run.
  return consents !== null && (JSON.parse(consents) as Record<string, string>)[purpose] === 'granted'
}

const HANGUL = /^\p{Script=Hangul}+$/u

function profile({ id, firstName, lastName, number, lang }: ShopCustomer, addresses: readonly string[]): string {
  const isKorean = HANGUL.test(`${lastName}${firstName}`)
  const name = isKorean ? `${lastName}${firstName}` : `${firstName} ${lastName}`
  return canonical({ number: number ?? String(id), name, lang: lang ?? 'ko', addresses: addresses.toSorted() })
}

const masked = ({ area, streetLine1, streetLine2 }: ShopFile['addresses'][number]): string =>
  maskAddress([area, streetLine1, streetLine2].filter((line) => line !== '')).join('\n')

function identifiers({ id, emailAddress, phoneNumber }: ShopCustomer, { digest, alias }: MirrorRules): string[] {
  const said = [['email', emailAddress] as const, ['phone', phoneNumber ?? ''] as const]
  return said.flatMap(([kind, text]) => {
    const hidden = digest(kind, text)
    return hidden === null ? [] : [`${kind} ${hidden} ${alias(id)}`]
  })
}

const saidLines = (lines: readonly (readonly [sku: string, quantity: number, total: number])[]): string[] =>
  lines.map((line) => line.join(' ')).toSorted()

interface CartLine {
  readonly sku: string
  readonly quantity: number
  readonly total: { readonly minor: number }
}
const saidCart = (lines: readonly CartLine[]): string[] =>
  saidLines(lines.map(({ sku, quantity, total }) => [sku, quantity, total.minor]))
const cartLines = (lines: readonly ShopLine[]): string[] =>
  saidLines(lines.map(({ sku, quantity, unitPrice }) => [sku, quantity, quantity * unitPrice]))
