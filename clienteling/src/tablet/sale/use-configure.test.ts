import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import type { FamilyId } from '@dangol/domain/ids/ids.ts'
import { describe, expect, it } from 'vitest'
import { useConfigure } from './use-configure.ts'

const text = (of: string) => ({ ko: of, en: of })
const value = (id: string, priceMinor = 0) => ({ id, title: text(id), priceMinor })
const choice = (id: string, ...values: ReturnType<typeof value>[]) => ({
  ...{ id, kind: 'choice' as const, group: 'all', title: text(id), required: true },
  values,
})
/** A shoe whose white sole goes with a white upper only. */
const model: ConfigModel = {
  ...{ id: 'shoe' as FamilyId, version: 1, skuPrefix: 'SHOE', currency: 'KRW', title: text('shoe'), tagline: text('') },
  ...{ sampleAt: text(''), groups: [{ id: 'all', title: text('all') }], basePriceMinor: 100_000, priceRules: [] },
  ...{ assemblyDays: 1, leadTimes: [], art: { viewBox: '0 0 1 1', layers: [] } },
  characteristics: [
    choice('upper', value('white'), value('black', 5_000)),
    choice('sole', value('white'), value('gum', 2_000)),
    { id: 'name', kind: 'text', group: 'all', title: text('name'), required: false, pattern: '[A-Z]+', lengthMax: 5 },
  ],
  constraints: [
    { id: 'white-sole', kind: 'requires', if: { sole: ['white'] }, then: { upper: ['white'] }, why: text('stains') },
  ],
}
const [upper, sole, name] = model.characteristics as [
  ConfigModel['characteristics'][number],
  ConfigModel['characteristics'][number],
  ConfigModel['characteristics'][number],
]

describe('configuring on the tablet', () => {
  it('counts what is still open and prices what is chosen', () => {
    const configure = useConfigure(model, {})
    expect([configure.complete.value, configure.missingCount.value]).toEqual([false, 2])
    configure.set(upper, 'black')
    expect(configure.price.value).toEqual({ minor: 105_000, currency: 'KRW' })
    configure.fillIn('defaults')
    expect(configure.complete.value).toBe(true)
  })

  it('starts a new one as the standard product, and tells where its price can still go', () => {
    const configure = useConfigure(model, null)
    expect([configure.complete.value, configure.isOpen.value]).toEqual([true, true])
    expect(configure.range.value).toMatchObject({ lowest: { minor: 100_000 }, highest: { minor: 107_000 } })
    configure.set(upper, 'black')
    expect(configure.range.value).toBeNull()
    expect([configure.isOpen.value, configure.price.value.minor]).toEqual([false, 107_000])
  })

  it('names what was filled in and gave way, until the next choice', () => {
    const configure = useConfigure(model, null)
    configure.set(upper, 'black')
    expect(configure.gaveWay('en')).toEqual([{ id: 'sole', what: 'sole', from: 'white', to: 'gum' }])
    configure.set(name, 'KIM')
    expect(configure.gaveWay('en')).toEqual([])
  })

  it('asks about a value that is ruled out instead of taking it, and changes only what was agreed to', () => {
    const configure = useConfigure(model, { upper: 'black', sole: 'gum' })
    configure.set(sole, 'white')
    expect(configure.choices.value).toEqual({ upper: 'black', sole: 'gum' })
    const asked = configure.asked.value
    if (!asked) throw new Error('it is asked about')
    const { reasons, ways } = configure.why(asked, 'en')
    expect(reasons).toMatchObject({ own: [{ id: 'upper', choice: 'black' }], rules: [{ constraintId: 'white-sole' }] })
    expect(ways.map(({ lines, priceMinor }) => [lines.map(({ id }) => id), priceMinor])).toEqual([
      [['upper', 'sole'], -7_000],
    ])
    const [way] = ways
    if (way) configure.take(way)
    expect(configure.choices.value).toEqual({ upper: 'white', sole: 'white' })
    expect([configure.asked.value, configure.conflicts.value]).toEqual([null, []])
  })

  it('offers the nearest way out of choices that cannot be made together, and takes it only when told', () => {
    const configure = useConfigure(model, { upper: 'black', sole: 'white' })
    expect(configure.conflicts.value).toMatchObject([{ constraintId: 'white-sole' }])
    const way = configure.wayOut('en')
    expect(way?.lines).toHaveLength(1)
    expect(configure.choices.value).toEqual({ upper: 'black', sole: 'white' })
    if (way) configure.take(way)
    expect([configure.conflicts.value, configure.complete.value, configure.wayOut('en')]).toEqual([[], true, null])
  })

  it('shows what a colleague saved, with nothing left to answer', () => {
    const configure = useConfigure(model, { upper: 'black', sole: 'gum' })
    configure.set(sole, 'white')
    configure.reopen({ upper: 'white', sole: 'gum' })
    expect([configure.asked.value, configure.price.value.minor]).toEqual([null, 102_000])
  })

  it('takes an emptied text back out instead of keeping nothing as a choice', () => {
    const configure = useConfigure(model, { upper: 'white', sole: 'gum', name: 'KIM' })
    configure.set(name, '')
    expect('name' in configure.choices.value).toBe(false)
    expect(configure.complete.value).toBe(true)
  })

  it('asks by group only what applies', () => {
    const [group] = useConfigure(model, {}).groups.value
    expect(group?.questions.map(({ characteristic, missing }) => [characteristic.id, missing])).toEqual([
      ['upper', true],
      ['sole', true],
      ['name', false],
    ])
  })
})
