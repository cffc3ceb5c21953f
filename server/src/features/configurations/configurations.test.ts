import { describe, expect, it } from 'vitest'
import type { ConfigurationId, CustomerId, PersonaId } from '@dangol/domain/ids/ids.ts'
import { canonicalKey } from '@dangol/domain/configurations/canonical-key.ts'
import { makeRc1, parseRc1 } from '@dangol/domain/recognition/rc1.ts'
import type { ConfigurationDraft, ConfigurationView } from '@dangol/protocol/configurations.ts'
import type { ShopConfiguration } from '@dangol/protocol/shop.ts'
import type { OpenVisit } from '../../ports/visits.ts'
import { kiosk, openGoodsFloor, otherKiosk } from '../../testing/goods-floor.ts'
import type { GoodsFloor } from '../../testing/goods-floor.ts'
import { mugOf } from '../../testing/small-shop.ts'
import { asId } from '../../testing/store-core.ts'

const SEOYEON = asId<CustomerId>('a'.repeat(32))
const JIHO = asId<CustomerId>('b'.repeat(32))
const HOUR_MS = 60 * 60_000

function openFloor() {
  const floor = openGoodsFloor()
  floor.stockUp()
  return floor
}

const save = (floor: GoodsFloor, visit: OpenVisit, draft: ConfigurationDraft, on = kiosk) =>
  floor.configurations.handlers['configurations:save'](on, { ...floor.command(), visitId: visit.id, draft }) as
    { ok: true; value: ConfigurationView } | { ok: false; error: { code: string } }

function saved(floor: GoodsFloor, visit: OpenVisit, draft: ConfigurationDraft): ConfigurationView {
  const answer = save(floor, visit, draft)
  if (!answer.ok) throw new Error(answer.error.code)
  return answer.value
}

/** A document as the shop's feed brings it. */
const fromShop = (floor: GoodsFloor, over: Partial<ShopConfiguration> = {}): ShopConfiguration => ({
  ...floor.mug(),
  revision: 1,
  customerId: SEOYEON,
  origin: 'online',
  savedAt: floor.time.nowMs(),
  code: null,
  codeExpiresAt: null,
  discarded: false,
  ...over,
})
const seen = (floor: GoodsFloor, visit: OpenVisit) => {
  const ids = floor.configurations.configurationsOf(visit).map(({ id }) => id)
  expect(floor.configurations.countOf(visit)).toBe(ids.length)
  return ids
}
const teapotDraft = ({ id, familyId, revision }: ShopConfiguration) => ({ id, familyId, revision })
const draftOf = (view: ConfigurationView): ConfigurationDraft => {
  const { id, familyId, modelVersion, revision, name, personaId, secret, choices } = view
  return { id, familyId, modelVersion, revision, name, personaId, secret, choices }
}

describe('saving a draft', () => {
  it("answers with the server's own price, key, SKU and date", () => {
    const floor = openFloor()
    const view = saved(floor, floor.enter(kiosk), floor.mug({ choices: { kind: 'travel', colour: 'blue' } }))
    const key = canonicalKey(mugOf(2), { kind: 'travel', colour: 'blue' })
    expect(view).toMatchObject({
      revision: 1,
      origin: 'kiosk',
      price: { minor: 27_000, currency: 'KRW' },
      canonicalKey: key,
      sku: `MG-${key.slice(0, 8)}`,
      validity: { state: 'valid', changes: [] },
      promise: { basis: 'capable-to-promise' },
    })
  })

  it('is possible while choices are missing or clash, without key and date', () => {
    const floor = openFloor()
    const visit = floor.enter(kiosk)
    expect(saved(floor, visit, floor.mug({ choices: { kind: 'table' } }))).toMatchObject({
      validity: { state: 'incomplete' },
      canonicalKey: null,
      sku: null,
      promise: null,
    })
    expect(saved(floor, visit, floor.mug({ choices: { kind: 'travel', colour: 'gold' } }))).toMatchObject({
      validity: { state: 'invalid' },
      promise: null,
    })
  })

  it('refuses a revision that somebody else has overtaken, and changes nothing', () => {
    const floor = openFloor()
    const visit = floor.enter(kiosk)
    const first = saved(floor, visit, floor.mug())
    saved(floor, visit, { ...draftOf(first), name: '아침 컵' })
    expect(save(floor, visit, { ...draftOf(first), name: '저녁 컵' })).toMatchObject({
      error: { code: 'stale-revision' },
    })
    expect(floor.configurations.configurationsOf(visit)).toMatchObject([{ name: '아침 컵', revision: 2 }])
  })

  it('refuses what no model can mean', () => {
    const floor = openFloor()
    const visit = floor.enter(kiosk)
    const code = (draft: ConfigurationDraft) => {
      const answer = save(floor, visit, draft)
      return answer.ok ? 'saved' : answer.error.code
    }
    expect(code(floor.mug({ familyId: asId('teapot') }))).toBe('unknown-family')
    expect(code(floor.mug({ modelVersion: 7 }))).toBe('unknown-model-version')
    expect(code(floor.mug({ choices: { colour: 'plaid' } }))).toBe('malformed-choices')
    expect(code(floor.mug({ choices: { lid: 'yes' } }))).toBe('malformed-choices')
    expect(code(floor.mug({ choices: { name: 'A NAME TOO LONG' } }))).toBe('malformed-choices')
    expect(code(floor.mug({ choices: { name: '' } }))).toBe('saved')
  })

  it('refuses a price or key that was shown otherwise, says the difference and saves nothing', () => {
    const floor = openFloor()
    const visit = floor.enter(kiosk)
    const draft = floor.mug({ choices: { kind: 'travel', colour: 'blue' } })
    const canonical = canonicalKey(mugOf(2), draft.choices)
    const claim = (minor: number, key: string | null) =>
      floor.configurations.handlers['configurations:save'](kiosk, {
        ...floor.command(),
        visitId: visit.id,
        draft,
        claims: { price: { minor, currency: 'KRW' }, canonicalKey: key },
      })
    expect(claim(1, canonical)).toEqual({
      ok: false,
      error: { code: 'claims-differ', detail: 'price 27000 KRW, not 1 KRW' },
    })
    expect(claim(27_000, 'A'.repeat(26))).toMatchObject({
      error: { detail: `key ${canonical}, not ${'A'.repeat(26)}` },
    })
    expect(claim(27_000, null)).toMatchObject({ error: { code: 'claims-differ' } })
    expect(seen(floor, visit)).toEqual([])
    expect(claim(27_000, canonical)).toMatchObject({ ok: true })
  })

  it('takes what a device showed under the version it drew, and answers with what it costs today', () => {
    const floor = openFloor()
    const draft = floor.mug({ modelVersion: 1, choices: { kind: 'travel', colour: 'blue' } })
    const answer = floor.configurations.handlers['configurations:save'](kiosk, {
      ...floor.command(),
      visitId: floor.enter(kiosk).id,
      draft,
      claims: { price: { minor: 25_000, currency: 'KRW' }, canonicalKey: canonicalKey(mugOf(1), draft.choices) },
    })
    expect(answer).toMatchObject({ value: { price: { minor: 27_000 }, validity: { changes: [{ kind: 'price' }] } } })
  })

  it('answers a repeated command with the first outcome', () => {
    const floor = openFloor()
    const visit = floor.enter(kiosk)
    const input = { ...floor.command(), visitId: visit.id, draft: floor.mug() }
    const first = floor.configurations.handlers['configurations:save'](kiosk, input)
    expect(floor.configurations.handlers['configurations:save'](kiosk, input)).toEqual(first)
    expect(seen(floor, visit)).toHaveLength(1)
  })

  it('needs the visit to be open on the device that asks', () => {
    const floor = openFloor()
    const visit = floor.enter(kiosk)
    expect(save(floor, visit, floor.mug(), otherKiosk)).toMatchObject({ error: { code: 'no-such-visit' } })
    floor.leave(visit)
    expect(save(floor, visit, floor.mug())).toMatchObject({ error: { code: 'no-such-visit' } })
  })

  it('of nobody stays with the visit and is not sent anywhere', () => {
    const floor = openFloor()
    const visit = floor.enter(kiosk)
    saved(floor, visit, floor.mug())
    expect(floor.outbox).toEqual([])
    expect(floor.stages.get(visit.id)).toBe('engaged')
    expect(floor.published.map(({ type }) => type)).toEqual(['configuration.saved'])
  })

  it('of somebody who is recognised afterwards becomes theirs with the next save', () => {
    const floor = openFloor()
    const anonymous = floor.enter(kiosk)
    const first = saved(floor, anonymous, floor.mug())
    const visit = floor.raise(anonymous, 'L2', SEOYEON)
    expect(seen(floor, visit)).toEqual([first.id])
    saved(floor, visit, { ...draftOf(first), name: '내 컵' })
    expect(floor.configurations.keptOf(SEOYEON)).toMatchObject([{ id: first.id, name: '내 컵' }])
  })
})

describe("a member's shelf", () => {
  it('holds the own ones and what was changed in the visit, and never a secret gift', () => {
    const floor = openFloor()
    const open = fromShop(floor)
    const gift = fromShop(floor, { secret: true, name: '서프라이즈' })
    const foreign = fromShop(floor, { customerId: JIHO })
    floor.feed(open, gift, foreign)
    const visit = floor.enter(kiosk, 'L2', SEOYEON)
    expect(seen(floor, visit)).toEqual([open.id])
    expect(floor.configurations.find(gift.id, visit)).toBeNull()
    expect(floor.configurations.keptOf(SEOYEON).map(({ id }) => id)).toEqual([open.id])
    expect(save(floor, visit, { ...floor.mug(), id: gift.id })).toMatchObject({
      error: { code: 'not-yours' },
    })
  })

  it('shows a secret gift once its own code opened it, and only in that visit', () => {
    const floor = openFloor()
    const code = codeOf(1)
    const gift = fromShop(floor, {
      secret: true,
      name: '서프라이즈',
      code,
      codeExpiresAt: floor.time.nowMs() + HOUR_MS,
    })
    floor.feed(gift)
    const visit = floor.enter(kiosk, 'L2', SEOYEON)
    const found = floor.configurations.codes.find(code)
    expect(found).toBe(gift.id)
    floor.transact(() => floor.configurations.codes.admit(visit.id, gift.id))
    expect(floor.configurations.configurationsOf(visit)).toMatchObject([
      { id: gift.id, name: '서프라이즈', secret: true },
    ])
    floor.leave(visit)
    expect(seen(floor, floor.enter(kiosk, 'L2', SEOYEON))).toEqual([])
  })

  it("takes a persona only when it is the member's own", () => {
    const floor = openFloor()
    const visit = floor.enter(kiosk, 'L2', SEOYEON)
    const personaId = floor.ids.next<PersonaId>()
    expect(save(floor, visit, floor.mug({ personaId }))).toMatchObject({ error: { code: 'not-yours' } })
    floor.personas.add(personaId)
    expect(saved(floor, visit, floor.mug({ personaId })).personaId).toBe(personaId)
  })

  it('is enqueued for the shop with each save, with the customer and the revision', () => {
    const floor = openFloor()
    const visit = floor.enter(kiosk, 'L2', SEOYEON)
    const first = saved(floor, visit, floor.mug())
    saved(floor, visit, { ...draftOf(first), name: '컵' })
    expect(floor.outbox).toMatchObject([
      { kind: 'configuration', key: first.id, body: { customerId: SEOYEON, revision: 1 } },
      { kind: 'configuration', key: first.id, body: { customerId: SEOYEON, revision: 2, name: '컵' } },
    ])
    expect(Object.keys(floor.outbox[0]?.body ?? {})).not.toContain('visitId')
  })

  it('gives up an own one when it is discarded, and tells the shop', () => {
    const floor = openFloor()
    const own = fromShop(floor)
    floor.feed(own)
    const visit = floor.enter(kiosk, 'L2', SEOYEON)
    const discard = () =>
      floor.configurations.handlers['configurations:discard'](kiosk, {
        ...floor.command(),
        visitId: visit.id,
        configurationId: own.id,
      })
    expect(discard()).toEqual({ ok: true, value: null })
    expect(discard()).toMatchObject({ error: { code: 'no-such-configuration' } })
    expect(seen(floor, visit)).toEqual([])
    expect(floor.outbox).toMatchObject([{ body: { discarded: true, revision: 2 } }])
  })
})

describe('a member who keeps no copies in the store', () => {
  it('sees them for the visit, edits them durably, and leaves nothing behind', () => {
    const floor = openFloor()
    floor.consents.mayKeep = false
    const visit = floor.enter(kiosk, 'L2', SEOYEON)
    const gift = fromShop(floor, { secret: true })
    const [first, second] = [fromShop(floor), fromShop(floor, { name: '둘째' })]
    floor.configurations.adoptForVisit(visit.id, [first, second, gift])
    expect(seen(floor, visit).toSorted()).toEqual([first.id, second.id].toSorted())
    expect(saved(floor, visit, { ...floor.mug(), id: first.id, revision: 1, name: '첫째' }).revision).toBe(2)
    expect(floor.configurations.find(first.id, visit)).toMatchObject({ name: '첫째', revision: 2 })
    expect(save(floor, visit, { ...floor.mug(), id: gift.id })).toMatchObject({ error: { code: 'not-yours' } })
    floor.transact(() => floor.configurations.forgetVisit(visit.id))
    expect(floor.db.prepare('select count(*) as n from configurations').get()).toEqual({ n: 0 })
    expect(floor.db.prepare('select count(*) as n from visit_configurations').get()).toEqual({ n: 0 })
    expect(seen(floor, visit)).toEqual([])
  })
})

describe('a configuration opened by its code (L1)', () => {
  it('is the only thing the visit sees, and says nothing of a person', () => {
    const floor = openFloor()
    const code = codeOf(2)
    const shown = fromShop(floor, {
      personaId: floor.ids.next(),
      secret: true,
      name: 'M에게',
      code,
      codeExpiresAt: floor.time.nowMs() + HOUR_MS,
    })
    floor.feed(shown, fromShop(floor), fromShop(floor, { customerId: JIHO }))
    const visit = floor.enter(kiosk, 'L1')
    floor.transact(() => floor.configurations.codes.admit(visit.id, shown.id))
    expect(floor.configurations.configurationsOf(visit)).toMatchObject([
      { id: shown.id, name: '', personaId: null, secret: false },
    ])
    expect(floor.configurations.configurationsOf(floor.enter(otherKiosk, 'L1'))).toEqual([])
  })

  it('becomes a copy when it is edited; the original stays as it was', () => {
    const floor = openFloor()
    const original = fromShop(floor)
    floor.feed(original)
    const visit = floor.enter(kiosk, 'L1')
    floor.transact(() => floor.configurations.codes.admit(visit.id, original.id))
    const copy = saved(floor, visit, { ...floor.mug(), id: original.id, revision: 1, choices: { kind: 'travel' } })
    expect(copy.id).not.toBe(original.id)
    expect(copy.revision).toBe(1)
    expect(seen(floor, visit).toSorted()).toEqual([original.id, copy.id].toSorted())
    expect(floor.configurations.keptOf(SEOYEON)).toMatchObject([{ id: original.id, revision: 1 }])
    expect(floor.outbox).toEqual([])
    expect(
      floor.configurations.handlers['configurations:discard'](kiosk, {
        ...floor.command(),
        visitId: visit.id,
        configurationId: original.id,
      }),
    ).toMatchObject({ error: { code: 'not-yours' } })
  })

  it("is not found by a wrong, an expired or a discarded one's code", () => {
    const floor = openFloor()
    const [late, gone] = [codeOf(3), codeOf(4)]
    floor.feed(
      fromShop(floor, { code: late, codeExpiresAt: floor.time.nowMs() + HOUR_MS }),
      fromShop(floor, { code: gone, codeExpiresAt: floor.time.nowMs() + HOUR_MS, discarded: true }),
    )
    floor.time.advance(HOUR_MS)
    expect([late, gone, codeOf(5), 'nonsense'].map((code) => floor.configurations.codes.find(code))).toEqual([
      null,
      null,
      null,
      null,
    ])
  })
})

describe('the end of a visit', () => {
  it('parks the newest unfinished draft for 24 hours behind a code, for the phone and for the next kiosk', () => {
    const floor = openFloor()
    const visit = floor.enter(kiosk)
    saved(floor, visit, floor.mug({ name: '첫 번째' }))
    floor.time.advance(1_000)
    const newest = saved(floor, visit, floor.mug({ name: '두 번째' }))
    const code = floor.leave(visit)
    expect(parseRc1(code ?? '')).toBe(code)
    expect(floor.outbox).toMatchObject([
      { key: newest.id, body: { code, codeExpiresAt: floor.time.nowMs() + 24 * HOUR_MS, customerId: null } },
    ])
    expect(floor.configurations.codes.find(`RC1:${code ?? ''}`)).toBe(newest.id)
    expect(floor.db.prepare('select name, visit_id from configurations').all()).toEqual([
      { name: '두 번째', visit_id: null },
    ])
    floor.time.advance(24 * HOUR_MS)
    floor.configurations.sweep()
    expect(floor.db.prepare('select count(*) as n from configurations').get()).toEqual({ n: 0 })
  })

  it('parks nothing when nothing was changed, everything was ordered or all was discarded', () => {
    const floor = openFloor()
    const own = fromShop(floor)
    floor.feed(own)
    expect(floor.leave(floor.enter(kiosk, 'L2', SEOYEON))).toBeNull()
    const visit = floor.enter(kiosk, 'L2', SEOYEON)
    const edited = saved(floor, visit, { ...floor.mug(), id: own.id, revision: 1 })
    floor.transact(() => floor.configurations.ordered(visit, edited.id))
    expect(floor.leave(visit)).toBeNull()
  })

  it('parks what was changed after it was ordered', () => {
    const floor = openFloor()
    const visit = floor.enter(kiosk)
    const first = saved(floor, visit, floor.mug())
    floor.transact(() => floor.configurations.ordered(visit, first.id))
    saved(floor, visit, { ...draftOf(first), name: '하나 더' })
    expect(floor.leave(visit)).not.toBeNull()
  })
})

describe('a configuration under a changed catalogue', () => {
  it('stays readable, is not altered, and says what is gone and what it costs now', () => {
    const floor = openFloor()
    const old = fromShop(floor, { modelVersion: 1, choices: { kind: 'table', colour: 'red' } })
    floor.feed(old)
    const visit = floor.enter(kiosk, 'L2', SEOYEON)
    expect(floor.configurations.configurationsOf(visit)).toMatchObject([
      {
        modelVersion: 1,
        choices: { kind: 'table', colour: 'red' },
        canonicalKey: null,
        validity: {
          state: 'invalid',
          changes: [
            { kind: 'gone', what: { ko: '색상: 빨강', en: 'Colour: Red' }, characteristicId: 'colour', choice: 'red' },
            { kind: 'price', from: { minor: 20_000 }, to: { minor: 22_000 } },
          ],
        },
      },
    ])
    // Renaming it under today's model keeps what is gone until its owner chooses again.
    expect(
      saved(floor, visit, { ...floor.mug(), id: old.id, revision: 1, name: '빨강', choices: old.choices }).choices,
    ).toEqual(old.choices)
  })

  it('of a family that is no longer made is shown, and cannot be ordered', () => {
    const floor = openFloor()
    floor.feed(fromShop(floor))
    floor.transact(() => floor.catalogue.mirror.deleted({ feed: 'deleted', value: { feed: 'model', id: 'mug' } }))
    expect(floor.configurations.configurationsOf(floor.enter(kiosk, 'L2', SEOYEON))).toMatchObject([
      { price: { minor: 22_000 }, validity: { state: 'invalid', changes: [{ kind: 'excluded' }] }, sku: null },
    ])
  })

  it('of a model that is unknown here opens with its words, for reading only', () => {
    const floor = openFloor()
    const words = {
      family: { ko: '찻주전자', en: 'Teapot' },
      choices: [{ characteristicId: 'spout', what: { ko: '주둥이: 긴 것', en: 'Spout: Long' } }],
      price: { minor: 41_000, currency: 'KRW' as const },
    }
    const teapot = fromShop(floor, { familyId: asId('teapot'), choices: { spout: 'long' }, words })
    floor.feed(teapot)
    const visit = floor.enter(kiosk, 'L2', SEOYEON)
    expect(floor.configurations.configurationsOf(visit)).toMatchObject([
      {
        choices: { spout: 'long' },
        price: words.price,
        words,
        canonicalKey: null,
        promise: null,
        validity: { state: 'invalid', changes: [{ kind: 'excluded', what: words.family }] },
      },
    ])
    expect(floor.configurations.find(teapot.id, visit)).toBeNull()
    expect(save(floor, visit, { ...floor.mug(), ...teapotDraft(teapot) })).toMatchObject({ ok: false })
  })

  it('of a family this store never heard of does not stand in the way of the others', () => {
    const floor = openFloor()
    const known = fromShop(floor)
    floor.feed(known, fromShop(floor, { familyId: asId('teapot') }))
    expect(seen(floor, floor.enter(kiosk, 'L2', SEOYEON))).toEqual([known.id])
  })
})

describe("the shop's feed", () => {
  it('is not believed where it is older than what is on its way to the shop', () => {
    const floor = openFloor()
    const own = fromShop(floor)
    floor.feed(own)
    const visit = floor.enter(kiosk, 'L2', SEOYEON)
    saved(floor, visit, { ...floor.mug(), id: own.id, revision: 1, name: '새 이름' })
    floor.feed(own)
    expect(floor.configurations.configurationsOf(visit)).toMatchObject([{ name: '새 이름', revision: 2 }])
    floor.feed({ ...own, revision: 3, name: '폰에서' })
    expect(floor.configurations.configurationsOf(visit)).toMatchObject([{ name: '폰에서', revision: 3 }])
  })

  it('tells whose shelf it changed, but not of the echo of our own save', () => {
    const floor = openFloor()
    const own = fromShop(floor)
    floor.feed(own)
    floor.feed({ ...own, code: codeOf(6), codeExpiresAt: floor.time.nowMs() + HOUR_MS })
    expect(floor.fed).toEqual([SEOYEON])
    expect(floor.configurations.codes.find(codeOf(6))).toBe(own.id)
    floor.feed({ ...own, revision: 2 })
    expect(floor.fed).toEqual([SEOYEON, SEOYEON])
  })

  it('takes away what the store may no longer keep', () => {
    const floor = openFloor()
    const [one, two] = [fromShop(floor), fromShop(floor)]
    floor.feed(one, two)
    const gone = (feed: string, id: ConfigurationId) =>
      floor.transact(() => floor.configurations.deleted({ feed: 'deleted', value: { feed, id } }))
    gone('configuration', one.id)
    gone('sku', two.id)
    expect(floor.configurations.keptOf(SEOYEON).map(({ id }) => id)).toEqual([two.id])
    floor.transact(() => floor.configurations.forgetCustomer(SEOYEON))
    expect(floor.configurations.keptOf(SEOYEON)).toEqual([])
  })
})

describe('a quote', () => {
  it('prices choices that nobody saved, and keeps nothing', () => {
    const floor = openFloor()
    const quote = (draft: ConfigurationDraft) => floor.configurations.handlers['configurations:quote'](kiosk, { draft })
    expect(quote(floor.mug({ choices: { kind: 'table', colour: 'gold' } }))).toMatchObject({
      value: { price: { minor: 31_000 }, validity: { state: 'valid' } },
    })
    expect(quote(floor.mug({ familyId: asId('teapot') }))).toMatchObject({ error: { code: 'unknown-family' } })
    expect(quote(floor.mug({ choices: { colour: 'plaid' } }))).toMatchObject({ error: { code: 'malformed-choices' } })
    expect(floor.db.prepare('select count(*) as n from configurations').get()).toEqual({ n: 0 })
  })
})

/** A valid code that differs by its seed. */
function codeOf(seed: number): string {
  return makeRc1(Uint8Array.from({ length: 8 }, (_, at) => seed * 16 + at))
}
