import { shownOrder } from '@dangol/domain/orders/past-order.ts'
import { ok } from '@dangol/domain/result/result.ts'
import type { PastOrder, PhoneOrder } from '@dangol/protocol/shop.ts'
import { ORDERS_PER_PAGE } from '../orders/orders.ts'
import type { Platform } from './platform.ts'

/** How far a phone may leaf: the shop is asked for everything up to there, since it pages from the newest. */
const ORDERS_MAX = 200

/** A page of somebody's orders at the retailer's shop, newest first, counted from 0. Refuses: 'shop-unreachable'. */
export async function ordersPage(platform: Pick<Platform, 'ordersOf'>, platformId: string, page: number) {
  const from = page * ORDERS_PER_PAGE
  const asked = Math.min(from + ORDERS_PER_PAGE + 1, ORDERS_MAX)
  const told = await platform.ordersOf(platformId, asked)
  if (!told.ok) return told
  const orders = told.value.slice(from, from + ORDERS_PER_PAGE).map(phoneOrderOf)
  return ok({ orders, more: told.value.length > from + ORDERS_PER_PAGE })
}

/** The shop's history has one title to a line, and neither dates nor documents. Its owner may know where a parcel is. */
const phoneOrderOf = (order: PastOrder): PhoneOrder => ({
  ...shownOrder(order, true),
  lines: order.lines.map(({ title, ...line }) => ({
    ...line,
    title: { ko: title, en: title },
    ...{ fulfilment: null, promise: null, configuration: null },
  })),
})
