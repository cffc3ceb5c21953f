import { until } from '@dangol/client/testing/until.ts'
import type { Handover } from '@dangol/protocol/handovers.ts'
import { HANDOVER_LASTS_MS } from '@dangol/protocol/handovers.ts'
import type { Put } from '@dangol/protocol/sync.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { configurationView, KIOSK, memberVisit, visitView } from '../testing/fixtures.ts'
import { openTestKiosk } from '../testing/test-kiosk.ts'
import type { TestKiosk } from '../testing/test-kiosk.ts'

const ID = '019aa000-0000-7000-8000-0000000000f1'
let kiosk: TestKiosk
beforeEach(async () => {
  kiosk = openTestKiosk()
  await kiosk.online()
  // The store's time is known once the first report is answered.
  await kiosk.settled()
})
afterEach(() => kiosk.close())

const put = (over: Partial<Handover> = {}): Put => {
  const from = { id: 'jieun', name: '지은', deviceId: 'tablet-1' } as unknown as Handover['from']
  const expiresAt = kiosk.link.storeClock.nowMs() + HANDOVER_LASTS_MS
  const value: Handover = { id: ID, from, kioskId: KIOSK, count: 2, state: 'offered', expiresAt, ...over }
  return { kind: 'handover', id: value.id, value }
}
const offered = () => kiosk.host.state().handover
async function offer(): Promise<void> {
  kiosk.tell([put()])
  await until(() => offered() !== null, 'the offer')
}
const take = () => kiosk.ask('handover:take', { handoverId: ID, lang: 'ko' })
const decline = () => kiosk.ask('handover:decline', { handoverId: ID })

describe('what an associate sends', () => {
  it('shows without a visit, says who and how many, and ends by the host’s own clock', async () => {
    await offer()
    const { from, count, endsAt } = offered() ?? expect.fail('no offer')
    expect([from, count]).toEqual(['지은', 2])
    expect(endsAt - kiosk.host.state().at).toBeGreaterThan(HANDOVER_LASTS_MS - 5_000)
    expect(endsAt - kiosk.host.state().at).toBeLessThanOrEqual(HANDOVER_LASTS_MS)
  })

  it('shows to whoever is in a visit here, and nothing that is over or past', async () => {
    await kiosk.show(memberVisit(1))
    await offer()
    kiosk.tell([put({ expiresAt: kiosk.link.storeClock.nowMs() - 1 })])
    await until(() => offered() === null, 'the end of its time')
  })

  it('taken, says what was laid on the shelf beside what was there', async () => {
    const before = configurationView(101)
    await kiosk.show(visitView(1, { level: 'L1', configurations: [before] }))
    await offer()
    const laid = [configurationView(201), configurationView(202)]
    const visit = visitView(1, { level: 'L1', configurations: [...laid, before] })
    kiosk.store.answer('handovers:take', () => ({ ok: true, value: visit }))
    expect(await take()).toEqual({ ok: true, value: { configurationIds: laid.map(({ id }) => id) } })
    expect(kiosk.asked('handovers:take')).toMatchObject([{ handoverId: ID, lang: 'ko' }])
    expect(offered()).toBeNull()
  })

  it('taken without a visit, begins the one that the store server answers', async () => {
    await offer()
    const visit = visitView(1, { level: 'L1', configurations: [configurationView(201)] })
    kiosk.store.answer('handovers:take', () => ({ ok: true, value: visit }))
    await take()
    expect(kiosk.host.state().visit).toMatchObject({ id: visit.id, level: 'L1' })
  })

  it('too late, is gone from the screen and says so', async () => {
    await offer()
    kiosk.store.answer('handovers:take', () => ({ ok: false, error: { code: 'no-such-handover' } }))
    expect(await take()).toEqual({ ok: false, error: { code: 'no-such-handover' } })
    expect(offered()).toBeNull()
  })

  it('declined, is gone at once, whatever the store server answers', async () => {
    await offer()
    kiosk.store.answer('handovers:decline', () => 'silence')
    void decline()
    expect(offered()).toBeNull()
    await until(() => kiosk.asked('handovers:decline').length > 0, 'the word')
  })

  it('[A7] [A8] to somebody who left is not shown to the next, though the store server is slow to take it back', async () => {
    await kiosk.show(memberVisit(1))
    await offer()
    kiosk.store.answer('visits:end', () => 'silence')
    await kiosk.ask('visit:end', { epoch: kiosk.host.state().epoch })
    expect(offered()).toBeNull()
  })
})
