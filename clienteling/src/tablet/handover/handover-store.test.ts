import { until } from '@dangol/client/testing/until.ts'
import { systemIds } from '@dangol/client/system-ids.ts'
import type { AssociateId, ConfigurationId, DeviceId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Handover } from '@dangol/protocol/handovers.ts'
import type { Put } from '@dangol/protocol/sync.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { useOwnStore } from '../../app/own-store.ts'
import { useStaffStore } from '../../app/staff/staff-store.ts'
import { floorVisit, JIEUN, staffMe } from '../../testing/samples.ts'
import { startStaffApp } from '../../testing/staff-app.ts'
import type { StaffApp } from '../../testing/staff-app.ts'
import { useFloorStore } from '../now/floor-store.ts'
import { useHandoverStore } from './handover-store.ts'

const OWN = 'kiosk:tablet-1' as const
let app: StaffApp
beforeEach(() => void (app = startStaffApp()))
afterEach(() => app.stop())

const sent = (over: Partial<Handover> = {}): Handover => ({
  ...{ id: systemIds.next<string & VisitId>(), kioskId: 'kiosk-1' as DeviceId, count: 2 },
  from: { id: JIEUN, name: '지은', deviceId: 'tablet-1' as DeviceId },
  ...{ state: 'offered', expiresAt: 60_000 },
  ...over,
})
const device = (id: string, over: { connected?: boolean; kind?: 'kiosk' | 'tablet' } = {}): Put => ({
  ...{ kind: 'device', id },
  value: {
    ...{ id: id as DeviceId, kind: 'kiosk', connected: true, lastSeenAt: 1, version: '1', outboxLength: 0, screen: '' },
    ...over,
  },
})
/** A tablet in the hands of Jieun. */
async function held(own: readonly Handover[], floor: readonly Put[] = []) {
  app.store.catchUp(OWN, {
    ...{ kind: 'snapshot', epoch: 'e', head: 1 },
    puts: own.map((value) => ({ kind: 'handover', id: value.id, value })),
  })
  app.store.catchUp('floor', { kind: 'snapshot', epoch: 'e', head: 1, puts: [...floor] })
  app.store.answer('staff:sign-in', () => ({ ok: true, value: { session: 't'.repeat(43), me: staffMe() } }))
  app.store.answer('staff:me', () => ({ ok: true, value: staffMe() }))
  await app.use(useStaffStore).signIn(JIEUN, '123456')
  const handover = app.use(useHandoverStore)
  app.use(useOwnStore).hold()
  await until(() => app.use(useOwnStore).handovers.length === own.length, 'the own topic')
  await until(() => app.use(useFloorStore).kiosks.length > 0 || floor.length === 0, 'the floor')
  return handover
}
const asked = (name: string) => app.store.received.filter((each) => each.name === name).map(({ input }) => input)

describe('sending to a kiosk', () => {
  it('[HS1] offers the kiosks that are there, the free ones first, and not the one that has the visit', async () => {
    const visit = floorVisit({ deviceId: 'kiosk-1' as DeviceId })
    const handover = await held(
      [],
      [
        device('kiosk-1'),
        device('kiosk-2'),
        device('kiosk-3'),
        device('kiosk-4', { connected: false }),
        device('tablet-2', { kind: 'tablet' }),
        { kind: 'floor-visit', id: visit.id, value: visit },
      ],
    )
    expect(handover.goalsFrom('kiosk-3' as DeviceId)).toEqual([
      { id: 'kiosk-2', inUse: false },
      { id: 'kiosk-1', inUse: true },
    ])
  })

  it('[HS1] asks the store server with ids of its own', async () => {
    const handover = await held([])
    app.store.answer('handovers:send', () => ({ ok: true, value: sent() }))
    const visitId = systemIds.next<VisitId>()
    const things = [systemIds.next<ConfigurationId>(), systemIds.next<ConfigurationId>()]
    expect((await handover.send(visitId, 'kiosk-2' as DeviceId, things)).ok).toBe(true)
    expect(asked('handovers:send')).toMatchObject([{ visitId, kioskId: 'kiosk-2', configurationIds: things }])
  })

  it('[HS1] shows what became of one’s own, newest first, until it is put away', async () => {
    const [first, second] = [sent({ state: 'declined', expiresAt: 1 }), sent({ expiresAt: 2 })]
    const minhos = sent({ from: { id: 'minho' as AssociateId, name: '민호', deviceId: 'tablet-1' as DeviceId } })
    const handover = await held([first, second, minhos])
    expect(handover.mine).toEqual([second, first])
    handover.dismiss(first)
    expect(handover.mine).toEqual([second])
  })

  it('[HS1] takes back what nobody answered yet', async () => {
    const one = sent()
    const handover = await held([one])
    app.store.answer('handovers:withdraw', () => ({ ok: true, value: null }))
    await handover.withdraw(one)
    expect(asked('handovers:withdraw')).toMatchObject([{ handoverId: one.id }])
  })
})
