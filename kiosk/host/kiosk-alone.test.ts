import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until } from '@dangol/client/testing/until.ts'
import { modelOf } from '@dangol/domain/configurations/testing/models.ts'
import type { FamilyId, Sku } from '@dangol/domain/ids/ids.ts'
import { VISIT_LIMITS } from '@dangol/domain/visits/level.ts'
import type { Catalogue } from '@dangol/protocol/catalogue.ts'
import type { Input } from '@dangol/protocol/requests.ts'
import type { VisitView } from '@dangol/protocol/visits.ts'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openKioskFiles } from './disk/kiosk-files.ts'
import { KIOSK, catalogue, configurationView, memberVisit, visitId, visitView } from './testing/fixtures.ts'
import { openTestKiosk } from './testing/test-kiosk.ts'
import type { TestKiosk } from './testing/test-kiosk.ts'
import { GOODBYE_MS } from './visit/goodbye.ts'
import { PATIENCE_MS } from './visit/patience.ts'

let kiosk: TestKiosk
beforeEach(async () => {
  kiosk = openTestKiosk()
  await kiosk.online()
})
afterEach(() => kiosk.close())

const state = () => kiosk.host.state()
const socks = { kind: 'stocked' as const, sku: 'SOCK-1' as Sku }
const addSocks = () => kiosk.ask('cart:add', { epoch: state().epoch, item: socks, quantity: 1, fulfilment: null })
/** The store server takes over what it is told of, and puts it into the kiosk's topic. */
function takesOver() {
  kiosk.store.answer('visits:begin', ({ begun, lang }) => {
    const visit = visitView(begun?.epoch ?? 1, { id: begun?.visitId ?? visitId(9), lang })
    kiosk.tell([{ kind: 'visit', id: visit.id, value: visit }])
    return { ok: true, value: visit }
  })
}
async function withCatalogue(): Promise<void> {
  kiosk.store.answer('catalogue:get', () => ({ ok: true, value: { catalogue: catalogue(1) } }))
  kiosk.tell([{ kind: 'catalogue', id: 'catalogue', value: { version: 1 } }])
  await until(() => state().catalogueVersion === 1)
}
/** A shopper waits until the kiosk has had enough of the store server. */
async function patienceRunsOut(): Promise<void> {
  await kiosk.settled()
  kiosk.time.pass(PATIENCE_MS)
}

it('[E2] goes on by itself when the store server is there and does not answer', async () => {
  await withCatalogue()
  takesOver()
  let answerLate: (visit: VisitView) => void = () => undefined
  kiosk.store.answer(
    'carts:add',
    () => new Promise((resolve) => (answerLate = (value) => resolve({ ok: true, value }))),
  )
  await kiosk.ask('visit:begin', { lang: 'ko' })
  await until(() => kiosk.asked('visits:begin').length === 1)
  const adding = addSocks()
  await until(() => kiosk.asked('carts:add').length === 1)
  expect(state()).toMatchObject({ waiting: { count: 0 }, visit: { cart: { units: 0 } } })
  await patienceRunsOut()
  expect(await adding).toEqual({ ok: true, value: null })
  expect(state()).toMatchObject({ waiting: { count: 1 }, visit: { cart: { units: 1, lines: [{ promise: null }] } } })
  const visit = state().visit
  if (!visit) throw new Error('no visit')
  answerLate(visitView(visit.epoch, { id: visit.id }))
  await until(() => state().waiting.count === 0)
  expect(state().waiting.unconfirmed).toBe(0)
})

it('[D2] [L7] tells a store that cannot write apart, begins all the same, and hands over when it can', async () => {
  takesOver()
  kiosk.store.io.emit('store:state', { at: 1_800_000_000_000, writable: false })
  await until(() => state().link === 'read-only')
  kiosk.store.answer('visits:begin', () => ({ ok: false, error: { code: 'read-only' } }))
  expect(await kiosk.ask('visit:begin', { lang: 'ko' })).toEqual({ ok: true, value: null })
  expect(await kiosk.ask('visit:language', { epoch: 1, lang: 'en' })).toEqual({ ok: true, value: null })
  await until(() => state().waiting.count === 2)
  expect(state().visit).toMatchObject({ lang: 'en' })
  takesOver()
  kiosk.store.answer('visits:set-language', ({ visitId: id, lang }) => ({
    ok: true,
    value: visitView(1, { id, lang }),
  }))
  kiosk.store.io.emit('store:state', { at: 1_800_000_000_000, writable: true })
  await until(() => state().waiting.count === 0)
  expect(kiosk.asked('visits:set-language')).toHaveLength(1)
})

it('keeps a refusal in sight that came when nobody waited for it, until somebody has seen it', async () => {
  const mine = configurationView(5)
  await kiosk.show(visitView(1, { configurations: [mine] }))
  let refuseLate: () => void = () => undefined
  const late = new Promise<void>((resolve) => (refuseLate = resolve))
  kiosk.store.answer('configurations:discard', async () => {
    await late
    return { ok: false, error: { code: 'no-such-configuration' } }
  })
  const discarding = kiosk.ask('configuration:discard', { epoch: 1, id: mine.id })
  await until(() => kiosk.asked('configurations:discard').length === 1)
  await patienceRunsOut()
  expect(await discarding).toEqual({ ok: true, value: null })
  expect(state().visit?.configurations).toEqual([])
  refuseLate()
  await until(() => state().waiting.unconfirmed === 1)
  expect(state().visit?.configurations).toHaveLength(1)
  await kiosk.ask('waiting:seen', {})
  expect(state().waiting).toEqual({ count: 0, since: null, unconfirmed: 0 })
})

it('[H6] a save that somebody else overtook goes on as a copy of its own; theirs is not overwritten', async () => {
  const model = modelOf({ id: 'shoe' as FamilyId })
  const models = [structuredClone(model) as Catalogue['models'][number]]
  kiosk.store.answer('catalogue:get', () => ({ ok: true, value: { catalogue: { ...catalogue(2), models } } }))
  kiosk.tell([{ kind: 'catalogue', id: 'catalogue', value: { version: 2 } }])
  await until(() => state().catalogueVersion === 2)
  const before = configurationView(5, { revision: 1, name: 'theirs' })
  await kiosk.show(visitView(1, { configurations: [before] }))
  let refuseLate: () => void = () => undefined
  const late = new Promise<void>((resolve) => (refuseLate = resolve))
  kiosk.store.answer('configurations:save', async ({ draft }) => {
    await late
    if (draft.id === before.id) return { ok: false, error: { code: 'stale-revision' } }
    return { ok: true, value: configurationView(5, { ...draft, revision: draft.revision + 1 }) }
  })
  const { id, familyId, modelVersion, personaId, secret, choices } = before
  const save = async (revision: number, name: string) => {
    const saving = kiosk.ask('configuration:save', {
      ...{ epoch: 1, id, familyId, modelVersion, personaId, secret, choices, revision, name },
    })
    await patienceRunsOut()
    return saving
  }
  expect(await save(1, 'first')).toMatchObject({ ok: true, value: { revision: 2 } })
  expect(await save(2, 'second')).toMatchObject({ ok: true, value: { revision: 3 } })
  refuseLate()
  await until(() => state().waiting.unconfirmed === 2 && kiosk.asked('configurations:save').length === 2)
  const drafts = () => kiosk.asked('configurations:save').map((input) => (input as Input<'configurations:save'>).draft)
  const copy = drafts().at(-1)
  expect(copy).toMatchObject({ name: 'second', revision: 0 })
  expect(copy?.id).not.toBe(id)
  await save(3, 'third')
  await until(() => drafts().at(-1)?.name === 'third', 'the third')
  expect(drafts().at(-1)).toMatchObject({ id: copy?.id, name: 'third' })
  expect(drafts().filter((draft) => draft.id === id)).toHaveLength(1)
})

it('[E1] tells the next shopper nothing of what could not be confirmed to the one before', async () => {
  kiosk.store.answer('visits:end', () => ({ ok: true, value: { reason: 'shopper', parkedCode: null } }))
  kiosk.store.answer('visits:set-language', () => 'silence')
  await kiosk.show(visitView(1))
  const speaking = kiosk.ask('visit:language', { epoch: 1, lang: 'en' })
  await until(() => kiosk.asked('visits:set-language').length === 1)
  await patienceRunsOut()
  await speaking
  await kiosk.ask('visit:end', { epoch: 1 })
  kiosk.store.answer('visits:set-language', () => ({ ok: false, error: { code: 'no-such-visit' } }))
  await kiosk.cut()
  await until(() => kiosk.asked('visits:end').length === 1)
  await until(() => state().waiting.count === 0)
  expect(state().waiting.unconfirmed).toBe(0)
})

it('[E2] ends what the store server still has on it before it hands over what began since', async () => {
  takesOver()
  kiosk.store.answer('visits:begin', () => 'silence')
  await kiosk.ask('visit:begin', { lang: 'ko' })
  const mine = state().visit?.id
  let ended = false
  kiosk.store.answer('visits:end', () => {
    ended = true
    return { ok: true, value: { reason: 'timeout', parkedCode: null } }
  })
  const lost = memberVisit(7)
  kiosk.tell([{ kind: 'visit', id: lost.id, value: lost }])
  await until(() => ended)
  expect(kiosk.asked('visits:end')).toMatchObject([{ visitId: lost.id, reason: 'timeout' }])
  expect(state().visit).toMatchObject({ id: mine, customer: null })
  takesOver()
  await kiosk.cut()
  await until(() => kiosk.asked('visits:begin').length >= 2)
  const begun = kiosk.asked('visits:begin') as Input<'visits:begin'>[]
  expect(new Set(begun.map((input) => JSON.stringify(input))).size).toBe(1)
})

it('[E2] says goodbye without a code while nobody hears of it, and forgets the goodbye as ever', async () => {
  kiosk.store.answer('visits:end', () => 'silence')
  await kiosk.show(memberVisit(1))
  await kiosk.ask('visit:end', { epoch: 1 })
  expect(state().goodbye).toMatchObject({ waits: false, parkedCode: null })
  await patienceRunsOut()
  await until(() => state().goodbye?.waits === true)
  kiosk.time.pass(GOODBYE_MS)
  expect(state().goodbye).toBeNull()
})

it('[E2] a visit without its store server ends by its own clock', async () => {
  await kiosk.store.stop()
  await until(() => state().link !== 'online')
  await kiosk.ask('visit:begin', { lang: 'ko' })
  kiosk.time.pass(VISIT_LIMITS.L0.warnAfterMs)
  expect(state().warning).not.toBeNull()
  kiosk.time.pass(VISIT_LIMITS.L0.countdownMs)
  expect(state()).toMatchObject({ visit: null, goodbye: { reason: 'timeout' } })
  await until(() => state().waiting.count === 2)
})

it('[V3] a kiosk that is too old says so, and asks for a newer version', async () => {
  kiosk.store.refuseWith({ code: 'protocol-too-old' })
  await kiosk.cut()
  await until(() => state().link === 'too-old')
  expect(kiosk.updatesWanted()).toBeGreaterThan(0)
})

it('[S2] tells the office of files that were damaged, and how long the oldest command waits', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dangol-damaged-'))
  const files = openKioskFiles(folder, KIOSK)
  files.cache.close()
  files.outboxStore.close()
  for (const name of ['kiosk-1.sqlite', 'kiosk-1.outbox.sqlite'])
    writeFileSync(join(folder, name), 'no database at all '.repeat(500))
  const damaged = openTestKiosk({ folder })
  damaged.store.answer('visits:begin', () => 'silence')
  await damaged.online()
  await damaged.ask('visit:begin', { lang: 'ko' })
  damaged.time.pass(15_000)
  await until(() => damaged.asked('devices:report').length >= 2)
  expect(damaged.asked('devices:report').at(-1)).toMatchObject({
    outboxLength: 1,
    self: { startedOver: 2, cursor: { epoch: 'e' }, oldestWaitingMs: expect.any(Number) as number },
  })
  await damaged.close()
})
