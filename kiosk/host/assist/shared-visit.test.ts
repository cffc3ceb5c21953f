import { createReplica } from '@dangol/client/replica.ts'
import type { Replica } from '@dangol/client/replica.ts'
import type { AssistId, AssociateId, ConfigurationId, DeviceId, FamilyId, VisitId } from '@dangol/domain/ids/ids.ts'
import { createTurnedTime } from '@dangol/domain/time/testing/turned-time.ts'
import { PRESENCE_LASTS_MS } from '@dangol/protocol/assist.ts'
import type { Assist, Presence } from '@dangol/protocol/assist.ts'
import type { Put } from '@dangol/protocol/sync.ts'
import { describe, expect, it } from 'vitest'
import { KIOSK, visitId } from '../testing/fixtures.ts'
import { GLANCE_AGAIN_MS } from './glances.ts'
import { createSharedVisit } from './shared-visit.ts'

const TABLET = 'tablet-1' as DeviceId

const assistOf = (over: Partial<Assist> = {}): Assist => ({
  ...{ id: 'assist-1' as AssistId, visitId: visitId(1), deviceId: TABLET, asked: null, agreed: 'view', since: 1 },
  associate: { id: 'jieun' as AssociateId, name: '지은' },
  ...over,
})
const putOf = (assist: Assist): Put => ({ kind: 'assist', id: assist.id, value: assist })
const draft: Put = {
  ...{ kind: 'shared-draft', id: 'draft-1' },
  value: {
    ...{ id: 'draft-1' as ConfigurationId, familyId: 'mug' as FamilyId, modelVersion: 1, name: '', revision: 3 },
    ...{ made: { colour: 'red' }, hands: {}, history: [], suggestions: [] },
  },
}
const presenceOf = (deviceId: DeviceId, of: VisitId = visitId(1)): Presence => ({
  ...{ visitId: of, deviceId, looking: 'colour' },
  author: { kind: 'associate', id: 'jieun' as AssociateId, name: '지은', deviceId },
})

/** A line that notes what is followed and asked. */
function open() {
  const time = createTurnedTime()
  const followed = new Map<string, Replica>()
  const asked: unknown[] = []
  let tell: (presence: Presence) => void = () => undefined
  const shared = createSharedVisit({
    deviceId: KIOSK,
    timers: time,
    onChange: () => undefined,
    link: {
      subscribe(topic, replica) {
        followed.set(topic, replica)
        return { status: () => 'live', stop: () => void followed.delete(topic) }
      },
      request(name, input) {
        asked.push([name, input])
        return Promise.resolve({ ok: false, error: { code: 'unavailable' } })
      },
      onPresence(listener) {
        tell = listener
        return () => void (tell = () => undefined)
      },
    },
  })
  const hear = (...puts: Put[]): void => followed.get(`visit:${visitId(1)}`)?.apply(puts, [])
  return { time, shared, followed, asked, hear, tell: (presence: Presence) => tell(presence) }
}

describe('what is shared of the present visit', () => {
  it('is who helps, the draft in hand, and where they look', () => {
    const { shared, hear, tell } = open()
    shared.follow(visitId(1))
    hear(putOf(assistOf()), draft)
    tell(presenceOf(TABLET))
    expect(shared.shown()).toEqual({ assists: [assistOf()], sharedDraft: draft.value, presence: [presenceOf(TABLET)] })
  })

  it('[T3] is gone with the visit, and the next one begins with nothing', () => {
    const { shared, followed, hear, tell } = open()
    shared.follow(visitId(1))
    hear(putOf(assistOf()), draft)
    tell(presenceOf(TABLET))
    const before = followed.get(`visit:${visitId(1)}`) ?? createReplica()
    shared.follow(visitId(2))
    expect([...followed.keys()]).toEqual([`visit:${visitId(2)}`])
    expect(before.contents()['shared-draft'].size).toBe(0)
    tell(presenceOf(TABLET))
    expect(shared.shown()).toEqual({ assists: [], sharedDraft: null, presence: [] })
  })

  it('is followed once, however often the visit is named', () => {
    const { shared, hear } = open()
    shared.follow(visitId(1))
    hear(draft)
    shared.follow(visitId(1))
    expect(shared.shown().sharedDraft).toEqual(draft.value)
    shared.close()
    expect(shared.shown().sharedDraft).toBeNull()
  })
})

describe('where somebody looks', () => {
  it('[P1] counts of associates whom the shopper let in, not of this kiosk, not of another visit', () => {
    const { shared, hear, tell } = open()
    shared.follow(visitId(1))
    hear(
      putOf(assistOf()),
      putOf(assistOf({ id: 'assist-2' as AssistId, deviceId: 'tablet-2' as DeviceId, agreed: null })),
    )
    for (const device of [KIOSK, 'tablet-2' as DeviceId, 'tablet-3' as DeviceId]) tell(presenceOf(device))
    tell(presenceOf(TABLET, visitId(2)))
    expect(shared.shown().presence).toEqual([])
    tell(presenceOf(TABLET))
    expect(shared.shown().presence).toEqual([presenceOf(TABLET)])
  })

  it('[P1] is the shopper’s own business while nobody was let in', () => {
    const { time, shared, asked, hear } = open()
    shared.look('colour')
    shared.follow(visitId(1))
    hear(putOf(assistOf({ agreed: null, asked: 'view' })))
    shared.look('colour')
    expect(asked).toEqual([])
    hear(putOf(assistOf()))
    time.pass(GLANCE_AGAIN_MS)
    expect(asked).toEqual([['assist:present', { visitId: visitId(1), looking: 'colour' }]])
  })

  it('[P1] [H4] is told no more from the moment nobody may see it', () => {
    const { time, shared, asked, hear } = open()
    shared.follow(visitId(1))
    hear(putOf(assistOf()))
    shared.look('colour')
    hear(putOf(assistOf({ agreed: null, asked: 'view' })))
    time.pass(PRESENCE_LASTS_MS)
    expect(asked).toHaveLength(1)
  })
})
