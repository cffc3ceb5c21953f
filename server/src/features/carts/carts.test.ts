import { CART_LINES_MAX } from '@dangol/domain/carts/join.ts'
import { describe, expect, it } from 'vitest'
import type { CartLineId, ConfigurationId, CustomerId, Sku } from '@dangol/domain/ids/ids.ts'
import type { Fulfilment } from '@dangol/domain/carts/fulfilment.ts'
import type { CartLineView } from '@dangol/protocol/carts.ts'
import type { ConfigurationDraft, ConfigurationView } from '@dangol/protocol/configurations.ts'
import type { Answer } from '@dangol/protocol/requests.ts'
import type { OpenVisit } from '../../ports/visits.ts'
import { kiosk, openGoodsFloor, otherKiosk } from '../../testing/goods-floor.ts'
import { HOME, LACES, mugOf, SOCKS, WAREHOUSE } from '../../testing/small-shop.ts'
import { asId } from '../../testing/store-core.ts'

const SEOYEON = asId<CustomerId>('a'.repeat(32))

function openCart() {
  const floor = openGoodsFloor()
  floor.stockUp()
  const visit = floor.enter(kiosk)
  const code = (answer: unknown): string => {
    const given = answer as Answer<'carts:add'> | Answer<'carts:change'>
    return given.ok ? 'ok' : given.error.code
  }
  const add = (
    item: Sku | ConfigurationId,
    quantity = 1,
    fulfilment: Fulfilment | null = null,
    o: { visit?: OpenVisit; lineId?: CartLineId } = {},
  ) =>
    code(
      floor.carts.handlers['carts:add'](kiosk, {
        ...floor.command(),
        visitId: (o.visit ?? visit).id,
        lineId: o.lineId ?? floor.ids.next<CartLineId>(),
        item: item.length < 36 ? { kind: 'stocked', sku: item as Sku } : configured(item),
        quantity,
        fulfilment,
      }),
    )
  const change = (
    lineId: CartLineId,
    quantity: number,
    fulfilment: Fulfilment,
    seen?: { quantity: number; fulfilment: Fulfilment },
  ) =>
    code(
      floor.carts.handlers['carts:change'](kiosk, {
        ...floor.command(),
        visitId: visit.id,
        lineId,
        quantity,
        fulfilment,
        ...(seen && { seen }),
      }),
    )
  const save = (over: Partial<ConfigurationDraft> = {}): ConfigurationView => {
    const answer = floor.configurations.handlers['configurations:save'](kiosk, {
      ...floor.command(),
      visitId: visit.id,
      draft: floor.mug(over),
    }) as Answer<'configurations:save'>
    if (!answer.ok) throw new Error(answer.error.code)
    return answer.value
  }
  const lines = () => floor.carts.cartOf(visit).lines
  const line = (at = 0): CartLineView => lines()[at] ?? expect.fail(`no line ${at}`)
  return { ...floor, visit, add, change, save, lines, line, cart: () => floor.carts.cartOf(visit) }
}

const configured = (id: string) => ({ kind: 'configured' as const, configurationId: id as ConfigurationId })

describe('adding to the cart', () => {
  it('takes the best way by itself and says what the line costs and when it comes', () => {
    const { add, cart, save, stages, published, visit } = openCart()
    expect(add(SOCKS, 2)).toBe('ok')
    expect(add(save().id)).toBe('ok')
    expect(cart()).toMatchObject({
      total: { minor: 46_000, currency: 'KRW' },
      units: 3,
      lines: [
        {
          sku: SOCKS,
          fulfilment: 'carry-out',
          total: { minor: 24_000 },
          promise: { basis: 'on-shelf' },
          problem: null,
        },
        { title: mugOf(2).title, fulfilment: 'pick-up', fulfilments: ['pick-up', 'delivery'], problem: null },
      ],
    })
    expect(stages.get(visit.id)).toBe('in-cart')
    expect(published.at(-1)?.type).toBe('cart.changed')
  })

  it('joins the same SKU for the same way, and keeps ways apart', () => {
    const { add, lines } = openCart()
    add(SOCKS, 1)
    add(SOCKS, 1)
    add(SOCKS, 2, 'delivery')
    add(LACES, 1)
    expect(lines().map(({ sku, quantity, fulfilment }) => [sku, quantity, fulfilment])).toEqual([
      [SOCKS, 2, 'carry-out'],
      [SOCKS, 2, 'delivery'],
      [LACES, 1, 'carry-out'],
    ])
  })

  it('moves a joined line to a possible way when this shelf no longer has all of it', () => {
    const { add, line } = openCart()
    add(SOCKS, 4)
    add(SOCKS, 4)
    expect(line()).toMatchObject({ quantity: 8, fulfilment: 'pick-up', problem: null })
  })

  it('never joins two configurations, however alike', () => {
    const { add, lines, save } = openCart()
    const [one, two] = [save(), save()]
    add(one.id)
    add(two.id)
    add(one.id)
    expect(one.canonicalKey).toBe(two.canonicalKey)
    expect(lines().map(({ quantity }) => quantity)).toEqual([2, 1])
  })

  it('takes a repeated line id for the same act', () => {
    const { add, lines, ids } = openCart()
    const lineId = ids.next<CartLineId>()
    add(SOCKS, 1, null, { lineId })
    add(SOCKS, 1, null, { lineId })
    expect(lines()).toMatchObject([{ quantity: 1 }])
  })

  it('refuses what cannot be ordered', () => {
    const { add, save, ids, enter } = openCart()
    expect(add(asId('HAT-09'))).toBe('unknown-sku')
    expect(add(ids.next<ConfigurationId>())).toBe('no-such-configuration')
    expect(add(save({ choices: { kind: 'table' } }).id)).toBe('configuration-incomplete')
    expect(add(save({ choices: { kind: 'travel', colour: 'gold' } }).id)).toBe('configuration-invalid')
    expect(add(SOCKS, 1, null, { visit: enter(otherKiosk) })).toBe('no-such-visit')
  })

  it("refuses somebody else's configuration", () => {
    const { add, feed, mug, enter, time } = openCart()
    const foreign = { ...mug(), revision: 1, customerId: SEOYEON, origin: 'online' as const, savedAt: time.nowMs() }
    feed({ ...foreign, code: null, codeExpiresAt: null, discarded: false })
    expect(add(foreign.id)).toBe('no-such-configuration')
    expect(add(foreign.id, 1, null, { visit: enter(kiosk, 'L2', SEOYEON) })).toBe('ok')
  })

  it('is full at 99 of a line and at the maximum of lines', () => {
    const { add, save, lines } = openCart()
    expect(add(save().id, 99)).toBe('ok')
    const first = lines()[0]
    expect(first && add(asId<ConfigurationId>((first.item as { configurationId: string }).configurationId))).toBe(
      'cart-full',
    )
    for (let n = 1; n < CART_LINES_MAX; n++) expect(add(save().id)).toBe('ok')
    expect(add(save().id)).toBe('cart-full')
    expect(lines()).toHaveLength(CART_LINES_MAX)
  })

  it('accepts what is sold out, and says so with an estimate instead of a promise', () => {
    const { add, line } = openCart()
    expect(add(LACES, 2)).toBe('ok')
    expect(line()).toMatchObject({
      problem: 'sold-out',
      fulfilments: [],
      promise: { basis: 'estimate', provisional: true },
    })
  })
})

describe('changing a line', () => {
  it('changes how many and how, where that is possible', () => {
    const { add, change, line } = openCart()
    add(SOCKS)
    expect(change(line().id, 6, 'carry-out')).toBe('fulfilment-not-possible')
    expect(line()).toMatchObject({ quantity: 1, fulfilment: 'carry-out' })
    expect(change(line().id, 6, 'delivery')).toBe('ok')
    expect(line()).toMatchObject({ quantity: 6, fulfilment: 'delivery', total: { minor: 72_000 } })
  })

  it('never promises a unit to two lines', () => {
    const { add, change, line } = openCart()
    add(SOCKS, 9, 'pick-up')
    add(SOCKS, 5, 'carry-out')
    expect([line(0).problem, line(1).problem]).toEqual([null, null])
    expect(change(line(0).id, 10, 'pick-up')).toBe('fulfilment-not-possible')
  })

  it('takes the line out at none', () => {
    const { add, change, cart, line } = openCart()
    add(SOCKS)
    expect(change(line().id, 0, 'carry-out')).toBe('ok')
    expect(cart()).toEqual({ lines: [], total: { minor: 0, currency: 'KRW' }, units: 0 })
    expect(change(asId('nothing'), 1, 'pick-up')).toBe('no-such-line')
  })

  it('does not carry out what has yet to be made', () => {
    const { add, change, line, save } = openCart()
    add(save().id)
    expect(change(line().id, 1, 'carry-out')).toBe('fulfilment-not-possible')
    expect(change(line().id, 3, 'delivery')).toBe('ok')
  })
})

describe('a line in two people’s hands', () => {
  const one = { quantity: 1, fulfilment: 'carry-out' } as const

  it('[H6] is not overwritten by who did not see what it is now', () => {
    const { add, change, line } = openCart()
    add(SOCKS)
    expect(change(line().id, 3, 'carry-out', one)).toBe('ok')
    expect(change(line().id, 2, 'carry-out', one)).toBe('changed-meanwhile')
    expect(change(line().id, 3, 'delivery', { quantity: 3, fulfilment: 'pick-up' })).toBe('changed-meanwhile')
    expect(line()).toMatchObject({ quantity: 3, fulfilment: 'carry-out' })
  })

  it('[H6] is as both want it when both want the same', () => {
    const { add, change, line, lines } = openCart()
    add(SOCKS)
    for (let hand = 0; hand < 2; hand++) expect(change(line().id, 3, 'carry-out', one)).toBe('ok')
    const { id } = line()
    const three = { ...one, quantity: 3 }
    for (let hand = 0; hand < 2; hand++) expect(change(id, 0, 'carry-out', three)).toBe('ok')
    expect(lines()).toEqual([])
    expect(change(id, 2, 'carry-out', three)).toBe('no-such-line')
  })

  it('[H6] goes back to what it was by whoever sees what it is', () => {
    const { add, change, line } = openCart()
    add(SOCKS)
    const was = { quantity: line().quantity, fulfilment: line().fulfilment }
    change(line().id, 4, 'delivery', was)
    expect(change(line().id, was.quantity, was.fulfilment, { quantity: 4, fulfilment: 'delivery' })).toBe('ok')
    expect(line()).toMatchObject(was)
  })
})

describe('a cart that time passed over', () => {
  it('follows the configuration as it is now: price, and whether it can be ordered', () => {
    const { add, line, save, configurations, command, visit } = openCart()
    const mug = save()
    add(mug.id)
    const edit = (revision: number, choices: ConfigurationDraft['choices']) => {
      const { id, familyId, modelVersion, name, personaId, secret } = mug
      void configurations.handlers['configurations:save'](kiosk, {
        ...command(),
        visitId: visit.id,
        draft: { id, familyId, modelVersion, name, personaId, secret, revision, choices },
      })
    }
    edit(1, { kind: 'table', colour: 'gold' })
    expect(line()).toMatchObject({ unitPrice: { minor: 31_000 }, problem: null })
    edit(2, { kind: 'table' })
    expect(line()).toMatchObject({ problem: 'configuration-incomplete' })
    edit(3, { kind: 'travel', colour: 'gold' })
    expect(line()).toMatchObject({ problem: 'configuration-invalid', sku: mug.sku })
  })

  it('shows a line as it was when its thing is gone', () => {
    const { add, line, transact, catalogue } = openCart()
    add(SOCKS)
    transact(() => catalogue.mirror.deleted({ feed: 'deleted', value: { feed: 'sku', id: SOCKS } }))
    expect(line()).toMatchObject({ sku: SOCKS, unitPrice: { minor: 12_000 }, problem: 'sold-out' })
  })

  it('says when somebody else took the last one', () => {
    const { add, line, transact, promises } = openCart()
    add(SOCKS, 5)
    for (const [locationId, onHand] of [
      [HOME, 1],
      [WAREHOUSE, 2],
    ] as const) {
      transact(() => promises.sink({ feed: 'stock', value: { sku: SOCKS, locationId, onHand, held: 0 } }))
    }
    expect(line()).toMatchObject({ problem: 'sold-out', fulfilment: 'carry-out' })
  })

  it('goes with the visit', () => {
    const { add, leave, visit, db } = openCart()
    add(SOCKS)
    leave(visit)
    expect(db.prepare('select count(*) as n from cart_lines').get()).toEqual({ n: 0 })
  })
})

describe('a delivery to somebody of whom the online shop has no address', () => {
  it('may be chosen, and has the shop asked once more: they may have added one just now', () => {
    const floor = openCart()
    const visit = floor.raise(floor.visit, 'L2', SEOYEON)
    expect(floor.add(SOCKS, 1, 'pick-up', { visit })).toBe('ok')
    expect(floor.change(floor.line().id, 1, 'delivery')).toBe('ok')
    expect(floor.addresses.askedAgain).toEqual([])
    floor.addresses.lacking.add(SEOYEON)
    expect(floor.change(floor.line().id, 1, 'pick-up')).toBe('ok')
    expect(floor.addresses.askedAgain).toEqual([])
    expect(floor.change(floor.line().id, 1, 'delivery')).toBe('ok')
    expect([floor.addresses.askedAgain, floor.line().fulfilment]).toEqual([[SEOYEON], 'delivery'])
  })
})
