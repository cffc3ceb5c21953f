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
    configure.fill()
    expect(configure.complete.value).toBe(true)
  })

  it('lets a ruled-out value be chosen, and names what gave way', () => {
    const configure = useConfigure(model, { upper: 'black', sole: 'gum' })
    configure.set(sole, 'white')
    expect(configure.choices.value).toEqual({ upper: 'white', sole: 'white' })
    expect(configure.gaveWay.value.map(({ id }) => id)).toEqual(['upper'])
    expect(configure.conflicts.value).toEqual([])
    configure.set(sole, 'gum')
    expect(configure.gaveWay.value).toEqual([])
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
