import { until } from '@dangol/client/testing/until.ts'
import type { LogEntry } from '@dangol/protocol/sync.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { useOutboxStore } from '../../app/outbox-store.ts'
import { floorVisit, helpCall, JIEUN, orderView } from '../../testing/samples.ts'
import { startStaffApp } from '../../testing/staff-app.ts'
import type { StaffApp } from '../../testing/staff-app.ts'
import { useFloorStore } from './floor-store.ts'

let app: StaffApp
beforeEach(() => void (app = startStaffApp()))
afterEach(() => app.stop())

const entry = (seq: number, puts: LogEntry['puts'], dels: LogEntry['dels'] = []): LogEntry => ({
  ...{ seq, prev: seq - 1, type: 'floor.changed', at: 0 },
  ...{ puts, dels },
})

describe('the floor on a tablet', () => {
  it('shows who waits longest first, and answered calls last', async () => {
    const [late, early] = [helpCall({ calledAt: 300 }), helpCall({ calledAt: 100 })]
    const answered = helpCall({ calledAt: 50, answeredBy: { id: JIEUN, name: '지은' } })
    const puts = [late, answered, early].map((value) => ({ kind: 'call' as const, id: value.id, value }))
    app.store.catchUp('floor', { kind: 'snapshot', epoch: 'e', head: 3, puts })
    const floor = app.use(useFloorStore)
    await until(() => floor.calls.length === 3, 'the calls')
    expect(floor.calls.map(({ id }) => id)).toEqual([early.id, late.id, answered.id])
  })

  it('rings for what happens, not for how things already stood', async () => {
    const there = floorVisit()
    const puts = [{ kind: 'floor-visit' as const, id: there.id, value: there }]
    app.store.catchUp('floor', { kind: 'snapshot', epoch: 'e', head: 1, puts })
    const floor = app.use(useFloorStore)
    await until(() => floor.visits.length === 1, 'the visit that was there')
    expect(floor.cue).toBeNull()
    const call = helpCall()
    app.store.append('floor', 'e', entry(2, [{ kind: 'call', id: call.id, value: call }]))
    await until(() => floor.cue !== null, 'the cue')
    expect(floor.cue).toEqual({ kind: 'call', call })
  })

  it('drops a visit that ended', async () => {
    const visit = floorVisit()
    const floor = app.use(useFloorStore)
    await until(() => app.link.status() === 'online', 'the link')
    app.store.append('floor', 'e', entry(1, [{ kind: 'floor-visit', id: visit.id, value: visit }]))
    await until(() => floor.visitById(visit.id) !== undefined, 'the visit')
    app.store.append('floor', 'e', entry(2, [], [{ kind: 'floor-visit', id: visit.id }]))
    await until(() => floor.visitById(visit.id) === undefined, 'its end')
    expect(floor.visits).toEqual([])
  })

  it('lists the newest order first', async () => {
    const [old, fresh] = [orderView({ placedAt: 1 }), orderView({ placedAt: 2 })]
    const puts = [old, fresh].map((value) => ({ kind: 'order' as const, id: value.id, value }))
    app.store.catchUp('floor', { kind: 'snapshot', epoch: 'e', head: 1, puts })
    const floor = app.use(useFloorStore)
    await until(() => floor.orders.length === 2, 'the orders')
    expect(floor.orders.map(({ id }) => id)).toEqual([fresh.id, old.id])
  })

  it('hands on why the store refused', async () => {
    app.store.answer('assist:answer', () => ({ ok: false, error: { code: 'already-answered' } }))
    const floor = app.use(useFloorStore)
    app.use(useOutboxStore).hold(JIEUN)
    await until(() => app.link.status() === 'online', 'the link')
    expect(await floor.answer(helpCall().id)).toEqual({ ok: false, error: { code: 'already-answered' } })
  })
})
