import { until } from '@dangol/client/testing/until.ts'
import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import type { CustomerCard } from '@dangol/protocol/customers.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CUSTOMER } from '../../testing/samples.ts'
import { startStaffApp } from '../../testing/staff-app.ts'
import type { StaffApp } from '../../testing/staff-app.ts'
import { HISTORY_SHOWN_S, useCardStore } from './card-store.ts'

let app: StaffApp
beforeEach(() => void (app = startStaffApp()))
afterEach(() => app.stop())

const card: CustomerCard = {
  customerId: CUSTOMER,
  maskedName: '김*지',
  lang: 'ko',
  consents: { 'history.view': 'granted' },
  personas: [],
  configurations: [],
  history: { orders: [], orderCount: 0, firstOrder: null, lastOrder: null },
}

describe("the shopper's card", () => {
  it('opens with what the store sent', async () => {
    app.store.answer('customers:card', () => ({ ok: true, value: card }))
    const store = app.use(useCardStore)
    await store.open(CUSTOMER)
    expect(store.state).toEqual({ kind: 'open', customerId: CUSTOMER, card })
  })

  it('[A16] keeps the history shut until it is asked for, and shuts it again after a minute', async () => {
    app.store.answer('customers:card', () => ({ ok: true, value: card }))
    const store = app.use(useCardStore)
    await store.open(CUSTOMER)
    expect(store.historySecondsLeft).toBe(0)
    store.showHistory()
    app.clock.pass((HISTORY_SHOWN_S - 1) * 1000)
    expect(store.historySecondsLeft).toBe(1)
    app.clock.pass(1000)
    expect(store.historySecondsLeft).toBe(0)
    app.clock.pass(5000)
    expect(store.historySecondsLeft).toBe(0)
  })

  it('never carries an open history over to the next card', async () => {
    app.store.answer('customers:card', () => ({ ok: true, value: card }))
    const store = app.use(useCardStore)
    await store.open(CUSTOMER)
    store.showHistory()
    await store.open('019aa000-0000-7000-8000-0000000000ff' as CustomerId)
    expect(store.historySecondsLeft).toBe(0)
    store.showHistory()
    store.close()
    await store.open(CUSTOMER)
    expect(store.historySecondsLeft).toBe(0)
  })

  it('keeps a history that is being read in sight when the same card is asked for again, unless it was shut to us', async () => {
    let answer: CustomerCard = card
    app.store.answer('customers:card', () => ({ ok: true, value: answer }))
    const store = app.use(useCardStore)
    await store.open(CUSTOMER)
    store.showHistory()
    const again = store.open(CUSTOMER)
    expect(store.state).toMatchObject({ kind: 'open' })
    await again
    expect(store.historySecondsLeft).toBe(HISTORY_SHOWN_S)
    answer = { ...card, history: null }
    await store.open(CUSTOMER)
    expect(store.historySecondsLeft).toBe(0)
  })

  it('[A8] drops an answer that comes after the card was closed', async () => {
    let release: () => void = () => undefined
    app.store.answer(
      'customers:card',
      () => new Promise((resolve) => (release = () => resolve({ ok: true, value: card }))),
    )
    const store = app.use(useCardStore)
    const opening = store.open(CUSTOMER)
    await until(() => app.store.received.some(({ name }) => name === 'customers:card'), 'the question')
    store.close()
    release()
    await opening
    expect(store.state).toEqual({ kind: 'closed' })
  })

  it('says why it could not be opened', async () => {
    app.store.answer('customers:card', () => ({ ok: false, error: { code: 'unknown-customer' } }))
    const store = app.use(useCardStore)
    await store.open(CUSTOMER)
    expect(store.state).toEqual({ kind: 'failed', customerId: CUSTOMER, code: 'unknown-customer' })
  })
})
