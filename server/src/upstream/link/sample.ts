import { maskAddress, maskName } from '@dangol/domain/customers/mask.ts'
import type { Money } from '@dangol/domain/money/money.ts'
import type { MappedSample } from '@dangol/protocol/link.ts'
import type { ShopChange } from '@dangol/protocol/shop.ts'
import type { Told } from '../connector.ts'

type Row = MappedSample['fields'][number]
type Change<F extends ShopChange['feed']> = Extract<ShopChange, { feed: F }>

const FIELDS_MAX = 40
const VALUE_MAX = 300
const ID_MAX = 120
/** Lines of an order that are shown: enough to see how one is mapped. */
const LINES_MAX = 8

/**
 * One record of the shop as the store would take it, for somebody who looks whether the mapping is right. Whom it is about is not
 * said: names are masked, and neither aliases nor what somebody is found by leave the store.
 */
export function sampleOf(told: Pick<Told, 'feed' | 'id' | 'changes'>, timeZone: string): MappedSample {
  const when = (atMs: number): string => stamp(atMs, timeZone)
  const fields = told.changes.flatMap((change) => fieldsOf(change, when)).filter(({ value }) => value !== '')
  return {
    feed: told.feed,
    id: told.id.slice(0, ID_MAX),
    fields: fields.slice(0, FIELDS_MAX).map(({ field, value }) => ({ field, value: value.slice(0, VALUE_MAX) })),
  }
}

function fieldsOf(change: ShopChange, when: (atMs: number) => string): Row[] {
  switch (change.feed) {
    case 'profile':
    case 'customer':
      return customerFields(change)
    case 'history':
      return orderFields(change, when)
    case 'order-state':
      return [
        row('our-order', change.value.orderId),
        row('order', change.value.number),
        row('state', change.value.state),
      ]
    case 'configuration':
      return configurationFields(change, when)
    case 'cart':
      return cartFields(change, when)
    case 'sku':
      return [
        row('sku', change.value.sku),
        row('title', Object.values(change.value.title).join(' / ')),
        row('price', moneyText(change.value.price)),
      ]
    case 'stock': {
      const { sku, locationId, onHand, held } = change.value
      return [row('sku', sku), row('location', locationId), row('on-hand', String(onHand)), row('held', String(held))]
    }
    case 'model':
      return [row('family', change.value.id), row('version', String(change.value.version))]
    case 'deleted':
      return [row('deleted', change.value.feed)]
    default:
      return [row('kind', change.feed)]
  }
}

function customerFields({ feed, value }: Change<'profile'> | Change<'customer'>): Row[] {
  const fields = [
    row('customer-number', value.number),
    row('name', maskName(value.name)),
    row('language', value.lang),
    row(
      'consents',
      Object.entries(value.consents ?? {})
        .map(([purpose, state]) => `${purpose}: ${state}`)
        .join(', '),
    ),
  ]
  if (feed === 'customer') return fields
  const { identifiers, addresses } = value
  return [
    ...fields,
    row('found-by', identifiers.map(({ kind }) => kind).join(', ')),
    ...addresses.map((address) => row('address', maskAddress(address.split('\n')).join(', '))),
  ]
}

function orderFields({ value: { order } }: Change<'history'>, when: (atMs: number) => string): Row[] {
  return [
    row('order', order.number),
    row('placed', when(order.placedAt)),
    row('state', order.state),
    row('total', moneyText(order.total)),
    ...order.lines
      .slice(0, LINES_MAX)
      .map(({ quantity, title, sku, total }) => row('line', `${quantity} × ${title} (${sku}) · ${moneyText(total)}`)),
    ...(order.payments ?? []).map(({ method, state, amount }) =>
      row('payment', `${method} · ${state} · ${moneyText(amount)}`),
    ),
    // Whoever has the tracking number learns where somebody lives.
    ...(order.shipments ?? []).map(({ state, carrier, units }) =>
      row('shipment', [state, carrier, `× ${units}`].filter(Boolean).join(' · ')),
    ),
  ]
}

/** How its owner called it is the owner's. */
function configurationFields({ value }: Change<'configuration'>, when: (atMs: number) => string): Row[] {
  return [
    row('family', value.familyId),
    row('version', String(value.modelVersion)),
    row(
      'choices',
      Object.entries(value.choices)
        .map(([id, chosen]) => `${id}: ${String(chosen)}`)
        .join(', '),
    ),
    row('saved', when(value.savedAt)),
  ]
}

function cartFields({ value }: Change<'cart'>, when: (atMs: number) => string): Row[] {
  return [
    row('changed', when(value.updatedAt)),
    ...value.lines
      .slice(0, LINES_MAX)
      .map(({ quantity, title, sku, total }) => row('line', `${quantity} × ${title} (${sku}) · ${moneyText(total)}`)),
  ]
}

const row = (field: string, value: string): Row => ({ field, value })

/** Money as every language reads it: '129,000 KRW', '12.50 EUR'. */
function moneyText({ minor, currency }: Money): string {
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 0
  const amount = new Intl.NumberFormat('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })
  return `${amount.format(minor / 10 ** digits)} ${currency}`
}

/** '2026-11-21 12:00' by the store's own clock. */
const stamp = (atMs: number, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone }).format(atMs)
