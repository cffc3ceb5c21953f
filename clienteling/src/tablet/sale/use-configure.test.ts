import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { describe, expect, it } from 'vitest'
import { shoe } from '../../testing/shoe.ts'
import { useConfigure } from './use-configure.ts'

const [upper, sole, name] = shoe.characteristics as [
  ConfigModel['characteristics'][number],
  ConfigModel['characteristics'][number],
  ConfigModel['characteristics'][number],
]

describe('configuring on the tablet', () => {
  it('counts what is still open and prices what is chosen', () => {
    const configure = useConfigure(shoe, {})
    expect([configure.complete.value, configure.missingCount.value]).toEqual([false, 2])
    configure.set(upper, 'black')
    expect(configure.price.value).toEqual({ minor: 105_000, currency: 'KRW' })
    configure.fillIn('defaults')
    expect(configure.complete.value).toBe(true)
  })

  it('starts a new one as the standard product, and tells where its price can still go', () => {
    const configure = useConfigure(shoe, null)
    expect([configure.complete.value, configure.isOpen.value]).toEqual([true, true])
    expect(configure.range.value).toMatchObject({ lowest: { minor: 100_000 }, highest: { minor: 107_000 } })
    configure.set(upper, 'black')
    expect(configure.range.value).toBeNull()
    expect([configure.isOpen.value, configure.price.value.minor]).toEqual([false, 107_000])
  })

  it('names what was filled in and gave way, until the next choice', () => {
    const configure = useConfigure(shoe, null)
    configure.set(upper, 'black')
    expect(configure.gaveWay('en')).toEqual([{ id: 'sole', what: 'sole', from: 'white', to: 'gum' }])
    configure.set(name, 'KIM')
    expect(configure.gaveWay('en')).toEqual([])
  })

  it('asks about a value that is ruled out instead of taking it, and changes only what was agreed to', () => {
    const configure = useConfigure(shoe, { upper: 'black', sole: 'gum' })
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
    const configure = useConfigure(shoe, { upper: 'black', sole: 'white' })
    expect(configure.conflicts.value).toMatchObject([{ constraintId: 'white-sole' }])
    const way = configure.wayOut('en')
    expect(way?.lines).toHaveLength(1)
    expect(configure.choices.value).toEqual({ upper: 'black', sole: 'white' })
    if (way) configure.take(way)
    expect([configure.conflicts.value, configure.complete.value, configure.wayOut('en')]).toEqual([[], true, null])
  })

  it('shows what a colleague saved, with nothing left to answer', () => {
    const configure = useConfigure(shoe, { upper: 'black', sole: 'gum' })
    configure.set(sole, 'white')
    configure.reopen({ upper: 'white', sole: 'gum' })
    expect([configure.asked.value, configure.price.value.minor]).toEqual([null, 102_000])
  })

  it('takes an emptied text back out instead of keeping nothing as a choice', () => {
    const configure = useConfigure(shoe, { upper: 'white', sole: 'gum', name: 'KIM' })
    configure.set(name, '')
    expect('name' in configure.choices.value).toBe(false)
    expect(configure.complete.value).toBe(true)
  })

  it('asks by group only what applies', () => {
    const [group] = useConfigure(shoe, {}).groups.value
    expect(group?.questions.map(({ characteristic, missing }) => [characteristic.id, missing])).toEqual([
      ['upper', true],
      ['sole', true],
      ['name', false],
    ])
  })
})
