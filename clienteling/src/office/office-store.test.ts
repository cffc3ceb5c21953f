import { until } from '@dangol/client/testing/until.ts'
import type { OfficeView } from '@dangol/protocol/insights.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { floorVisit, krw } from '../testing/samples.ts'
import { startStaffApp } from '../testing/staff-app.ts'
import type { StaffApp } from '../testing/staff-app.ts'
import { QUIET_MS, REFRESH_PERIOD_MS, useOfficeStore } from './office-store.ts'

const nothing = {
  ...{ visits: 0, recognised: 0, engaged: 0, ordered: 0, orders: 0, sales: krw(0) },
  ...{ averageOrderValue: null, unitsPerTransactionHundredths: null },
}
const viewAt = (at: number): OfficeView => ({
  ...{ at, today: nothing, yesterday: nothing, funnel: [], exceptions: [], devices: [], recentOrders: [] },
  wan: { state: 'up', since: 0, waiting: 0 },
})
const asked = () => app.store.received.filter(({ name }) => name === 'insights:office').length

let app: StaffApp
beforeEach(() => {
  app = startStaffApp('office')
  let at = 0
  app.store.answer('insights:office', () => ({ ok: true, value: viewAt(++at) }))
})
afterEach(() => app.stop())

/** Lets the page ask all that it still means to ask, until it is quiet. */
async function settle(): Promise<void> {
  for (;;) {
    const before = asked()
    app.clock.pass(QUIET_MS)
    await app.settled()
    if (asked() === before) return
  }
}

async function opened() {
  const office = app.use(useOfficeStore)
  office.hold()
  await until(() => office.state.kind === 'ready' && app.link.status() === 'online', 'the office')
  await settle()
  return office
}

describe('the office', () => {
  it('opens with the day as the store server counts it', async () => {
    const office = await opened()
    expect(office.state).toMatchObject({ kind: 'ready', stale: false })
  })

  it('asks and keeps nothing while nobody works there', async () => {
    const office = await opened()
    const asking = office.refresh()
    office.forget()
    await asking
    const before = asked()
    app.clock.pass(REFRESH_PERIOD_MS)
    await app.settled()
    expect([office.state, asked()]).toEqual([{ kind: 'loading' }, before])
  })

  it('asks once for a burst of changes on the floor', async () => {
    await opened()
    const before = asked()
    for (const seq of [1, 2, 3]) {
      const visit = floorVisit()
      const puts = [{ kind: 'floor-visit' as const, id: visit.id, value: visit }]
      app.store.append('floor', 'e', { seq, prev: seq - 1, type: 'visit.began', at: 0, puts, dels: [] })
    }
    await app.settled()
    expect(asked()).toBe(before)
    app.clock.pass(QUIET_MS)
    await until(() => asked() === before + 1, 'one question')
    await settle()
    expect(asked()).toBe(before + 1)
  })

  it('asks again every half minute, since yesterday at this hour moves too', async () => {
    await opened()
    const before = asked()
    app.clock.pass(REFRESH_PERIOD_MS)
    await until(() => asked() > before, 'the next question')
  })

  it('keeps the last view and says that it is one, when the store does not answer', async () => {
    const office = await opened()
    app.store.answer('insights:office', () => ({ ok: false, error: { code: 'internal' } }))
    await office.refresh()
    await until(() => office.state.kind === 'ready' && office.state.stale, 'the mark')
    expect(office.state).toMatchObject({ kind: 'ready', stale: true })
  })

  it('says why there is no view at all', async () => {
    app.store.answer('insights:office', () => ({ ok: false, error: { code: 'internal' } }))
    const office = app.use(useOfficeStore)
    office.hold()
    await until(() => office.state.kind === 'failed', 'the failure')
    expect(office.state).toEqual({ kind: 'failed', code: 'internal' })
  })
})
