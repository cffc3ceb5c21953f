import { openConfigurator } from '@dangol/domain/configurations/engine.ts'
import { PURPOSES } from '@dangol/domain/customers/consent.ts'
import { StockedSkuSchema, StockLevelSchema } from '@dangol/protocol/catalogue.ts'
import { ConsentsSchema } from '@dangol/protocol/customers.ts'
import { PhoneAddressSchema } from '@dangol/protocol/shop-approvals.ts'
import { describe, expect, it } from 'vitest'
import { demoLevels, demoModels, demoOldModels, demoPeople, demoSkus, demoStore } from './demo.ts'
import { GLYPHS } from './skus/shelf.ts'

const models = [...demoModels, ...demoOldModels]
const modelOf = (familyId: string, version: number) =>
  models.find((model) => model.id === familyId && model.version === version)
const unique = (ids: readonly string[]) => new Set(ids).size === ids.length

describe('the store', () => {
  it('keeps its own stock at its home, in won, on Korean time', () => {
    expect(demoStore).toMatchObject({ currency: 'KRW', timeZone: 'Asia/Seoul' })
    expect(demoStore.locations.find(({ id }) => id === demoStore.home)?.transferDays).toBe(0)
    expect(demoStore.locations.map(({ kind }) => kind)).toEqual(['store', 'store', 'warehouse'])
  })

  it('closes on real dates, each named once and in order', () => {
    const dates = demoStore.closedDates
    expect([...dates].sort()).toEqual(dates)
    expect(unique(dates)).toBe(true)
    for (const date of dates) expect(new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10)).toBe(date)
  })
})

describe('stocked goods', () => {
  it('are at least 240, each known by one SKU and drawn by a known glyph', () => {
    expect(demoSkus.length).toBeGreaterThanOrEqual(240)
    expect(unique(demoSkus.map(({ sku }) => sku))).toBe(true)
    expect(unique(demoSkus.map(({ title }) => title.ko))).toBe(true)
    expect(unique(demoSkus.map(({ title }) => title.en))).toBe(true)
    for (const sku of demoSkus) {
      expect(StockedSkuSchema.safeParse(sku).error).toBeUndefined()
      expect(GLYPHS).toContain(sku.glyph)
      expect(sku.swatch).toMatch(/^#[0-9a-f]{6}$/)
      expect(sku.price.minor % 1000).toBe(0)
    }
    expect(new Set(demoSkus.map(({ glyph }) => glyph)).size).toBe(GLYPHS.length)
  })

  it('are counted in every location, with some sold out here, some down to one, and some gone', () => {
    expect(demoLevels).toHaveLength(demoSkus.length * demoStore.locations.length)
    for (const level of demoLevels) expect(StockLevelSchema.safeParse(level).error).toBeUndefined()
    const here = demoLevels.filter(({ locationId }) => locationId === demoStore.home)
    expect(here.filter(({ onHand }) => onHand === 0).length).toBeGreaterThan(20)
    expect(here.filter(({ onHand }) => onHand === 1).length).toBeGreaterThan(20)
    const total = (sku: string) => demoLevels.filter((level) => level.sku === sku).reduce((sum, l) => sum + l.onHand, 0)
    expect(demoSkus.filter(({ sku }) => total(sku) === 0).length).toBeGreaterThan(5)
  })
})

describe('people', () => {
  const configurations = demoPeople.flatMap((person) => person.configurations.map((saved) => ({ person, saved })))

  it('are told apart, and have consented to different things', () => {
    expect(demoPeople.length).toBeGreaterThanOrEqual(8)
    for (const of of ['key', 'number', 'email'] as const)
      expect(unique(demoPeople.map((person) => person[of]))).toBe(true)
    for (const { address } of demoPeople) expect(PhoneAddressSchema.safeParse({ lines: address }).error).toBeUndefined()
    for (const { consents } of demoPeople) expect(ConsentsSchema.safeParse(consents).error).toBeUndefined()
    for (const purpose of PURPOSES) {
      const granted = demoPeople.filter(({ consents }) => consents[purpose] === 'granted').length
      expect(granted).toBeGreaterThan(0)
      expect(granted).toBeLessThan(demoPeople.length)
    }
  })

  it('saved whole products under a version we have, for a persona of theirs', () => {
    for (const { person, saved } of configurations) {
      const model = modelOf(saved.familyId, saved.modelVersion)
      if (!model) throw new Error(`${saved.key}: no such version`)
      expect(openConfigurator(model).look(saved.choices)).toMatchObject({ complete: true, violated: [] })
      expect([null, ...person.personas.map(({ key }) => key)]).toContain(saved.persona)
      expect(saved.name.length).toBeLessThanOrEqual(80)
    }
    for (const person of demoPeople) expect(unique(person.configurations.map(({ key }) => key))).toBe(true)
  })

  it('include a regular with several roles, a secret present, and a value that is no longer sold', () => {
    const [minji] = demoPeople
    expect(minji?.name).toBe('김민지')
    expect(minji?.personas.map(({ kind }) => kind)).toEqual(['self', 'work', 'family', 'gift'])
    expect(new Set(minji?.configurations.map(({ familyId }) => familyId)).size).toBe(demoModels.length)
    expect(minji?.configurations.some(({ secret, persona }) => secret && persona === 'gift')).toBe(true)
    const old = minji?.configurations.find((saved) =>
      demoOldModels.some((m) => m.version === saved.modelVersion && m.id === saved.familyId),
    )
    const today = demoModels.find(({ id }) => id === old?.familyId)
    const upper = today?.characteristics.find(({ id }) => id === 'upper')
    expect(old?.choices['upper']).toBe('wool')
    expect(upper?.kind === 'choice' && upper.values.some(({ id }) => id === 'wool')).toBe(false)
  })

  it('bought before, from the shelf and made to order, and always something that existed', () => {
    const orders = demoPeople.flatMap((person) => person.orders)
    expect(unique(orders.map(({ number }) => number))).toBe(true)
    const skus = new Set<string>(demoSkus.map(({ sku }) => sku))
    const lines = orders.flatMap((order) => order.lines)
    for (const line of lines) {
      expect(line.unitPriceMinor).toBeGreaterThan(0)
      if (line.kind === 'stocked') expect(skus.has(line.sku), line.sku).toBe(true)
      else {
        const model = modelOf(line.familyId, line.modelVersion)
        expect(model && openConfigurator(model).look(line.choices).complete).toBe(true)
      }
    }
    expect(
      orders.some(({ lines: [first, second] }) => first?.kind === 'configured' && second?.kind === 'stocked'),
    ).toBe(true)
  })
})
