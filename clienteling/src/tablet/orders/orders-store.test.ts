import { ORDER_STATES, ORDER_TRANSITIONS } from '@dangol/domain/orders/states.ts'
import type { Fulfilment } from '@dangol/domain/carts/fulfilment.ts'
import type { ConfigurationId, Sku } from '@dangol/domain/ids/ids.ts'
import type { OrderView } from '@dangol/protocol/orders.ts'
import { describe, expect, it } from 'vitest'
import { krw, orderView } from '../../testing/samples.ts'
import { nextStates } from './orders-store.ts'

const line = (fulfilment: Fulfilment, configured = false): OrderView['lines'][number] => ({
  ...{ sku: 'A' as Sku, title: { ko: '가', en: 'A' }, quantity: 1, unitPrice: krw(1), total: krw(1), fulfilment },
  configurationId: configured ? ('c' as ConfigurationId) : null,
  promise: { date: '2026-12-03', basis: 'on-shelf', steps: [], provisional: false },
})

describe('where an order can go next', () => {
  it.each([
    ['a carried-out product', [line('carry-out')], ['ready', 'completed', 'cancelled']],
    ['a delivered product', [line('delivery')], ['ready', 'shipped', 'completed', 'cancelled']],
    ['something made to order', [line('pick-up', true)], ['in_production', 'completed', 'cancelled']],
  ] as const)('offers for %s, once confirmed, what makes sense for it', (_, lines, expected) => {
    expect(nextStates(orderView({ state: 'confirmed', lines: [...lines] }))).toEqual(expected)
  })

  it('never offers what the state machine refuses, and nothing once it is over', () => {
    for (const state of ORDER_STATES) {
      const offered = nextStates(orderView({ state, lines: [line('delivery', true), line('pick-up')] }))
      expect(ORDER_TRANSITIONS[state]).toEqual(expect.arrayContaining(offered))
    }
    expect(nextStates(orderView({ state: 'completed' }))).toEqual([])
    expect(nextStates(orderView({ state: 'cancelled' }))).toEqual([])
  })
})
