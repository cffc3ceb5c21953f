import type { ConfigurationId, VisitId } from '@dangol/domain/ids/ids.ts'
import { ConfigModelSchema } from '@dangol/protocol/catalogue.ts'
import { HANDOVER_LASTS_MS } from '@dangol/protocol/handovers.ts'
import type { Handover } from '@dangol/protocol/handovers.ts'
import type { Answer, RequestName } from '@dangol/protocol/requests.ts'
import type { Topic } from '@dangol/protocol/sync.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import { createPhone } from '../../testing/member-code.ts'
import { MUG, mugOf } from '../../testing/small-shop.ts'
import { callerOf } from '../../testing/store-core.ts'
import { JIWOO, memberFeed } from '../../testing/store-server.ts'
import { openWiredStore } from '../../testing/wired-store.ts'
import type { WiredStore } from '../../testing/wired-store.ts'
import { OUTCOME_LASTS_MS } from './offers.ts'

const kiosk = callerOf('kiosk', 'kiosk-1')
const otherKiosk = callerOf('kiosk', 'kiosk-2')
const tablet = callerOf('tablet', 'tablet-1', 'jieun')
const colleague = callerOf('tablet', 'tablet-2', 'minho')
const phone = createPhone('a1a1a1a1a1a1a1a1')
const CONSENTS = { 'recog.kiosk': 'granted', 'config.sync.store': 'granted', 'assist.notify': 'granted' } as const

const valueOf = <N extends RequestName>(answer: Answer<N>) =>
  answer.ok ? answer.value : expect.fail(`refused: ${answer.error.code}`)

let store: WiredStore
const command = () => ({ commandId: store.commandId() })
const newId = <T extends string>() => store.commandId() as unknown as T

beforeEach(async () => {
  store = await openWiredStore([
    ...memberFeed({ consents: CONSENTS }, [phone]),
    { feed: 'model', value: ConfigModelSchema.parse(mugOf(2)) },
  ])
  for (const caller of [kiosk, otherKiosk, tablet, colleague]) store.features.devices.connected(caller)
})

const begin = async (customerId: typeof JIWOO | null = null): Promise<VisitId> =>
  valueOf(await store.handlers['visits:begin-for'](tablet, { ...command(), customerId, lang: 'ko' })).id
async function saved(visitId: VisitId, over: { name?: string; secret?: boolean; colour?: string } = {}) {
  const { name = '', secret = false, colour = 'blue' } = over
  const draft = {
    ...{ id: newId<ConfigurationId>(), familyId: MUG, modelVersion: 2, revision: 0, personaId: null },
    ...{ name, secret, choices: { kind: 'table', colour } },
  }
  return valueOf(await store.handlers['configurations:save'](tablet, { ...command(), visitId, draft })).id
}
const send = (
  visitId: VisitId,
  configurationIds: ConfigurationId[],
  { from = tablet, to = kiosk, handoverId = newId<string>() } = {},
) =>
  store.handlers['handovers:send'](from, { ...command(), visitId, handoverId, kioskId: to.deviceId, configurationIds })
const take = (handoverId: string, on = kiosk) =>
  store.handlers['handovers:take'](on, { ...command(), handoverId, lang: 'en' })
const decline = (handoverId: string, on = kiosk) =>
  store.handlers['handovers:decline'](on, { ...command(), handoverId })
const withdraw = (handoverId: string, on = tablet) =>
  store.handlers['handovers:withdraw'](on, { ...command(), handoverId })
const offered = async (o: Parameters<typeof saved>[1] = {}): Promise<Handover> => {
  const visitId = await begin()
  return valueOf(await send(visitId, [await saved(visitId, o)]))
}
const NO_SUCH = { ok: false, error: { code: 'no-such-handover' } }
/** Hand-overs as a device that starts over would have them. */
const shownOn = (topic: Topic): Handover[] =>
  store.features.handovers.snapshot(topic).flatMap((put) => (put.kind === 'handover' ? [put.value] : []))
const rows = (table: string) => store.db.prepare(`select * from ${table}`).all()

describe('an offer', () => {
  test('[HS1] shows on the kiosk and on the tablet that sent it, and nowhere else', async () => {
    const offer = await offered()
    expect(offer).toMatchObject({
      from: { id: 'jieun', deviceId: 'tablet-1' },
      ...{ kioskId: 'kiosk-1', count: 1, state: 'offered', expiresAt: store.time.nowMs() + HANDOVER_LASTS_MS },
    })
    expect(shownOn('kiosk:kiosk-1')).toEqual([offer])
    expect(shownOn('kiosk:tablet-1')).toEqual([offer])
    expect([...shownOn('kiosk:kiosk-2'), ...shownOn('kiosk:tablet-2'), ...shownOn('floor')]).toEqual([])
    expect(store.typesOn('kiosk:kiosk-1')).toEqual(['handover.offered'])
  })

  test('[HS1] is of a visit that the caller may act in, and of its configurations only', async () => {
    const visitId = await begin()
    const mug = await saved(visitId)
    expect(await send(visitId, [mug], { from: colleague })).toMatchObject({ error: { code: 'no-such-visit' } })
    const unknown = newId<ConfigurationId>()
    expect(await send(visitId, [mug, unknown])).toMatchObject({ error: { code: 'no-such-configuration' } })
    expect(rows('handovers')).toEqual([])
  })

  test('[HS1] is never of a secret present or of what was discarded', async () => {
    const visitId = await begin(JIWOO)
    const present = await saved(visitId, { secret: true })
    const gone = await saved(visitId)
    await store.handlers['configurations:discard'](tablet, { ...command(), visitId, configurationId: gone })
    for (const id of [present, gone]) {
      expect(await send(visitId, [id])).toMatchObject({ error: { code: 'no-such-configuration' } })
    }
  })

  test('[HS1] needs a kiosk that is there, and one offer at a time', async () => {
    const visitId = await begin()
    const mug = await saved(visitId)
    const nowhere = callerOf('kiosk', 'kiosk-9')
    for (const to of [nowhere, colleague, tablet]) {
      expect(await send(visitId, [mug], { to })).toMatchObject({ error: { code: 'no-such-kiosk' } })
    }
    store.features.devices.disconnected(otherKiosk)
    expect(await send(visitId, [mug], { to: otherKiosk })).toMatchObject({ error: { code: 'no-such-kiosk' } })
    const first = valueOf(await send(visitId, [mug]))
    expect(await send(visitId, [mug])).toMatchObject({ error: { code: 'kiosk-taken' } })
    await decline(first.id)
    expect((await send(visitId, [mug])).ok).toBe(true)
  })

  test('[HS1] cannot be made without end', async () => {
    const visitId = await begin()
    const mug = await saved(visitId)
    for (let times = 0; times < 12; times++) await withdraw(valueOf(await send(visitId, [mug])).id)
    expect(await send(visitId, [mug])).toMatchObject({ error: { code: 'too-many-handovers' } })
    store.time.advance(60_001)
    expect((await send(visitId, [mug])).ok).toBe(true)
  })

  test('[HS1] an id that is taken is not a way into another offer', async () => {
    const offer = await offered()
    const visitId = store.features.visits.desk.openOn(tablet.deviceId)?.id ?? expect.fail('no visit')
    const second = valueOf(await send(visitId, [await saved(visitId)], { to: otherKiosk, handoverId: offer.id }))
    expect(second.id).not.toBe(offer.id)
    expect(shownOn('kiosk:kiosk-1')).toEqual([offer])
  })
})

describe('yes', () => {
  test('[HS1] begins a visit of level L1 with the things and nobody’s name', async () => {
    const visitId = await begin(JIWOO)
    const first = await saved(visitId, { name: '지우의 것', colour: 'blue' })
    const second = await saved(visitId, { name: '엄마 것', colour: 'gold' })
    const offer = valueOf(await send(visitId, [first, second]))
    const visit = valueOf(await take(offer.id))
    expect(visit).toMatchObject({ deviceId: 'kiosk-1', level: 'L1', lang: 'en', customer: null })
    expect(visit.configurations.map(({ name, choices }) => [name, choices['colour']])).toEqual([
      ['', 'blue'],
      ['', 'gold'],
    ])
    // Of the kiosk's visit itself: whatever becomes of the originals.
    expect(visit.configurations.some(({ id }) => id === first || id === second)).toBe(false)
    expect(JSON.stringify(visit)).not.toContain('지우')
  })

  test('[HS1] keeps a name that was given without anybody being known', async () => {
    const offer = await offered({ name: '거실' })
    expect(valueOf(await take(offer.id)).configurations).toMatchObject([{ name: '거실' }])
  })

  test('[HS1] adds to the visit that is open there, and a member keeps their level', async () => {
    const offer = await offered()
    await store.handlers['visits:begin'](kiosk, { ...command(), lang: 'ko' })
    expect(valueOf(await take(offer.id))).toMatchObject({ epoch: 1, level: 'L1', lang: 'ko' })
    const visitId = store.features.visits.desk.openOn(tablet.deviceId)?.id ?? expect.fail('no visit')
    const again = valueOf(await send(visitId, [await saved(visitId)], { to: otherKiosk }))
    const text = phone.codeAt(store.time.nowMs())
    await store.handlers['recognition:scan'](otherKiosk, { ...command(), text, lang: 'ko', takeOver: false })
    expect(valueOf(await take(again.id, otherKiosk))).toMatchObject({ level: 'L2', customer: { maskedName: '김*우' } })
  })

  test('[HS1] lays the same thing once, and what the member there has already not at all', async () => {
    const visitId = await begin(JIWOO)
    const mug = await saved(visitId)
    const text = phone.codeAt(store.time.nowMs())
    await store.handlers['recognition:scan'](otherKiosk, { ...command(), text, lang: 'ko', takeOver: false })
    const toMember = valueOf(await take(valueOf(await send(visitId, [mug], { to: otherKiosk })).id, otherKiosk))
    expect(toMember.configurations.map(({ id }) => id)).toEqual([mug])
    await take(valueOf(await send(visitId, [mug])).id)
    expect(valueOf(await take(valueOf(await send(visitId, [mug])).id)).configurations).toHaveLength(1)
  })

  test('[HS1] works once, on that kiosk, in that minute', async () => {
    const offer = await offered()
    expect(await take(offer.id, otherKiosk)).toEqual(NO_SUCH)
    expect((await take(offer.id)).ok).toBe(true)
    expect(await take(offer.id)).toEqual(NO_SUCH)
    expect(shownOn('kiosk:kiosk-1')).toEqual([])
    expect(shownOn('kiosk:tablet-1')).toMatchObject([{ id: offer.id, state: 'taken' }])
  })

  test('[HS1] still works when the associate’s own visit is over', async () => {
    const offer = await offered()
    const visitId = store.features.visits.desk.openOn(tablet.deviceId)?.id ?? expect.fail('no visit')
    await store.handlers['visits:end'](tablet, { ...command(), visitId, reason: 'associate' })
    expect(valueOf(await take(offer.id)).configurations).toMatchObject([{ choices: { colour: 'blue' } }])
  })

  test('[HS1] what was taken and not finished waits behind a code when the shopper leaves', async () => {
    const { id } = valueOf(await take((await offered()).id))
    const end = valueOf(await store.handlers['visits:end'](kiosk, { ...command(), visitId: id, reason: 'shopper' }))
    expect(end.parkedCode).toMatch(/^[0-9A-Z*~$=]{13}$/)
  })

  test('[HS1] said twice is done once', async () => {
    const offer = await offered()
    const said = { ...command(), handoverId: offer.id, lang: 'ko' as const }
    const answers = [
      await store.handlers['handovers:take'](kiosk, said),
      await store.handlers['handovers:take'](kiosk, said),
    ]
    expect(answers[1]).toEqual(answers[0])
  })
})

describe('no, and silence', () => {
  test('[HS1] the shopper declines, the tablet sees it and then forgets', async () => {
    const offer = await offered()
    expect(await decline(offer.id, otherKiosk)).toEqual(NO_SUCH)
    expect((await decline(offer.id)).ok).toBe(true)
    expect(shownOn('kiosk:kiosk-1')).toEqual([])
    expect(shownOn('kiosk:tablet-1')).toMatchObject([{ state: 'declined' }])
    expect(rows('handover_things')).toEqual([])
    store.time.advance(OUTCOME_LASTS_MS)
    expect(rows('handovers')).toEqual([])
    expect(store.typesOn('kiosk:tablet-1').at(-1)).toBe('handover.forgotten')
  })

  test('[HS1] after a minute it is over, on both devices', async () => {
    const offer = await offered()
    store.time.advance(HANDOVER_LASTS_MS - 1)
    expect(shownOn('kiosk:kiosk-1')).toHaveLength(1)
    store.time.advance(1)
    expect(shownOn('kiosk:kiosk-1')).toEqual([])
    expect(shownOn('kiosk:tablet-1')).toMatchObject([{ state: 'expired' }])
    expect(await take(offer.id)).toEqual(NO_SUCH)
    expect(rows('handover_things')).toEqual([])
  })

  test('[A21] [HS1] a clock that is set back gives nobody more time', async () => {
    const offer = await offered()
    store.time.set(-3_600_000)
    store.time.advance(HANDOVER_LASTS_MS)
    expect(await take(offer.id)).toEqual(NO_SUCH)
  })

  test('[HS1] a restart in between does not prolong it', async () => {
    const offer = await offered()
    store.features.handovers.stop()
    store.time.advance(HANDOVER_LASTS_MS + 5_000)
    expect(await take(offer.id)).toEqual(NO_SUCH)
    store.features.handovers.resume()
    store.time.advance(0)
    expect(shownOn('kiosk:kiosk-1')).toEqual([])
    expect(shownOn('kiosk:tablet-1')).toMatchObject([{ state: 'expired' }])
  })

  test('[HS1] what no timer reached is tidied', async () => {
    await offered()
    store.features.handovers.stop()
    store.time.advance(HANDOVER_LASTS_MS)
    store.tidy()
    expect(shownOn('kiosk:kiosk-1')).toEqual([])
  })

  test('[HS1] is withdrawn by whoever sent it, from where they sent it', async () => {
    const offer = await offered()
    const onTheSameTablet = callerOf('tablet', 'tablet-1', 'minho')
    for (const other of [colleague, onTheSameTablet]) expect(await withdraw(offer.id, other)).toEqual(NO_SUCH)
    expect((await withdraw(offer.id)).ok).toBe(true)
    expect(rows('handovers')).toEqual([])
    expect(await take(offer.id)).toEqual(NO_SUCH)
  })
})

describe('what is left', () => {
  test('[A7] [HS1] the next shopper is not offered what was sent to the one before, and nothing is remembered', async () => {
    const offer = await offered()
    const visit = valueOf(await store.handlers['visits:begin'](kiosk, { ...command(), lang: 'ko' }))
    await store.handlers['visits:end'](kiosk, { ...command(), visitId: visit.id, reason: 'shopper' })
    expect(shownOn('kiosk:kiosk-1')).toEqual([])
    expect(await take(offer.id)).toEqual(NO_SUCH)
    expect(shownOn('kiosk:tablet-1')).toMatchObject([{ state: 'expired' }])
  })

  test('[HS1] a taken offer and every copy go with the visit of the kiosk', async () => {
    const { id } = valueOf(await take((await offered()).id))
    await store.handlers['visits:end'](kiosk, { ...command(), visitId: id, reason: 'shopper' })
    expect([...rows('handovers'), ...rows('handover_things'), ...rows('visit_copies')]).toEqual([])
  })

  test('[HS1] every step is on record, without a name', async () => {
    const offer = await offered({ name: '비밀 이름' })
    await take(offer.id)
    const record = store.db
      .prepare<[], { what: string; result: string }>(
        "select what, result from access_log where what like 'handovers.%'",
      )
      .all()
    expect(record).toEqual([
      { what: 'handovers.send', result: 'to kiosk-1' },
      { what: 'handovers.take', result: 'from tablet-1' },
    ])
    expect(JSON.stringify(rows('access_log'))).not.toContain('비밀')
  })
})
