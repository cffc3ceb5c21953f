import { until } from '@dangol/client/testing/until.ts'
import type { Approval } from '@dangol/protocol/approvals.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { memberVisit, visitId, visitView } from '../testing/fixtures.ts'
import { openTestKiosk } from '../testing/test-kiosk.ts'
import type { TestKiosk } from '../testing/test-kiosk.ts'

const SECOND = 1_000
const approvalOf = (more: Partial<Approval> = {}): Approval => ({
  ...{
    visitId: visitId(1),
    state: 'waiting',
    userCode: 'BCDFGHJK',
    url: 'http://127.0.0.1:1/k/BCDFGHJK',
    number: '42',
  },
  expiresAt: null,
  ...more,
})

let kiosk: TestKiosk
beforeEach(async () => {
  kiosk = openTestKiosk()
  await kiosk.online()
})
afterEach(() => kiosk.close())

const tell = async (approval: Approval): Promise<void> => {
  const visit = visitView(1)
  kiosk.tell([
    { kind: 'visit', id: visit.id, value: visit },
    { kind: 'approval', id: approval.visitId, value: approval },
  ])
  await until(() => kiosk.host.state().approval?.state === approval.state, 'the approval')
}

describe('[RD1] an approval on the own phone', () => {
  it('is asked of the store for the visit that is here, and shown as the store tells it', async () => {
    kiosk.store.answer('approvals:begin', () => ({ ok: true, value: approvalOf({ state: 'asking' }) }))
    await kiosk.show(visitView(1))
    expect(await kiosk.ask('approval:begin', { epoch: 1 })).toEqual({ ok: true, value: null })
    expect(kiosk.asked('approvals:begin')).toMatchObject([{ visitId: visitId(1) }])
    expect(kiosk.host.state().approval).toBeNull()
    await tell(approvalOf())
    expect(kiosk.host.state().approval).toMatchObject({ userCode: 'BCDFGHJK', number: '42' })
  })

  it('counts down by the clock of this kiosk, however the clock of the store is set', async () => {
    await until(() => kiosk.link.measured().roundTripMs !== null, 'the time of the store')
    await tell(approvalOf({ expiresAt: kiosk.link.storeClock.nowMs() + 90 * SECOND }))
    const { approval, at } = kiosk.host.state()
    expect(Math.round(((approval?.expiresAt ?? 0) - at) / SECOND)).toBe(90)
  })

  it('that is waited for keeps the visit awake; one that is over does not', async () => {
    await tell(approvalOf())
    for (let waited = 0; waited < 120; waited += 10) kiosk.time.pass(10 * SECOND)
    expect(kiosk.host.state()).toMatchObject({ warning: null, visit: { id: visitId(1) } })
    await tell(approvalOf({ state: 'expired', userCode: null, url: null, number: null }))
    for (let waited = 0; waited < 70; waited += 10) kiosk.time.pass(10 * SECOND)
    expect(kiosk.host.state().warning).not.toBeNull()
  })

  it('too often is said so, and one of another visit is not here', async () => {
    kiosk.store.answer('approvals:begin', () => ({ ok: false, error: { code: 'too-many-tries' } }))
    await kiosk.show(visitView(1))
    expect(await kiosk.ask('approval:begin', { epoch: 1 })).toEqual({ ok: false, error: { code: 'too-many-tries' } })
    expect(await kiosk.ask('approval:begin', { epoch: 2 })).toEqual({ ok: false, error: { code: 'visit-over' } })
  })

  it('[A7] is gone with the visit', async () => {
    kiosk.store.answer('visits:end', () => ({ ok: true, value: { reason: 'shopper', parkedCode: null } }))
    await tell(approvalOf())
    await kiosk.ask('visit:end', { epoch: 1 })
    expect(kiosk.host.state()).toMatchObject({ visit: null, approval: null })
    await kiosk.show(visitView(2))
    expect(kiosk.host.state().approval).toBeNull()
  })
})

describe('forget me now', () => {
  it('is over here as soon as the store has forgotten', async () => {
    kiosk.store.answer('visits:forget', () => ({ ok: true, value: { reason: 'shopper', parkedCode: null } }))
    await kiosk.show(memberVisit(1))
    expect(await kiosk.ask('visit:forget', { epoch: 1 })).toEqual({ ok: true, value: null })
    expect(kiosk.asked('visits:forget')).toMatchObject([{ visitId: visitId(1) }])
    expect(kiosk.host.state()).toMatchObject({ visit: null, goodbye: { reason: 'shopper' } })
  })

  it('is over here even when the store says no', async () => {
    kiosk.store.answer('visits:forget', () => ({ ok: false, error: { code: 'internal' } }))
    await kiosk.show(memberVisit(1))
    await kiosk.ask('visit:forget', { epoch: 1 })
    expect(kiosk.host.state().visit).toBeNull()
  })
})
