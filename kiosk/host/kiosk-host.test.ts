import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ACK_TIMEOUT_MS, COMMAND_DEADLINE_MS } from '@dangol/client/store-link.ts'
import { until } from '@dangol/client/testing/until.ts'
import type { CallId } from '@dangol/domain/ids/ids.ts'
import { VISIT_LIMITS } from '@dangol/domain/visits/level.ts'
import type { KioskState } from '@dangol/protocol/bridge.ts'
import { KioskStateSchema } from '@dangol/protocol/bridge.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  CANARY_CONFIGURATION,
  CANARY_NAME,
  catalogue,
  configurationView,
  emptyCart,
  memberVisit,
  orderView,
  visitId,
  visitView,
} from './testing/fixtures.ts'
import { openTestKiosk } from './testing/test-kiosk.ts'
import type { TestKiosk } from './testing/test-kiosk.ts'
import { GOODBYE_MS, GOODBYE_WITH_CODE_MS } from './visit/goodbye.ts'
import { PATIENCE_MS } from './visit/patience.ts'

let kiosk: TestKiosk
beforeEach(async () => {
  kiosk = openTestKiosk()
  await kiosk.online()
})
afterEach(() => kiosk.close())

const { warnAfterMs, countdownMs, lastMs } = VISIT_LIMITS.L2
const ended = (parkedCode: string | null) =>
  kiosk.store.answer('visits:end', () => ({ ok: true, value: { reason: 'shopper', parkedCode } }))

describe('the state', () => {
  it('keeps the contract of the bridge in every phase', async () => {
    ended('041061050R3G6')
    const states: KioskState[] = []
    kiosk.host.onState((state) => states.push(state))
    await kiosk.show(memberVisit(1))
    await kiosk.ask('visit:end', { epoch: 1 })
    await until(() => kiosk.host.state().goodbye?.parkedCode === '041061050R3G6')
    kiosk.time.pass(GOODBYE_WITH_CODE_MS)
    await kiosk.settled()
    for (const state of states) expect(KioskStateSchema.safeParse(state).error).toBeUndefined()
    expect(states.some(({ visit }) => visit !== null)).toBe(true)
  })

  it('is told once for many changes of one turn', async () => {
    let told = 0
    kiosk.host.onState(() => told++)
    await kiosk.show(visitView(1))
    await kiosk.settled()
    expect(told).toBeLessThanOrEqual(3)
  })

  it('says offline when the store server goes, and online when it is back', async () => {
    const port = Number(new URL(kiosk.store.url).port)
    await kiosk.store.stop()
    await until(() => kiosk.host.state().link === 'offline')
    const { startFakeStore } = await import('@dangol/client/testing/fake-store.ts')
    const back = startFakeStore(port)
    back.catchUp('kiosk:kiosk-1', { kind: 'snapshot', epoch: 'e', head: 5, puts: [] })
    await until(() => kiosk.host.state().link === 'online')
    await back.stop()
  })
})

describe('beginning', () => {
  it('shows the visit at once, whatever the store server says', async () => {
    kiosk.store.answer('visits:begin', () => 'silence')
    expect(await kiosk.ask('visit:begin', { lang: 'en' })).toEqual({ ok: true, value: null })
    expect(kiosk.host.state()).toMatchObject({ epoch: 1, visit: { lang: 'en', level: 'L0' } })
    expect(await kiosk.ask('visit:begin', { lang: 'en' })).toEqual({ ok: false, error: { code: 'visit-in-progress' } })
  })

  it('ends a visit found at the start of the kiosk: nobody can tell that the same person stands there', async () => {
    const store = kiosk.store
    const visit = memberVisit(7)
    ended(null)
    const restarted = openTestKiosk({ store, snapshot: [{ kind: 'visit', id: visit.id, value: visit }] })
    const seen: KioskState[] = []
    restarted.host.onState((state) => seen.push(state))
    await restarted.online()
    await until(() => restarted.asked('visits:end').length === 1)
    expect(restarted.asked('visits:end')[0]).toMatchObject({ visitId: visit.id, reason: 'timeout' })
    expect(JSON.stringify(seen)).not.toContain(CANARY_NAME)
    restarted.host.close()
  })

  it('[L2] a visit that is over here and open again at a store server from a backup is ended there once more', async () => {
    ended(null)
    await kiosk.show(memberVisit(1))
    await kiosk.ask('visit:end', { epoch: 1 })
    await until(() => kiosk.asked('visits:end').length === 1)
    await kiosk.settled()
    kiosk.tell([{ kind: 'visit', id: visitId(1), value: memberVisit(1) }])
    await until(() => kiosk.asked('visits:end').length === 2)
    expect(kiosk.asked('visits:end')[1]).toMatchObject({ visitId: visitId(1), reason: 'timeout' })
    expect(kiosk.host.state().visit).toBeNull()
  })

  it('[L2] also while something else of that visit waits to be told', async () => {
    ended(null)
    kiosk.store.answer('visits:set-language', () => 'silence')
    await kiosk.show(memberVisit(1))
    void kiosk.ask('visit:language', { epoch: 1, lang: 'en' })
    await until(() => kiosk.asked('visits:set-language').length === 1)
    kiosk.tell([], [{ kind: 'visit', id: visitId(1) }])
    await until(() => kiosk.host.state().visit === null)
    kiosk.tell([{ kind: 'visit', id: visitId(1), value: memberVisit(1) }])
    await until(() => kiosk.asked('visits:end').length === 1)
    expect(kiosk.asked('visits:end')[0]).toMatchObject({ visitId: visitId(1), reason: 'timeout' })
  })

  it('[L2] a late word of a visit whose end is on its way ends nothing twice', async () => {
    kiosk.store.answer('visits:end', () => 'silence')
    await kiosk.show(memberVisit(1))
    await kiosk.ask('visit:end', { epoch: 1 })
    await until(() => kiosk.asked('visits:end').length === 1)
    kiosk.tell([{ kind: 'visit', id: visitId(1), value: memberVisit(1) }])
    await kiosk.settled()
    const told = kiosk.asked('visits:end') as { commandId: string }[]
    expect(new Set(told.map(({ commandId }) => commandId)).size).toBe(1)
  })
})

describe('the visit clock', () => {
  it('warns, covers, and ends with reason timeout at the server', async () => {
    ended(null)
    await kiosk.show(memberVisit(1))
    kiosk.time.pass(warnAfterMs - 1)
    expect(kiosk.host.state().warning).toBeNull()
    kiosk.time.pass(1)
    expect(kiosk.host.state().warning).toMatchObject({ endsAt: kiosk.time.nowMs() + countdownMs })
    kiosk.time.pass(countdownMs)
    expect(kiosk.host.state()).toMatchObject({ visit: null, warning: null, goodbye: { reason: 'timeout' } })
    await until(() => kiosk.asked('visits:end').length === 1)
    expect(kiosk.asked('visits:end')[0]).toMatchObject({ visitId: visitId(1), reason: 'timeout' })
  })

  it('starts again with activity, but during the warning only more time helps', async () => {
    await kiosk.show(memberVisit(1))
    kiosk.time.pass(warnAfterMs - 1)
    await kiosk.ask('visit:activity', { epoch: 1 })
    kiosk.time.pass(warnAfterMs - 1)
    expect(kiosk.host.state().warning).toBeNull()
    kiosk.time.pass(1)
    await kiosk.ask('visit:activity', { epoch: 1 })
    expect(kiosk.host.state().warning).not.toBeNull()
    expect(await kiosk.ask('visit:extend', { epoch: 1 })).toEqual({ ok: true, value: null })
    expect(kiosk.host.state().warning).toBeNull()
  })

  it('ends at the absolute limit however busy the shopper is', async () => {
    ended(null)
    await kiosk.show(memberVisit(1))
    for (let passed = 0; passed < lastMs; passed += 10_000) {
      await kiosk.ask('visit:activity', { epoch: 1 })
      kiosk.time.pass(10_000)
    }
    expect(kiosk.host.state().visit).toBeNull()
  })

  it('[A7] never shows a parked code after a time-out: the next person would find it', async () => {
    ended('041061050R3G6')
    await kiosk.show(memberVisit(1))
    kiosk.time.pass(warnAfterMs + countdownMs)
    await until(() => kiosk.asked('visits:end').length === 1)
    await kiosk.settled()
    expect(kiosk.host.state().goodbye).toMatchObject({ reason: 'timeout', parkedCode: null })
  })
})

describe('the end', () => {
  it('is there at once, and the parked code follows with time to photograph it', async () => {
    ended('041061050R3G6')
    await kiosk.show({ ...memberVisit(1), orders: [orderView(42)] })
    await kiosk.ask('visit:end', { epoch: 1 })
    expect(kiosk.host.state()).toMatchObject({ visit: null, goodbye: { parkedCode: null, orderNumbers: ['S-0042'] } })
    await until(() => kiosk.host.state().goodbye?.parkedCode === '041061050R3G6')
    kiosk.time.pass(GOODBYE_MS)
    expect(kiosk.host.state().goodbye).not.toBeNull()
    kiosk.time.pass(GOODBYE_WITH_CODE_MS)
    expect(kiosk.host.state().goodbye).toBeNull()
  })

  it('goes without a code after eight seconds, or when dismissed', async () => {
    ended(null)
    await kiosk.show(memberVisit(1))
    await kiosk.ask('visit:end', { epoch: 1 })
    kiosk.time.pass(GOODBYE_MS - 1)
    expect(kiosk.host.state().goodbye).not.toBeNull()
    await kiosk.ask('visit:dismiss', {})
    expect(kiosk.host.state().goodbye).toBeNull()
  })

  it('by the associate shows the goodbye of the change log', async () => {
    await kiosk.show(memberVisit(1))
    const end = { reason: 'associate' as const, parkedCode: '041061050R3G6' }
    kiosk.tell([{ kind: 'visit-end', id: visitId(1), value: end }], [{ kind: 'visit', id: visitId(1) }])
    await until(() => kiosk.host.state().visit === null)
    expect(kiosk.host.state().goodbye).toMatchObject(end)
    expect(kiosk.asked('visits:end')).toEqual([])
  })

  it('by another person leads straight into the next visit, without the goodbye of the first', async () => {
    await kiosk.show(memberVisit(1))
    const next = visitView(2)
    kiosk.tell([{ kind: 'visit', id: next.id, value: next }], [{ kind: 'visit', id: visitId(1) }])
    await until(() => kiosk.host.state().visit?.epoch === 2)
    expect(kiosk.host.state().goodbye).toBeNull()
  })

  it('[A7] leaves no word of the customer in the state, the copy of the topic, or the files', async () => {
    ended(null)
    kiosk.store.answer('configurations:save', () => 'silence')
    await kiosk.show(memberVisit(1))
    const { id, familyId, modelVersion, choices } = configurationView(101)
    const draft = { id, familyId, modelVersion, choices, revision: 1, personaId: null, secret: true }
    const saving = kiosk.ask('configuration:save', { epoch: 1, ...draft, name: CANARY_CONFIGURATION })
    await kiosk.ask('visit:end', { epoch: 1 })
    expect(await saving).toEqual({ ok: false, error: { code: 'visit-over' } })
    kiosk.time.pass(GOODBYE_MS)
    const left = JSON.stringify(kiosk.host.state())
    for (const word of [CANARY_NAME, CANARY_CONFIGURATION]) expect(left).not.toContain(word)
    for (const name of readdirSync(kiosk.folder)) {
      const file = readFileSync(join(kiosk.folder, name), 'latin1')
      for (const word of [CANARY_NAME, CANARY_CONFIGURATION]) expect(file).not.toContain(word)
    }
  })

  it('is told to the server when it is back, before anything else of the kiosk', async () => {
    kiosk.store.answer('visits:end', () => 'silence')
    await kiosk.show(memberVisit(1))
    await kiosk.ask('visit:end', { epoch: 1 })
    kiosk.time.pass(GOODBYE_MS)
    await until(() => kiosk.asked('visits:end').length === 1)
    kiosk.lineTime.pass(ACK_TIMEOUT_MS)
    await until(() => kiosk.asked('visits:end').length === 2)
    kiosk.lineTime.pass(COMMAND_DEADLINE_MS)
    ended(null)
    kiosk.store.answer('visits:begin', () => ({ ok: true, value: visitView(2) }))
    expect(await kiosk.ask('visit:begin', { lang: 'ko' })).toEqual({ ok: true, value: null })
    const ends = kiosk.asked('visits:end')
    expect(new Set(ends.map((input) => JSON.stringify(input))).size).toBe(1)
  })

  it('[A8] is final: a late word of the same visit does not bring it back', async () => {
    kiosk.store.answer('visits:end', () => 'silence')
    await kiosk.show(memberVisit(1))
    await kiosk.ask('visit:end', { epoch: 1 })
    const late = memberVisit(1)
    kiosk.tell([{ kind: 'visit', id: late.id, value: late }])
    await kiosk.settled()
    expect(kiosk.host.state().visit).toBeNull()
  })
})

describe('calls of a visit', () => {
  it("[A8] are refused with 'visit-over' for any other epoch, and ask nothing", async () => {
    await kiosk.show(memberVisit(3))
    const item = { kind: 'stocked' as const, sku: 'SOCK-1' as never }
    const answer = await kiosk.ask('cart:add', { epoch: 2, item, quantity: 1, fulfilment: null })
    expect(answer).toEqual({ ok: false, error: { code: 'visit-over' } })
    expect(await kiosk.ask('visit:extend', { epoch: 2 })).toEqual({ ok: false, error: { code: 'visit-over' } })
    await kiosk.ask('visit:end', { epoch: 2 })
    expect(kiosk.host.state().visit?.epoch).toBe(3)
    expect(kiosk.asked('carts:add')).toEqual([])
  })

  it('[A8] a late answer does not reach the next shopper', async () => {
    let answerLate: (answer: { ok: true; value: ReturnType<typeof orderView> }) => void = () => undefined
    kiosk.store.answer('orders:place', () => new Promise((resolve) => (answerLate = resolve)))
    await kiosk.show(memberVisit(1))
    const placing = kiosk.ask('order:place', { epoch: 1, acceptedTotal: { minor: 1, currency: 'KRW' } })
    await until(() => kiosk.asked('orders:place').length === 1)
    const next = visitView(2)
    kiosk.tell([{ kind: 'visit', id: next.id, value: next }], [{ kind: 'visit', id: visitId(1) }])
    await until(() => kiosk.host.state().visit?.epoch === 2)
    answerLate({ ok: true, value: orderView(42) })
    expect(await placing).toEqual({ ok: false, error: { code: 'visit-over' } })
  })

  it('[C1] an order without an answer is the same order when it is asked for again', async () => {
    kiosk.store.answer('orders:place', () => 'silence')
    await kiosk.show(memberVisit(1))
    const order = { epoch: 1, acceptedTotal: { minor: 129_000, currency: 'KRW' as const } }
    const unanswered = kiosk.ask('order:place', order)
    await until(() => kiosk.asked('orders:place').length === 1)
    kiosk.lineTime.pass(COMMAND_DEADLINE_MS)
    expect(await unanswered).toEqual({ ok: false, error: { code: 'unavailable' } })
    kiosk.store.answer('orders:place', () => ({ ok: true, value: orderView(42) }))
    expect(await kiosk.ask('order:place', order)).toMatchObject({ ok: true, value: { number: 'S-0042' } })
    expect(new Set(kiosk.asked('orders:place').map((input) => JSON.stringify(input))).size).toBe(1)
  })

  it('the same total of another cart is another order, and so is one after a refusal', async () => {
    kiosk.store.answer('orders:place', () => ({ ok: false, error: { code: 'sold-out' } }))
    await kiosk.show(memberVisit(1))
    const order = { epoch: 1, acceptedTotal: { minor: 129_000, currency: 'KRW' as const } }
    expect(await kiosk.ask('order:place', order)).toEqual({ ok: false, error: { code: 'sold-out' } })
    await kiosk.ask('order:place', order)
    await kiosk.show({ ...memberVisit(1), cart: { ...emptyCart, units: 3 } })
    await until(() => kiosk.host.state().visit?.cart.units === 3)
    await kiosk.ask('order:place', order)
    const ids = kiosk.asked('orders:place').map((input) => (input as { orderId: string }).orderId)
    expect(new Set(ids).size).toBe(3)
  })

  it('the host mints the id of a new configuration and keeps that of an old one', async () => {
    kiosk.store.answer('configurations:save', ({ draft }) => ({
      ok: true,
      value: configurationView(1, { id: draft.id }),
    }))
    await kiosk.show(memberVisit(1))
    const { familyId, modelVersion, choices } = configurationView(1)
    const draft = { epoch: 1, familyId, modelVersion, choices, revision: 0, name: 'a', personaId: null, secret: false }
    const made = await kiosk.ask('configuration:save', { ...draft, id: null })
    const id = made.ok ? made.value.id : null
    expect(id).toMatch(/^[0-9a-f-]{36}$/)
    expect(await kiosk.ask('configuration:save', { ...draft, id })).toMatchObject({ ok: true, value: { id } })
  })

  it("say what the server refused, and 'internal' for what the bridge has no word for", async () => {
    await kiosk.show(memberVisit(1))
    kiosk.store.answer('visits:set-language', () => ({ ok: false, error: { code: 'no-such-visit' } }))
    expect(await kiosk.ask('visit:language', { epoch: 1, lang: 'en' })).toEqual({
      ok: false,
      error: { code: 'visit-over' },
    })
    kiosk.store.answer('visits:report-step', () => ({ ok: false, error: { code: 'too-many-requests' } }))
    expect(await kiosk.ask('visit:step', { epoch: 1, step: 'cart' })).toEqual({
      ok: false,
      error: { code: 'internal' },
    })
    kiosk.store.answer('visits:consent', () => ({ ok: false, error: { code: 'not-recognised' } }))
    expect(await kiosk.ask('visit:consent', { epoch: 1, purpose: 'assist.notify', state: 'granted' })).toEqual({
      ok: false,
      error: { code: 'not-recognised' },
    })
  })
})

describe('calling a person', () => {
  it('needs no visit, is one call however often it is touched, and can be withdrawn', async () => {
    kiosk.store.answer('assist:call', ({ callId, visitId: id, lang }) => {
      const call = { id: callId, deviceId: 'kiosk-1' as never, visitId: id, lang, calledAt: 1, answeredBy: null }
      kiosk.tell([{ kind: 'call', id: callId, value: call }])
      return { ok: true, value: null }
    })
    kiosk.store.answer('assist:withdraw', ({ callId }) => {
      kiosk.tell([], [{ kind: 'call', id: callId }])
      return { ok: true, value: null }
    })
    expect(await kiosk.ask('assist:call', { lang: 'ko' })).toEqual({ ok: true, value: null })
    await until(() => kiosk.host.state().call !== null)
    await kiosk.ask('assist:call', { lang: 'ko' })
    expect(kiosk.asked('assist:call')).toHaveLength(1)
    expect(await kiosk.ask('assist:withdraw', {})).toEqual({ ok: true, value: null })
    await until(() => kiosk.host.state().call === null)
  })

  it('is over with the visit, even before the server has heard of the end; the next call goes after it', async () => {
    kiosk.store.answer('visits:end', () => 'silence')
    kiosk.store.answer('assist:call', () => ({ ok: true, value: null }))
    await kiosk.show(memberVisit(1))
    const id = '018f0000-0000-7000-8000-0000000000c1' as CallId
    const call = {
      deviceId: 'kiosk-1' as never,
      visitId: visitId(1),
      lang: 'ko' as const,
      calledAt: 1,
      answeredBy: null,
    }
    kiosk.tell([{ kind: 'call', id, value: { ...call, id } }])
    await until(() => kiosk.host.state().call !== null)
    await kiosk.ask('visit:end', { epoch: 1 })
    expect(kiosk.host.state().call).toBeNull()
    await until(() => kiosk.asked('visits:end').length >= 1)
    const calling = kiosk.ask('assist:call', { lang: 'ko' })
    await kiosk.settled()
    kiosk.time.pass(PATIENCE_MS)
    expect(await calling).toEqual({ ok: false, error: { code: 'unavailable' } })
    ended(null)
    const again = kiosk.ask('assist:call', { lang: 'ko' })
    await kiosk.settled()
    kiosk.lineTime.pass(ACK_TIMEOUT_MS)
    expect(await again).toEqual({ ok: true, value: null })
    const names = kiosk.store.received.map(({ name }) => name).filter((name) => /end|call/.test(name))
    expect(names.slice(-2)).toEqual(['visits:end', 'assist:call'])
    expect(kiosk.asked('assist:call')).toMatchObject([{ visitId: null }])
  })
})

describe('the catalogue', () => {
  it('comes from the server once, and from the cache without it', async () => {
    kiosk.store.answer('catalogue:get', ({ haveVersion }) => ({
      ok: true,
      value: { catalogue: haveVersion === 3 ? null : catalogue(3) },
    }))
    kiosk.tell([{ kind: 'catalogue', id: 'catalogue', value: { version: 3 } }])
    await until(() => kiosk.host.state().catalogueVersion === 3)
    const { folder } = kiosk
    await kiosk.store.stop()
    kiosk.host.close()
    const alone = openTestKiosk({ folder })
    await alone.store.stop()
    expect(await alone.ask('kiosk:catalogue', {})).toEqual({ ok: true, value: catalogue(3) })
    await alone.close()
  })
})

it('reports to the office what kind of screen it is on, and never whose', async () => {
  await kiosk.show(memberVisit(1))
  kiosk.time.pass(15_000)
  await until(() => kiosk.asked('devices:report').length >= 2)
  expect(kiosk.asked('devices:report').at(-1)).toMatchObject({ screen: 'visit', version: 'test', outboxLength: 0 })
  expect(JSON.stringify(kiosk.asked('devices:report'))).not.toContain(CANARY_NAME)
})
