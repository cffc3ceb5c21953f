import { createReplica } from '@dangol/client/replica.ts'
import { until } from '@dangol/client/testing/until.ts'
import type { DeviceId, Sku } from '@dangol/domain/ids/ids.ts'
import type { VisitView } from '@dangol/protocol/visits.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { useOutboxStore } from '../../app/outbox-store.ts'
import { cartLine, JIEUN, krw, orderView, visitView } from '../../testing/samples.ts'
import { startStaffApp } from '../../testing/staff-app.ts'
import type { StaffApp } from '../../testing/staff-app.ts'
import { useSaleStore } from './sale-store.ts'

const OWN = 'kiosk:tablet-1' as const
let app: StaffApp
beforeEach(() => void (app = startStaffApp()))
afterEach(() => app.stop())

const stands = (visit: VisitView | null) =>
  app.store.catchUp(OWN, {
    ...{ kind: 'snapshot', epoch: 'e', head: 1 },
    puts: visit ? [{ kind: 'visit', id: visit.id, value: visit }] : [],
  })
const kioskVisit = () => visitView({ deviceId: 'kiosk-1' as DeviceId })
/** A sale on a tablet that somebody holds and that has the store server. */
async function selling() {
  app.use(useOutboxStore).hold(JIEUN)
  const sale = app.use(useSaleStore)
  const floor = app.link.subscribe('floor', createReplica())
  await until(() => app.link.status() === 'online', 'the link')
  floor.stop()
  return sale
}
const asked = (name: string) => app.store.received.filter((each) => each.name === name).map(({ input }) => input)

describe('selling from a tablet', () => {
  it('begins a visit of its own and has it in hand at once', async () => {
    stands(null)
    const visit = visitView()
    app.store.answer('visits:begin-for', () => ({ ok: true, value: visit }))
    const sale = app.use(useSaleStore)
    await sale.begin(null, 'ko')
    expect([sale.visit, sale.isOwn]).toEqual([visit, true])
  })

  it('finds the own visit again when somebody takes the tablet in hand', async () => {
    const visit = visitView()
    stands(visit)
    const sale = app.use(useSaleStore)
    sale.hold()
    await until(() => sale.visit?.id === visit.id, 'the own visit')
  })

  it('keeps nothing of a shopper while the tablet is locked', async () => {
    stands(visitView())
    const sale = app.use(useSaleStore)
    sale.hold()
    await until(() => sale.visit !== null, 'the own visit')
    sale.forget()
    expect([sale.visit, sale.placed]).toEqual([null, null])
    sale.leave()
    expect(sale.visit).toBeNull()
  })

  it('asks again how a kiosk’s visit stands, and puts it down when it is over', async () => {
    const visit = kioskVisit()
    app.store.answer('visits:open', () => ({ ok: true, value: visit }))
    const sale = app.use(useSaleStore)
    await sale.openServed(visit.id)
    expect([sale.visit?.id, sale.isOwn]).toEqual([visit.id, false])
    app.store.answer('visits:open', () => ({ ok: true, value: { ...visit, level: 'L2' } }))
    await sale.refresh()
    expect(sale.visit?.level).toBe('L2')
    app.store.answer('visits:open', () => ({ ok: false, error: { code: 'no-such-visit' } }))
    await sale.refresh()
    expect(sale.visit).toBeNull()
  })

  it('goes back from a kiosk’s visit to the own one', async () => {
    const own = visitView()
    stands(own)
    const served = kioskVisit()
    app.store.answer('visits:open', () => ({ ok: true, value: served }))
    const sale = app.use(useSaleStore)
    sale.hold()
    await until(() => sale.visit !== null, 'the own visit')
    await sale.openServed(served.id)
    expect(sale.visit?.id).toBe(served.id)
    sale.leave()
    expect(sale.visit?.id).toBe(own.id)
  })

  it('orders at the total that the associate saw', async () => {
    stands(null)
    const visit = visitView({ cart: { lines: [], total: krw(48_000), units: 2 } })
    app.store.answer('visits:begin-for', () => ({ ok: true, value: visit }))
    app.store.answer('orders:place', () => ({ ok: true, value: orderView({ number: 'S-0042' }) }))
    const sale = app.use(useSaleStore)
    await sale.begin(null, 'en')
    await sale.placeOrder()
    expect(asked('orders:place')).toMatchObject([{ visitId: visit.id, acceptedTotal: krw(48_000) }])
    expect(sale.placed?.number).toBe('S-0042')
    sale.goOn()
    expect(sale.placed).toBeNull()
  })

  it('shows the new total when it changed before the order', async () => {
    const visit = kioskVisit()
    const dearer = { ...visit, cart: { lines: [], total: krw(50_000), units: 2 } }
    app.store.answer('visits:open', () => ({ ok: true, value: visit }))
    app.store.answer('orders:place', () => ({ ok: false, error: { code: 'total-changed' } }))
    const sale = app.use(useSaleStore)
    await sale.openServed(visit.id)
    app.store.answer('visits:open', () => ({ ok: true, value: dearer }))
    await sale.placeOrder()
    expect(sale.visit?.cart.total).toEqual(krw(50_000))
    expect(sale.placed).toBeNull()
  })

  it('names the visit, a new command and a new line each time something is added', async () => {
    stands(null)
    const visit = visitView()
    app.store.answer('visits:begin-for', () => ({ ok: true, value: visit }))
    app.store.answer('carts:add', () => ({ ok: true, value: visit }))
    const sale = await selling()
    await sale.begin(null, 'ko')
    const item = { kind: 'stocked', sku: 'GLV-01' as Sku } as const
    await sale.add(item)
    await sale.add(item)
    const [first, second] = asked('carts:add') as { commandId: string; lineId: string; visitId: string }[]
    expect(first).toMatchObject({ visitId: visit.id, item, quantity: 1, fulfilment: null })
    expect(first?.commandId).not.toBe(second?.commandId)
    expect(first?.lineId).not.toBe(second?.lineId)
  })

  it('[H6] names what was seen when a line is changed, and shows what stands when somebody else was faster', async () => {
    const line = cartLine({ quantity: 2 })
    const visit = { ...kioskVisit(), cart: { lines: [line], total: krw(2_000), units: 2 } }
    app.store.answer('visits:open', () => ({ ok: true, value: visit }))
    app.store.answer('carts:change', () => ({ ok: false, error: { code: 'changed-meanwhile' } }))
    const sale = await selling()
    await sale.openServed(visit.id)
    const theirs = { ...line, quantity: 5 }
    app.store.answer('visits:open', () => ({ ok: true, value: { ...visit, cart: { ...visit.cart, lines: [theirs] } } }))
    await sale.change(line, { quantity: 3 })
    expect(asked('carts:change')).toMatchObject([{ quantity: 3, seen: { quantity: 2, fulfilment: 'carry-out' } }])
    expect([sale.clash, sale.visit?.cart.lines[0]?.quantity]).toEqual([{ lineId: line.id, wanted: { quantity: 3 } }, 5])
  })

  it('[H6] takes a change back as a change of its own, and a removed line by adding it anew', async () => {
    const line = cartLine({ quantity: 2 })
    const changed = { ...line, quantity: 3 }
    const visit = { ...kioskVisit(), cart: { lines: [line], total: krw(2_000), units: 2 } }
    const withLines = (lines: (typeof line)[]) => ({ ...visit, cart: { ...visit.cart, lines } })
    app.store.answer('visits:open', () => ({ ok: true, value: visit }))
    app.store.answer('carts:change', ({ quantity }) => ({
      ok: true,
      value: withLines(quantity === 0 ? [] : [{ ...line, quantity }]),
    }))
    app.store.answer('carts:add', () => ({ ok: true, value: withLines([line]) }))
    const sale = await selling()
    await sale.openServed(visit.id)
    await sale.change(line, { quantity: 3 })
    await sale.undoLast()
    expect(asked('carts:change')[1]).toMatchObject({ quantity: 2, seen: { quantity: changed.quantity } })
    expect(sale.undo).toBeNull()
    await sale.change(line, { quantity: 0 })
    await sale.undoLast()
    expect(asked('carts:add')).toMatchObject([{ item: line.item, quantity: 2, fulfilment: 'carry-out' }])
  })

  it('[O2] keeps changes of its own visit while the store is gone, and lets no order overtake them', async () => {
    stands(null)
    const visit = visitView()
    app.store.answer('visits:begin-for', () => ({ ok: true, value: visit }))
    const sale = await selling()
    await sale.begin(null, 'ko')
    await app.store.stop()
    await until(() => app.link.status() !== 'online', 'the link to fall')
    const added = await sale.add({ kind: 'stocked', sku: 'GLV-01' as Sku })
    expect(added).toEqual({ ok: false, error: { code: 'waits' } })
    expect(sale.waitingCount).toBe(1)
  })

  it('asks the store nothing without a visit', async () => {
    const sale = app.use(useSaleStore)
    const answers = await Promise.all([
      sale.placeOrder(),
      sale.finish(),
      sale.add({ kind: 'stocked', sku: 'A' as Sku }),
    ])
    expect(answers.map((answer) => !answer.ok && answer.error.code)).toEqual(Array(3).fill('no-such-visit'))
    expect(asked('orders:place')).toEqual([])
  })
})
