import { until } from '@dangol/client/testing/until.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startStaffApp } from '../testing/staff-app.ts'
import type { StaffApp } from '../testing/staff-app.ts'
import { REPORT_PERIOD_MS, useLinkStore } from './link-store.ts'

let app: StaffApp
beforeEach(() => void (app = startStaffApp()))
afterEach(() => app.stop())

const reports = () => app.store.received.filter(({ name }) => name === 'devices:report')

describe('the link as a page sees it', () => {
  it('sets its clock by the store server, so that a wait is the same on every device', async () => {
    app.store.answer('devices:report', () => ({ ok: true, value: { at: app.clock.nowMs() + 90_000 } }))
    const link = app.use(useLinkStore)
    await until(() => link.nowMs === app.clock.nowMs() + 90_000, 'the clock to be set')
    app.clock.pass(1000)
    expect(link.nowMs).toBe(app.clock.nowMs() + 90_000)
  })

  it('reports the screen it shows, again and again', async () => {
    app.store.answer('devices:report', () => ({ ok: true, value: { at: app.clock.nowMs() } }))
    const link = app.use(useLinkStore)
    await until(() => reports().length === 1, 'the first report')
    link.showing('stock')
    app.clock.pass(REPORT_PERIOD_MS)
    await until(() => reports().length === 2, 'the second report')
    expect(reports()[1]?.input).toMatchObject({ screen: 'stock', outboxLength: 0 })
  })

  it('says why the server refused the device', async () => {
    const link = app.use(useLinkStore)
    app.store.refuseWith({ code: 'unknown-device' })
    app.link.reconnect()
    await until(() => link.refusal === 'unknown-device', 'the refusal')
    expect(link.status).toBe('offline')
  })
})
