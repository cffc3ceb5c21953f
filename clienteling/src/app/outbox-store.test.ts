import { createReplica } from '@dangol/client/replica.ts'
import { until } from '@dangol/client/testing/until.ts'
import type { AssociateId, CallId, CommandId } from '@dangol/domain/ids/ids.ts'
import { systemIds } from '@dangol/client/system-ids.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { JIEUN } from '../testing/samples.ts'
import { createMemoryOutboxes, startStaffApp } from '../testing/staff-app.ts'
import type { StaffApp } from '../testing/staff-app.ts'
import { aggregateOf, PATIENCE_MS, useOutboxStore } from './outbox-store.ts'

const MINSU = 'minsu' as AssociateId
let app: StaffApp
beforeEach(() => void (app = startStaffApp()))
afterEach(() => app.stop())

const answered = () => app.store.received.filter(({ name }) => name === 'assist:answer').map(({ input }) => input)
const call = () => ({ commandId: systemIds.next<CommandId>(), callId: systemIds.next<CallId>() })
async function held() {
  const outbox = app.use(useOutboxStore)
  app.link.subscribe('floor', createReplica())
  await until(() => app.link.status() === 'online', 'the link')
  outbox.hold(JIEUN)
  return outbox
}
const hand = (outbox: Awaited<ReturnType<typeof held>>, input = call()) =>
  outbox.hand('assist:answer', input, aggregateOf('call', input.callId))

describe('what a tablet has still to send', () => {
  it('is answered at once while the store is there', async () => {
    app.store.answer('assist:answer', () => ({ ok: true, value: null }))
    const outbox = await held()
    expect(await hand(outbox)).toEqual({ ok: true, value: null })
    expect([outbox.waiting, outbox.length]).toEqual([[], 0])
  })

  it('[O2] waits when the store does not answer, and nobody has to wait beside it', async () => {
    app.store.answer('assist:answer', () => 'silence')
    const outbox = await held()
    const handing = hand(outbox)
    await until(() => answered().length === 1, 'the command')
    app.clock.pass(PATIENCE_MS)
    expect(await handing).toEqual({ ok: false, error: { code: 'waits' } })
    expect(outbox.waiting).toHaveLength(1)
  })

  it('[C3] is shown as not done when the store refuses it after its maker went on, until somebody has seen it', async () => {
    let answer: (given: { ok: false; error: { code: 'already-answered' } }) => void = () => undefined
    app.store.answer('assist:answer', () => new Promise((resolve) => (answer = resolve)))
    const outbox = await held()
    const handing = hand(outbox)
    await until(() => answered().length === 1, 'the command')
    app.clock.pass(PATIENCE_MS)
    await handing
    answer({ ok: false, error: { code: 'already-answered' } })
    await until(() => outbox.undone.length === 1, 'the refusal')
    expect(outbox.undone[0]?.code).toBe('already-answered')
    outbox.seen()
    await until(() => outbox.length === 0, 'it to be gone')
    expect(outbox.undone).toEqual([])
  })

  it('[O2] outlives the page, and is sent in its maker’s name only', async () => {
    const disk = createMemoryOutboxes()
    await app.stop()
    app = startStaffApp('tablet', disk)
    app.store.answer('assist:answer', () => 'silence')
    const outbox = await held()
    const input = call()
    void hand(outbox, input)
    await until(() => outbox.waiting.length === 1, 'it to wait')
    await app.stop()

    app = startStaffApp('tablet', disk)
    app.store.answer('assist:answer', () => ({ ok: true, value: null }))
    const later = await held().then((store) => (store.hold(MINSU), store))
    await until(() => later.ofOthers.length === 1, 'the colleague’s count')
    expect([later.waiting, later.ofOthers[0]]).toMatchObject([[], { maker: JIEUN, count: 1 }])
    const before = answered().length
    later.hold(JIEUN)
    await until(() => later.length === 0, 'it to be sent')
    expect(answered().slice(before).length + before).toBeGreaterThan(0)
    expect(answered()).toContainEqual(input)
  })

  it('can be kept by nobody while nobody holds the tablet', async () => {
    const outbox = app.use(useOutboxStore)
    expect(await hand(outbox)).toEqual({ ok: false, error: { code: 'unavailable' } })
  })
})
