import { describe, expect, it } from 'vitest'
import type { CallId, CommandId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { OpenVisit } from '../../ports/visits.ts'
import { asId, callerOf, openStoreCore } from '../../testing/store-core.ts'
import { createAssist } from './assist.ts'

const kiosk = callerOf('kiosk', 'kiosk-1')
const otherKiosk = callerOf('kiosk', 'kiosk-2')
const tablet = callerOf('tablet', 'tablet-1', 'jieun')
const otherTablet = callerOf('tablet', 'tablet-2', 'joon')

function openFloor() {
  const core = openStoreCore()
  const visitId = core.ids.next<VisitId>()
  const visit: OpenVisit = {
    id: visitId,
    epoch: 1,
    deviceId: kiosk.deviceId,
    level: 'L0',
    lang: 'ko',
    customerId: null,
    servedBy: null,
  }
  const assist = createAssist({
    ...core,
    clock: core.time,
    visits: { open: (id, caller) => (id === visitId && caller.deviceId === kiosk.deviceId ? visit : null) },
    staff: { nameOf: (id) => `이름 ${id}` },
  })
  const command = () => ({ commandId: core.ids.next<CommandId>() })
  const call = (from = kiosk, withVisit: VisitId | null = null) => {
    const callId = core.ids.next<CallId>()
    expect(assist.handlers['assist:call'](from, { ...command(), callId, visitId: withVisit, lang: 'ko' })).toEqual({
      ok: true,
      value: null,
    })
    return callId
  }
  const rowOf = (id: CallId) =>
    core.db.prepare('select visit_id, answered_by, closed_how from help_calls where id = ?').get(id)
  return { ...core, ...assist, rowOf, visit, visitId, command, call }
}

describe('calling for a person', () => {
  it('reaches the floor and the calling kiosk, and no other kiosk', () => {
    const floor = openFloor()
    const callId = floor.call()
    expect(floor.appended.map(({ topic, entry }) => [topic, entry.type])).toEqual([
      ['floor', 'call.made'],
      ['kiosk:kiosk-1', 'call.made'],
    ])
    expect(floor.snapshot('floor').map((put) => put.id)).toEqual([callId])
    expect(floor.snapshot('kiosk:kiosk-1').map((put) => put.id)).toEqual([callId])
    expect(floor.snapshot('kiosk:kiosk-2')).toEqual([])
  })

  it('works without a visit, and with one that is just over', () => {
    const floor = openFloor()
    floor.call(kiosk, floor.visitId)
    floor.call(otherKiosk, floor.visitId)
    expect(floor.waiting().map(({ deviceId, visitId }) => [deviceId, visitId])).toEqual([
      ['kiosk-1', floor.visitId],
      ['kiosk-2', null],
    ])
  })

  it('keeps to one open call per kiosk, however often the button is pressed', () => {
    const floor = openFloor()
    const first = floor.call()
    floor.time.advance(5_000)
    floor.call()
    expect(floor.waiting().map((open) => open.id)).toEqual([first])
    expect(floor.appended).toHaveLength(2)
  })

  it('answers a repeated command with the first outcome', () => {
    const floor = openFloor()
    const input = { ...floor.command(), callId: floor.ids.next<CallId>(), visitId: null, lang: 'en' as const }
    void floor.handlers['assist:call'](kiosk, input)
    void floor.handlers['assist:withdraw'](kiosk, { ...floor.command(), callId: input.callId })
    expect(floor.handlers['assist:call'](kiosk, input)).toEqual({ ok: true, value: null })
    expect(floor.waiting()).toEqual([])
  })

  it('can be withdrawn by the kiosk that called, not by another', () => {
    const floor = openFloor()
    const callId = floor.call()
    expect(floor.handlers['assist:withdraw'](otherKiosk, { ...floor.command(), callId })).toMatchObject({
      error: { code: 'no-such-call' },
    })
    expect(floor.handlers['assist:withdraw'](kiosk, { ...floor.command(), callId })).toMatchObject({ ok: true })
    expect(floor.snapshot('floor')).toEqual([])
    expect(floor.appended.at(-1)?.entry.dels).toEqual([{ kind: 'call', id: callId }])
  })
})

describe('answering a call', () => {
  it('shows the kiosk who is coming', () => {
    const floor = openFloor()
    const callId = floor.call()
    expect(floor.handlers['assist:answer'](tablet, { ...floor.command(), callId })).toMatchObject({ ok: true })
    expect(floor.snapshot('kiosk:kiosk-1')).toMatchObject([
      { value: { answeredBy: { id: 'jieun', name: '이름 jieun' } } },
    ])
    expect(floor.waiting()).toEqual([])
  })

  it('belongs to the first associate who answers', () => {
    const floor = openFloor()
    const callId = floor.call()
    void floor.handlers['assist:answer'](tablet, { ...floor.command(), callId })
    expect(floor.handlers['assist:answer'](otherTablet, { ...floor.command(), callId })).toMatchObject({
      error: { code: 'already-answered' },
    })
    expect(floor.handlers['assist:answer'](tablet, { ...floor.command(), callId })).toMatchObject({ ok: true })
  })

  it('needs somebody signed in at the tablet', () => {
    const floor = openFloor()
    const callId = floor.call()
    const nobody = callerOf('tablet', 'tablet-3')
    expect(floor.handlers['assist:answer'](nobody, { ...floor.command(), callId })).toMatchObject({
      error: { code: 'not-allowed' },
    })
    expect(floor.waiting()).toHaveLength(1)
  })

  it('is refused for a call that is closed or never was', () => {
    const floor = openFloor()
    const callId = floor.call()
    expect(floor.handlers['assist:close'](otherTablet, { ...floor.command(), callId })).toMatchObject({ ok: true })
    for (const id of [callId, asId<CallId>('unknown')]) {
      expect(floor.handlers['assist:answer'](tablet, { ...floor.command(), callId: id })).toMatchObject({
        error: { code: 'no-such-call' },
      })
      expect(floor.handlers['assist:close'](tablet, { ...floor.command(), callId: id })).toMatchObject({
        error: { code: 'no-such-call' },
      })
    }
  })
})

describe('the end of a visit', () => {
  it('closes its call, for the floor and for the next shopper, and forgets whose it was', () => {
    const floor = openFloor()
    const callId = floor.call(kiosk, floor.visitId)
    const others = floor.call(otherKiosk)
    void floor.handlers['assist:answer'](tablet, { ...floor.command(), callId })
    floor.transact(() => floor.ofVisits.callerLeft(floor.visit, null))
    expect(floor.snapshot('floor').map((put) => put.id)).toEqual([others])
    expect(floor.snapshot('kiosk:kiosk-1')).toEqual([])
    expect(floor.appended.slice(-2).map(({ topic, entry }) => [topic, entry.type, entry.dels])).toEqual([
      ['floor', 'call.closed', [{ kind: 'call', id: callId }]],
      ['kiosk:kiosk-1', 'call.closed', [{ kind: 'call', id: callId }]],
    ])
    expect(floor.rowOf(callId)).toEqual({ visit_id: null, answered_by: 'jieun', closed_how: 'attended' })
  })

  it('closes a call made before the visit began, too: the same person stands there', () => {
    const floor = openFloor()
    const callId = floor.call()
    floor.transact(() => floor.ofVisits.callerLeft(floor.visit, null))
    expect(floor.waiting()).toEqual([])
    expect(floor.rowOf(callId)).toMatchObject({ answered_by: null, closed_how: 'withdrawn' })
  })
})

describe('serving the visit', () => {
  const serve = (floor: ReturnType<typeof openFloor>) =>
    floor.transact(() => floor.ofVisits.attended(floor.visit, asId('joon'), null))

  it('answers and closes its call', () => {
    const floor = openFloor()
    const callId = floor.call(kiosk, floor.visitId)
    serve(floor)
    expect(floor.snapshot('floor')).toEqual([])
    expect(floor.rowOf(callId)).toMatchObject({ answered_by: 'joon', closed_how: 'attended' })
  })

  it('leaves on record who had answered before', () => {
    const floor = openFloor()
    const callId = floor.call(kiosk, floor.visitId)
    void floor.handlers['assist:answer'](tablet, { ...floor.command(), callId })
    serve(floor)
    expect(floor.rowOf(callId)).toMatchObject({ answered_by: 'jieun', closed_how: 'attended' })
  })

  it('without a call changes nothing', () => {
    const floor = openFloor()
    serve(floor)
    expect(floor.appended).toEqual([])
  })
})
