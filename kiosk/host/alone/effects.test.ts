import type { CartLineId, ConfigurationId, Sku } from '@dangol/domain/ids/ids.ts'
import type { KioskCartLine, KioskVisit } from '@dangol/protocol/bridge.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { configurationView, visitView } from '../testing/fixtures.ts'
import { withEffects } from './effects.ts'
import type { Effect } from './effects.ts'

const lineId = (n: number) => `019aa000-0000-7000-8000-00000000000${n}` as CartLineId
const line = (n: number, more: Partial<KioskCartLine> = {}): KioskCartLine => ({
  id: lineId(n),
  item: { kind: 'stocked', sku: `SKU-${n}` as Sku },
  sku: `SKU-${n}` as Sku,
  title: { ko: '양말', en: 'Socks' },
  quantity: 1,
  unitPrice: { minor: 1000 * n, currency: 'KRW' },
  total: { minor: 1000 * n, currency: 'KRW' },
  fulfilment: 'pick-up',
  fulfilments: ['pick-up', 'delivery'],
  promise: { date: '2026-11-23', basis: 'on-shelf', steps: [], provisional: false },
  problem: null,
  ...more,
})
const of = (...effects: Effect[]) => withEffects(visitView(1), effects)

test('a thing put into the cart is there, and the sum with it', () => {
  const shown = of({ kind: 'line-added', line: line(1) }, { kind: 'line-added', line: line(2) })
  expect(shown.cart).toMatchObject({ units: 2, total: { minor: 3000 } })
})

test('another quantity has another sum and no date until the store server says one; none takes the line out', () => {
  const added = { kind: 'line-added', line: line(2) } as const
  const more = of(added, { kind: 'line-changed', id: lineId(2), quantity: 3, fulfilment: 'delivery' })
  expect(more.cart).toMatchObject({
    units: 3,
    total: { minor: 6000 },
    lines: [{ fulfilment: 'delivery', promise: null }],
  })
  const same = of(added, { kind: 'line-changed', id: lineId(2), quantity: 1, fulfilment: 'pick-up' })
  expect(same.cart.lines[0]?.promise).not.toBeNull()
  expect(of(added, { kind: 'line-changed', id: lineId(2), quantity: 0, fulfilment: 'pick-up' }).cart.lines).toEqual([])
})

test('a configuration that was changed is first on the shelf and in its line of the cart', () => {
  const view = configurationView(7, { revision: 2, price: { minor: 5000, currency: 'KRW' } })
  const item = { kind: 'configured' as const, configurationId: view.id }
  const shown = withEffects(visitView(1, { configurations: [configurationView(8), configurationView(7)] }), [
    { kind: 'line-added', line: line(1, { item }) },
    { kind: 'saved', view },
  ])
  expect(shown.configurations.map(({ id, revision }) => [id, revision])).toEqual([
    [view.id, 2],
    [configurationView(8).id, 1],
  ])
  expect(shown.cart.lines).toMatchObject([
    { unitPrice: { minor: 5000 }, promise: null, problem: 'configuration-incomplete' },
  ])
})

test('what somebody else saved since is not covered by what is on its way', () => {
  const theirs = configurationView(7, { revision: 3, name: 'theirs' })
  const mine = configurationView(7, { revision: 2, name: 'mine' })
  const visit = visitView(1, { configurations: [theirs] })
  expect(withEffects(visit, [{ kind: 'saved', view: mine }])).toBe(visit)
})

const effects = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('language' as const), lang: fc.constantFrom('ko' as const, 'en' as const) }),
    fc.integer({ min: 1, max: 4 }).map((n): Effect => ({ kind: 'line-added', line: line(n) })),
    fc
      .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 5 }))
      .map(([n, quantity]): Effect => ({ kind: 'line-changed', id: lineId(n), quantity, fulfilment: 'pick-up' })),
    fc
      .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 4 }))
      .map(([n, revision]): Effect => ({ kind: 'saved', view: configurationView(n, { revision }) })),
    fc.integer({ min: 1, max: 3 }).map((n): Effect => ({ kind: 'discarded', id: configurationView(n).id })),
  ),
  { maxLength: 12 },
)
const dateless = (visit: KioskVisit) => ({
  ...visit,
  cart: { ...visit.cart, lines: visit.cart.lines.map((each) => ({ ...each, promise: null })) },
})
const ids = (all: readonly Effect[]): Set<CartLineId | ConfigurationId> =>
  new Set(
    all.flatMap((each) =>
      each.kind === 'line-changed' || each.kind === 'discarded'
        ? [each.id]
        : each.kind === 'line-added'
          ? [each.line.id]
          : [],
    ),
  )

test('[E2] the store server may have any first part of what is on its way: the screen shows the same', () => {
  fc.assert(
    fc.property(effects, fc.nat(12), (all, at) => {
      // A thing that is taken out and put in again is another thing: ids are never used twice.
      const once = all.filter((effect, n) => {
        const before = all.slice(0, n)
        if (effect.kind === 'line-added') return !ids(before).has(effect.line.id)
        return effect.kind !== 'saved' || !before.some((one) => one.kind === 'discarded' && one.id === effect.view.id)
      })
      const settled = once.filter((effect, n) => {
        const later = once.slice(n + 1)
        // What a later command takes away again flickers for as long as the server is between the two; nobody loses by it.
        if (effect.kind === 'saved')
          return !later.some(
            (next) => next.kind === 'discarded' || (next.kind === 'saved' && next.view.id === effect.view.id),
          )
        return effect.kind !== 'line-added' && effect.kind !== 'discarded'
          ? true
          : !later.some((next) => next.kind === 'line-changed' && next.quantity === 0)
      })
      const whole = withEffects(visitView(1), settled)
      const part = withEffects(visitView(1), settled.slice(0, at))
      expect(dateless(withEffects(part, settled))).toEqual(dateless(whole))
    }),
  )
})
