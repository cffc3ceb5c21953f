import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until } from '@dangol/client/testing/until.ts'
import type { ConfigurationId } from '@dangol/domain/ids/ids.ts'
import { createPhone } from '@dangol/server/src/testing/member-code.ts'
import { SOCKS, mugOf, smallSkus, smallStore } from '@dangol/server/src/testing/small-shop.ts'
import { JIWOO, memberFeed, mirrored, startTestStore } from '@dangol/server/src/testing/store-server.ts'
import type { TestStore } from '@dangol/server/src/testing/store-server.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { KIOSK, bytesIn, interruptible, openRealKiosk } from './real-kiosk.ts'
import type { RealKiosk } from './real-kiosk.ts'

const phone = createPhone('a1a1a1a1a1a1a1a1')
const LONG_MS = 15_000
let store: TestStore
let server: ReturnType<typeof interruptible>
let folder: string
let kiosk: RealKiosk

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dangol-alone-'))
  store = await startTestStore(
    [
      ...memberFeed({ id: JIWOO, name: '김지우' }, [phone]),
      { feed: 'model', value: structuredClone(mugOf(1)) as never },
      ...smallSkus.map((value) => ({ feed: 'sku' as const, value })),
      { feed: 'stock', value: { sku: SOCKS, locationId: smallStore.home, onHand: 3, held: 0 } },
    ],
    { store: smallStore },
  )
  await mirrored(store)
  server = interruptible(store)
  kiosk = openRealKiosk(store, folder)
  await until(() => state().link === 'online' && state().catalogueVersion !== null, 'the catalogue', LONG_MS)
})
afterEach(async () => {
  kiosk.host.close()
  await server.end()
  rmSync(folder, { recursive: true, force: true })
})

const state = () => kiosk.host.state()
const visit = () => state().visit
const epoch = () => state().epoch
const socks = { kind: 'stocked' as const, sku: SOCKS }
const isThere = (): Promise<void> => until(() => state().link === 'online', 'the line', LONG_MS)
async function isGone(): Promise<void> {
  await server.stop()
  await until(() => state().link === 'offline', 'the line to fall', LONG_MS)
}
const isTold = (): Promise<void> =>
  until(() => state().waiting.count === 0 && state().link === 'online', 'all told', LONG_MS)

async function save(name: string, colour: string, over: { id: ConfigurationId; revision: number } | null = null) {
  const choices = { kind: 'table', colour }
  const draft = { familyId: mugOf(1).id, modelVersion: 1, choices, name, personaId: null, secret: false }
  const answer = await kiosk.ask('configuration:save', { epoch: epoch(), ...draft, id: null, revision: 0, ...over })
  if (!answer.ok) throw new Error(answer.error.code)
  return answer.value
}
const add = (item: typeof socks | { kind: 'configured'; configurationId: ConfigurationId }, quantity = 1) =>
  kiosk.ask('cart:add', { epoch: epoch(), item, quantity, fulfilment: null })
/** The visit as the store server has it. */
function atTheServer() {
  const row = store.deps.db
    .prepare<[], { id: string; epoch: number; endedAt: number | null; reason: string | null }>(
      'select id, epoch, ended_at as endedAt, end_reason as reason from visits order by epoch desc limit 1',
    )
    .get()
  const units = store.deps.db.prepare<[], { units: number }>(
    'select coalesce(sum(quantity), 0) as units from cart_lines',
  )
  return { ...row, units: units.get()?.units }
}

describe('without its store server a kiosk', () => {
  test('[E2] begins a visit, configures, prices and fills the cart; all of it is the server’s when that is back', async () => {
    await isGone()
    expect(await kiosk.ask('visit:begin', { lang: 'ko' })).toEqual({ ok: true, value: null })
    expect(visit()).toMatchObject({ epoch: 1, level: 'L0', deviceId: KIOSK })
    const quoted = await kiosk.ask('configuration:quote', {
      familyId: mugOf(1).id,
      modelVersion: 1,
      choices: { kind: 'table', colour: 'blue' },
    })
    const mug = await save('내 컵', 'blue')
    expect(mug).toMatchObject({ revision: 1, validity: { state: 'valid' }, promise: null })
    expect(quoted).toMatchObject({ ok: true, value: { price: mug.price, canonicalKey: mug.canonicalKey } })
    const again = await save('내 컵', 'red', { id: mug.id, revision: mug.revision })
    expect(await add({ kind: 'configured', configurationId: mug.id })).toEqual({ ok: true, value: null })
    await add(socks, 2)
    await add(socks)
    expect(await kiosk.ask('visit:language', { epoch: 1, lang: 'en' })).toEqual({ ok: true, value: null })
    expect(await kiosk.ask('visit:step', { epoch: 1, step: 'cart' })).toEqual({ ok: true, value: null })
    const alone = visit()
    expect(alone).toMatchObject({ lang: 'en', cart: { units: 4, lines: [{ promise: null }, { promise: null }] } })
    expect(alone?.configurations).toMatchObject([{ id: mug.id, revision: 2, canonicalKey: again.canonicalKey }])
    expect(state().waiting).toMatchObject({ count: 7, unconfirmed: 0 })

    await server.start()
    await isTold()
    expect(visit()).toMatchObject({ id: alone?.id, epoch: 1, lang: 'en', cart: { units: 4, total: alone?.cart.total } })
    expect(visit()?.configurations).toMatchObject([{ id: mug.id, revision: 2, price: again.price, sku: again.sku }])
    expect(visit()?.cart.lines.every(({ promise }) => promise !== null)).toBe(true)
    expect(atTheServer()).toMatchObject({ id: alone?.id, epoch: 1, endedAt: null, units: 4 })
    // Nothing that was on the screen ever left it on the way.
    const since = kiosk.shown.slice(kiosk.shown.findIndex((each) => each.visit?.cart.units === 4))
    for (const each of since) expect(each.visit).toMatchObject({ epoch: 1, cart: { units: 4 } })
  })

  test('[O3] refuses to order and to recognise anybody, and says that what it needs is not there', async () => {
    await isGone()
    await kiosk.ask('visit:begin', { lang: 'ko' })
    await add(socks)
    const acceptedTotal = visit()?.cart.total ?? { minor: 0, currency: 'KRW' as const }
    expect(await kiosk.ask('order:place', { epoch: 1, acceptedTotal })).toEqual({
      ok: false,
      error: { code: 'unavailable' },
    })
    const scan = { text: phone.codeAt(store.time.nowMs()), lang: 'ko' as const, takeOver: false }
    expect(await kiosk.ask('visit:scan', scan)).toEqual({ ok: false, error: { code: 'unavailable' } })
    await server.start()
    await isTold()
    expect(await kiosk.ask('order:place', { epoch: 1, acceptedTotal })).toMatchObject({ ok: true, value: { units: 1 } })
  })

  test('[E2] ends its visit, promises no code, and hands it over when the server is back', async () => {
    await isGone()
    await kiosk.ask('visit:begin', { lang: 'ko' })
    await save('내 컵', 'blue')
    await kiosk.ask('visit:end', { epoch: 1 })
    await until(() => state().goodbye?.waits === true)
    expect(state()).toMatchObject({ visit: null, goodbye: { parkedCode: null }, waiting: { count: 3 } })
    await kiosk.ask('visit:begin', { lang: 'en' })
    expect(visit()).toMatchObject({ epoch: 2, configurations: [] })
    const second = visit()?.id
    await server.start()
    await isTold()
    expect(atTheServer()).toMatchObject({ id: second, epoch: 2, endedAt: null })
    expect(visit()?.id).toBe(second)
  })
})

describe('a visit that loses its store server', () => {
  test('[E2] shows the same before, during and after, and nothing of it is lost', async () => {
    await kiosk.ask('visit:begin', { lang: 'ko' })
    await isTold()
    const mug = await save('내 컵', 'blue')
    await add(socks, 2)
    await until(() => visit()?.cart.units === 2)
    const line = visit()?.cart.lines[0]
    await isGone()
    expect(visit()).toMatchObject({ cart: { units: 2 }, configurations: [{ id: mug.id }] })
    await add({ kind: 'configured', configurationId: mug.id })
    const seen = { quantity: 2, fulfilment: line?.fulfilment ?? ('pick-up' as const) }
    const change = { epoch: 1, lineId: line?.id as never, quantity: 3, fulfilment: seen.fulfilment, seen }
    expect(await kiosk.ask('cart:change', change)).toEqual({ ok: true, value: null })
    expect(visit()?.cart.units).toBe(4)
    await server.start()
    await isTold()
    expect(visit()?.cart).toMatchObject({ units: 4 })
    expect(atTheServer()).toMatchObject({ epoch: 1, units: 4, endedAt: null })
    const since = kiosk.shown.slice(kiosk.shown.findIndex((each) => each.visit?.cart.units === 4))
    for (const each of since) expect(each.visit?.cart.units).toBe(4)
    expect(state().waiting).toEqual({ count: 0, since: null, unconfirmed: 0 })
  })

  test('[E3] and has a name, keeps what was begun in memory only, and hands it over', async () => {
    kiosk.read(phone.codeAt(store.time.nowMs()))
    await until(() => visit()?.level === 'L2')
    await isGone()
    await save('Kanarienvogel-Q7', 'blue')
    expect(state().waiting.count).toBe(1)
    for (const word of ['Kanarienvogel-Q7', '김*우']) expect(bytesIn(folder)).not.toContain(word)
    await server.start()
    await isTold()
    expect(visit()?.configurations.map(({ name }) => name)).toContain('Kanarienvogel-Q7')
    expect(bytesIn(folder)).not.toContain('Kanarienvogel-Q7')
  })

  test('[E3] and gets a name later, leaves nothing of what it began on the disk', async () => {
    await isGone()
    await kiosk.ask('visit:begin', { lang: 'ko' })
    await save('Kanarienvogel-Q7', 'blue')
    expect(bytesIn(folder)).toContain('Kanarienvogel-Q7')
    await server.start()
    await isTold()
    kiosk.read(phone.codeAt(store.time.nowMs()))
    await until(() => visit()?.level === 'L2', 'the member', LONG_MS)
    expect(bytesIn(folder)).not.toContain('Kanarienvogel-Q7')
  })
})

describe('a kiosk that is switched off in a visit', () => {
  test('[E1] begins with nobody, ends what it had begun, and hands over what waited', async () => {
    await isGone()
    await kiosk.ask('visit:begin', { lang: 'ko' })
    await save('내 컵', 'blue')
    await add(socks)
    const before = visit()?.id
    kiosk.host.close()
    kiosk = openRealKiosk(store, folder)
    expect(state()).toMatchObject({ visit: null, goodbye: null })
    await until(() => state().waiting.count === 4, 'the end to be kept', LONG_MS)
    await kiosk.ask('visit:begin', { lang: 'en' })
    expect(epoch()).toBe(2)
    await server.start()
    await isThere()
    await isTold()
    const ended = store.deps.db
      .prepare<[string], { reason: string }>('select end_reason as reason from visits where id = ?')
      .get(before ?? '')
    expect(ended).toEqual({ reason: 'timeout' })
    expect(atTheServer()).toMatchObject({ id: visit()?.id, epoch: 2, endedAt: null })
    for (const each of kiosk.shown) expect(each.visit?.id).not.toBe(before)
  })

  test('[E1] a visit with a name is ended by the kiosk that comes back, before anything new begins', async () => {
    kiosk.read(phone.codeAt(store.time.nowMs()))
    await until(() => visit()?.level === 'L2')
    const before = visit()?.id
    await isGone()
    kiosk.host.close()
    kiosk = openRealKiosk(store, folder)
    await kiosk.ask('visit:begin', { lang: 'en' })
    const mine = visit()?.id
    await server.start()
    await isTold()
    expect(visit()).toMatchObject({ id: mine, customer: null })
    const ended = store.deps.db
      .prepare<[string], { reason: string }>('select end_reason as reason from visits where id = ?')
      .get(before ?? '')
    expect(ended).toEqual({ reason: 'timeout' })
    expect(atTheServer()).toMatchObject({ id: mine, endedAt: null })
  })
})
