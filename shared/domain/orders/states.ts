import type { Result } from '../result/result.ts'
import { ok, refuse } from '../result/result.ts'

/** Life of an order. One machine for every line mix: carry-out lines are handed over at `placed`, the rest follow. */
export const ORDER_STATES = [
  'placed',
  'confirmed',
  'in_production',
  'ready',
  'shipped',
  'completed',
  'cancelled',
] as const
export type OrderState = (typeof ORDER_STATES)[number]

export const ORDER_TRANSITIONS: Readonly<Record<OrderState, readonly OrderState[]>> = {
  placed: ['confirmed', 'cancelled'],
  confirmed: ['in_production', 'ready', 'shipped', 'completed', 'cancelled'],
  in_production: ['ready', 'shipped', 'cancelled'],
  ready: ['completed', 'shipped', 'cancelled'],
  shipped: ['completed'],
  completed: [],
  cancelled: [],
}

/** Moves an order on. Refuses: 'illegal-transition' with both states. */
export function moveOrder(
  from: OrderState,
  to: OrderState,
): Result<OrderState, { code: 'illegal-transition'; from: OrderState; to: OrderState }> {
  return ORDER_TRANSITIONS[from].includes(to) ? ok(to) : refuse('illegal-transition', { from, to })
}

/** Where a store order stands on its way to the online shop. */
export const UPSTREAM_STATES = ['waiting', 'delivered', 'rejected'] as const
