import { CART_LINES_MAX } from '@dangol/domain/carts/join.ts'
import { cup } from '@dangol/domain/configurations/testing/models.ts'
import { systemIds } from '@dangol/client/system-ids.ts'
import type { CartLineId, ConfigurationId, FamilyId, PersonaId, Sku } from '@dangol/domain/ids/ids.ts'
import { createTurnedTime } from '@dangol/domain/time/testing/turned-time.ts'
import type { Catalogue } from '@dangol/protocol/catalogue.ts'
import type { KioskVisit } from '@dangol/protocol/bridge.ts'
import type { ConfigurationDraft } from '@dangol/protocol/configurations.ts'
import { describe, expect, test } from 'vitest'
import { catalogue, configurationView, visitView } from '../testing/fixtures.ts'
import { createKioskBook } from './catalogue-book.ts'
import { createCounter } from './counter.ts'
import { withEffects } from './effects.ts'

const model = cup({ basePriceMinor: 30_000 })
// The wire's models are the domain's, in arrays that may be written to.
const stocked: Catalogue = { ...catalogue(1), models: [structuredClone(model) as Catalogue['models'][number]] }
const counter = createCounter(
  createKioskBook(() => stocked),
  createTurnedTime(),
)
const WHOLE = { body: 'clay', colour: 'red', handle: 'bare' }
const draft = (more: Partial<ConfigurationDraft> = {}): ConfigurationDraft => ({
  id: systemIds.next<ConfigurationId>(),
  familyId: model.id,
  modelVersion: model.version,
  revision: 0,
  name: '내 컵',
  personaId: null,
  secret: false,
  choices: WHOLE,
  ...more,
})
const SOCK = { kind: 'stocked' as const, sku: 'SOCK-1' as Sku }
const lineId = () => systemIds.next<CartLineId>()
const codeOf = (worked: { ok: true } | { ok: false; error: { code: string } }) => (worked.ok ? 'ok' : worked.error.code)
const empty: KioskVisit = visitView(1)
const adding = (visit: KioskVisit, item: Parameters<typeof counter.add>[1]['item'], quantity = 1): KioskVisit => {
  const worked = counter.add(visit, { lineId: lineId(), item, quantity, fulfilment: null })
  return worked.ok ? withEffects(visit, [worked.value]) : visit
}

describe('a configuration', () => {
  test('is priced and named as by the store server, and has no date', () => {
    const saved = counter.save(empty, draft())
    expect(saved).toMatchObject({
      ok: true,
      value: { kind: 'saved', view: { revision: 1, origin: 'kiosk', promise: null, validity: { state: 'valid' } } },
    })
    expect(counter.quote(draft())).toMatchObject({ ok: true, value: { price: { minor: 30_000 }, promise: null } })
  })

  test('is refused as by the store server', () => {
    const known = configurationView(3, { familyId: model.id, revision: 2 })
    const visit = visitView(1, { configurations: [known] })
    expect(codeOf(counter.save(visit, draft({ familyId: 'stool' as FamilyId })))).toBe('unknown-family')
    expect(codeOf(counter.save(visit, draft({ id: known.id, revision: 1 })))).toBe('stale-revision')
    expect(codeOf(counter.save(visit, draft({ revision: 4 })))).toBe('not-yours')
    expect(codeOf(counter.save(visit, draft({ personaId: systemIds.next<PersonaId>() })))).toBe('not-yours')
    expect(codeOf(counter.save(visit, draft({ choices: { body: 'gold' } })))).toBe('malformed-choices')
    expect(codeOf(counter.quote(draft({ choices: { body: 'gold' } })))).toBe('malformed-choices')
    expect(codeOf(counter.quote(draft({ familyId: 'stool' as FamilyId })))).toBe('unknown-family')
    expect(codeOf(counter.discard(visit, known.id))).toBe('ok')
    expect(codeOf(counter.discard(empty, known.id))).toBe('no-such-configuration')
  })
})

describe('the cart', () => {
  test('takes what is stocked at its price, and offers no way while nobody knows where it lies', () => {
    expect(adding(empty, SOCK, 2).cart).toMatchObject({
      units: 2,
      total: { minor: 18_000 },
      lines: [{ fulfilments: [], promise: null, problem: null }],
    })
  })

  test('takes a whole configuration, which can be picked up or delivered, and no other', () => {
    const saved = counter.save(empty, draft())
    const half = counter.save(empty, draft({ choices: {} }))
    if (!saved.ok || !half.ok) throw new Error('not saved')
    const visit = withEffects(empty, [saved.value, half.value])
    const item = { kind: 'configured' as const, configurationId: saved.value.view.id }
    expect(adding(visit, item).cart.lines).toMatchObject([
      { sku: saved.value.view.sku, fulfilments: ['pick-up', 'delivery'] },
    ])
    const add = (configurationId: ConfigurationId) =>
      codeOf(
        counter.add(visit, { lineId: lineId(), item: { ...item, configurationId }, quantity: 1, fulfilment: null }),
      )
    expect(add(half.value.view.id)).toBe('configuration-incomplete')
    expect(add(systemIds.next<ConfigurationId>())).toBe('no-such-configuration')
  })

  test('joins the same thing, up to its maxima', () => {
    const twice = adding(adding(empty, SOCK, 2), SOCK, 3)
    expect(twice.cart).toMatchObject({ units: 5, lines: [{ quantity: 5 }] })
    const asked = { lineId: lineId(), item: SOCK, quantity: 95, fulfilment: null }
    expect(codeOf(counter.add(twice, asked))).toBe('cart-full')
    const [line] = twice.cart.lines
    if (!line) throw new Error('no line')
    const full = { ...twice, cart: { ...twice.cart, lines: Array.from({ length: CART_LINES_MAX }, () => line) } }
    expect(codeOf(counter.add(full, { ...asked, fulfilment: 'delivery', quantity: 1 }))).toBe('cart-full')
  })

  test('says of a SKU that is not in the copy that nobody can tell, for the store has more', () => {
    const item = { kind: 'stocked' as const, sku: 'OTHER' as Sku }
    expect(codeOf(counter.add(empty, { lineId: lineId(), item, quantity: 1, fulfilment: null }))).toBe('unavailable')
  })

  test('changes a line within the ways that were offered', () => {
    const visit = adding(empty, SOCK)
    const id = visit.cart.lines[0]?.id ?? lineId()
    const change = (quantity: number, fulfilment: 'pick-up' | 'delivery', lineOf = id) =>
      codeOf(counter.change(visit, { lineId: lineOf, quantity, fulfilment }))
    expect([
      change(4, 'pick-up'),
      change(1, 'delivery'),
      change(0, 'delivery'),
      change(1, 'pick-up', lineId()),
    ]).toEqual(['ok', 'fulfilment-not-possible', 'ok', 'no-such-line'])
  })
})
