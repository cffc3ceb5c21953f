import { describe, expect, it } from 'vitest'
import { compileModel } from '@dangol/domain/configurations/artefact.ts'
import type { Catalogue } from '@dangol/protocol/catalogue.ts'
import type { Answer } from '@dangol/protocol/requests.ts'
import { kiosk, openGoodsFloor, wire } from '../../testing/goods-floor.ts'
import { HOME, LACES, MUG, mugOf, smallSkus, SOCKS, WAREHOUSE } from '../../testing/small-shop.ts'
import { asId } from '../../testing/store-core.ts'
import { BROWSED_SKUS_MAX } from './book.ts'
import { STOCK_ROWS_MAX } from './look-up-stock.ts'

type Model = Catalogue['models'][number]
type StockedSku = Catalogue['skus'][number]

function openShop() {
  const floor = openGoodsFloor()
  const { mirror, handlers, book } = floor.catalogue
  const feed = {
    model: (value: Model) => floor.transact(() => mirror.model({ feed: 'model', value })),
    sku: (value: StockedSku) => floor.transact(() => mirror.sku({ feed: 'sku', value })),
    gone: (of: string, id: string) =>
      floor.transact(() => mirror.deleted({ feed: 'deleted', value: { feed: of, id } })),
    announce: () => floor.transact(() => mirror.announce()),
  }
  const get = (haveVersion: number | null) =>
    handlers['catalogue:get'](kiosk, { haveVersion }) as Answer<'catalogue:get'>
  const find = (query: string) => {
    const answer = handlers['catalogue:stock'](kiosk, { query }) as Answer<'catalogue:stock'>
    return answer.ok ? answer.value.rows : expect.fail('refused')
  }
  const told = () => floor.appended.filter(({ entry }) => entry.type === 'catalogue.changed')
  return { ...floor, feed, book, get, find, told }
}
/** A shop that publishes the mug with some compiled form. */
function openCompiled() {
  const shop = openShop()
  return {
    get: shop.get,
    floor: (compiled: string | undefined) =>
      shop.transact(() =>
        shop.catalogue.mirror.model({ feed: 'model', value: mug(2), ...(compiled !== undefined && { compiled }) }),
      ),
  }
}
const mug = (version: 1 | 2): Model => wire(mugOf(version))
const socks: StockedSku = wire(smallSkus[0])

describe('the catalogue', () => {
  it('is refused while nothing has come from the shop', () => {
    expect(openShop().get(null)).toMatchObject({ error: { code: 'no-catalogue-yet' } })
  })

  it('is sent whole, with the newest version of each family, and not at all to who has it', () => {
    const { stockUp, get } = openShop()
    stockUp()
    const answer = get(null)
    const catalogue = answer.ok ? answer.value.catalogue : null
    expect(catalogue?.models.map(({ id, version }) => [id, version])).toEqual([[MUG, 2]])
    expect(catalogue?.skus.map(({ sku }) => sku)).toEqual([LACES, SOCKS])
    expect(get(catalogue?.version ?? 0)).toEqual({ ok: true, value: { catalogue: null } })
    expect(get(1)).toEqual(answer)
  })

  it('keeps every version of a family readable', () => {
    const { stockUp, book } = openShop()
    stockUp()
    expect(book.model(MUG, 1)?.basePriceMinor).toBe(20_000)
    expect(book.model(MUG)?.basePriceMinor).toBe(22_000)
    expect(book.model(MUG, 3)).toBeNull()
    expect(book.model(asId('teapot'))).toBeNull()
  })

  it('takes a family off sale and back, without losing what people saved of it', () => {
    const { feed, book, get } = openShop()
    feed.model(mug(2))
    feed.gone('model', MUG)
    expect([book.model(MUG), book.model(MUG, 2)?.version]).toEqual([null, 2])
    expect(get(null)).toMatchObject({ value: { catalogue: { models: [] } } })
    feed.model(mug(2))
    expect(book.model(MUG)?.version).toBe(2)
  })

  it('does not take a model that contradicts itself, and keeps the version before on sale', () => {
    const { feed, book, unsound } = openShop()
    feed.model(mug(1))
    feed.model({
      ...mug(2),
      constraints: [{ id: 'x', kind: 'forbid', over: ['lid'], rows: [['on']], why: { ko: '뚜껑', en: 'Lid' } }],
    })
    expect([book.model(MUG)?.version, unsound]).toEqual([1, ['mug/2']])
  })

  it('takes a model that leaves no product for what it is, and keeps the version before on sale', () => {
    const { feed, book, unsound } = openShop()
    feed.model(mug(1))
    const every = mug(2).characteristics.flatMap((each) =>
      each.kind === 'choice' ? each.values.map(({ id }) => [id]) : [],
    )
    const [kind] = mug(2).characteristics
    feed.model({
      ...mug(2),
      constraints: [{ id: 'x', kind: 'forbid', over: [kind?.id ?? ''], rows: every, why: { ko: '없음', en: 'None' } }],
    })
    expect([book.model(MUG)?.version, unsound]).toEqual([1, ['mug/2']])
  })

  it('sends the compiled form of each model: the one that came with it, or its own where that does not fit', () => {
    const { floor, get } = openCompiled()
    const own = compileModel(mugOf(2))
    const text = own.ok ? own.value.text : expect.fail('unsound')
    const sent = () => {
      const answer = get(null)
      return answer.ok ? answer.value.catalogue?.compiled?.[MUG] : null
    }
    for (const compiled of [text, 'AAAA', undefined]) {
      floor(compiled)
      expect(sent()).toBe(text)
    }
  })

  it('stays as it was read while something else of the catalogue changes', () => {
    const { feed, book } = openShop()
    feed.model(mug(2))
    const before = book.model(MUG)
    feed.sku(socks)
    expect(book.model(MUG)).toBe(before)
  })

  it('raises its version with what is new, and not with a page that comes again', () => {
    const { feed, book } = openShop()
    feed.model(mug(1))
    feed.sku(socks)
    const version = book.version()
    feed.model(mug(1))
    feed.sku(socks)
    feed.gone('sku', 'HAT-09')
    feed.gone('history', SOCKS)
    expect(book.version()).toBe(version)
    feed.sku({ ...socks, price: { minor: 13_000, currency: 'KRW' } })
    expect([book.version(), book.sku(SOCKS)?.price.minor]).toEqual([version + 1, 13_000])
  })

  it('tells the floor and every kiosk of its version, once per page', () => {
    const { feed, told, book, catalogue } = openShop()
    feed.model(mug(1))
    feed.model(mug(2))
    feed.sku(socks)
    feed.announce()
    feed.announce()
    expect(told().map(({ topic }) => topic)).toEqual(['floor', 'kiosk:kiosk-1', 'kiosk:kiosk-2'])
    expect(told()[0]?.entry.puts).toEqual([{ kind: 'catalogue', id: 'catalogue', value: { version: book.version() } }])
    expect(catalogue.snapshot('kiosk:kiosk-1')).toEqual(told()[0]?.entry.puts)
  })

  it('forgets what a transaction that failed had brought', () => {
    const { feed, book, transact, catalogue } = openShop()
    feed.sku(socks)
    expect(() =>
      transact(() => {
        catalogue.mirror.sku({ feed: 'sku', value: { ...socks, glyph: 'boot' } })
        expect(book.sku(SOCKS)?.glyph).toBe('boot')
        throw new Error('the page broke')
      }),
    ).toThrow('the page broke')
    expect(book.sku(SOCKS)?.glyph).toBe('sock')
  })

  it('lets a screen browse only so many', () => {
    const { feed, get, transact, catalogue, find } = openShop()
    transact(() => {
      for (let n = 0; n <= BROWSED_SKUS_MAX; n++) {
        catalogue.mirror.sku({ feed: 'sku', value: { ...socks, sku: asId(`SOCK-${n + 1000}`) } })
      }
    })
    feed.announce()
    const answer = get(null)
    expect(answer.ok && answer.value.catalogue?.skus).toHaveLength(BROWSED_SKUS_MAX)
    expect(find('양말')).toHaveLength(STOCK_ROWS_MAX)
    expect(find(`SOCK-${BROWSED_SKUS_MAX + 1000}`)).toHaveLength(1)
  })
})

describe('a stock look-up', () => {
  it('finds by SKU, by title in either language, by initials and by kind', () => {
    const { stockUp, find } = openShop()
    stockUp()
    for (const query of ['sock-01', 'running SOCKS', '러닝', 'ㄹㄴㅇㅁ', 'Socks']) {
      expect(find(query).map(({ sku }) => sku)).toEqual([SOCKS])
    }
    expect(find('우산')).toEqual([])
    expect(find('')).toHaveLength(2)
  })

  it('says what is where, this store first, and what can still be promised', () => {
    const { stockUp, find, transact, promises, ids } = openShop()
    stockUp()
    transact(() =>
      promises.desk.accept(ids.next(), [{ kind: 'stocked', sku: SOCKS, quantity: 2, fulfilment: 'pick-up' }]),
    )
    expect(find('SOCK')).toMatchObject([
      {
        shelf: { en: 'Floor 2, C-14' },
        places: [
          { locationId: HOME, onHand: 5, held: 2, available: 3, transferDays: 0 },
          { locationId: WAREHOUSE, onHand: 9, held: 0, available: 9, transferDays: 2 },
        ],
      },
    ])
  })
})
