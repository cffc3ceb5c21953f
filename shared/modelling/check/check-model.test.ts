import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { arbitraryCase } from '@dangol/domain/configurations/testing/arbitrary-model.ts'
import { isMet, productsOf } from '@dangol/domain/configurations/testing/brute-force.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { errorLine } from '../files/model-error.ts'
import { readModel } from '../files/read.ts'
import { checkModel } from './check-model.ts'

const HEAD = `
family: lamp
version: 1
sku: LMP
currency: EUR
title: 등 | Lamp
tagline: 등 | A lamp
sample at: 선반 | Shelf
price: 100.00
groups: { all: 모두 | All }
characteristics:
  base: { group: all, title: 받침 | Base, values: { oak: 참나무 | Oak, steel: 쇠 | Steel | +20.00, stone: 돌 | Stone }, default: oak }
  shade: { group: all, title: 갓 | Shade, values: { paper: 종이 | Paper, glass: 유리 | Glass | +35.50 | 4 days }, default: paper }
  cord: { group: all, title: 줄 | Cord, only if: base = steel, values: { red: 빨강 | Red, black: 검정 | Black }, default: red }
  height: { group: all, title: 높이 | Height, number: { min: 20, max: 60, step: 10 }, default: 20 }
`

function lamp(rest: string): ConfigModel {
  const read = readModel({ name: 'lamp', text: HEAD + rest })
  if (!read.ok) throw new Error(read.error.errors.map(errorLine).join('\n'))
  return read.value
}
const report = (rest: string) => checkModel(lamp(rest))
const found = (rest: string) => report(rest).findings.map(({ kind, name, rules }) => [kind, name, ...rules].join(' '))
const WHY = 'why: 왜냐하면 | Because'

describe('a model that is refused', () => {
  it('names the rules that contradict each other, and no others', () => {
    const { errors, figures } = report(`
rules:
  innocent: { forbid: "base | shade\\nsteel | glass\\n", ${WHY} }
  no-oak: { always: not base = oak, ${WHY} }
  only-oak: { always: shade = paper implies base = oak, ${WHY} }
  paper: { always: shade = paper, ${WHY} }
`)
    expect(figures).toBeNull()
    expect(errors).toHaveLength(1)
    expect(errors[0]?.rules.toSorted()).toEqual(['no-oak', 'only-oak', 'paper'])
    expect(errors[0]?.sentence).toMatch(/^These rules leave no product at all: /)
  })

  it('names the one rule that leaves nothing', () => {
    expect(report(`rules: { never: { always: "not any of (base = oak, base != oak)", ${WHY} } }`).errors).toEqual([
      { name: 'never', sentence: 'This rule leaves no product at all.', rules: ['never'] },
    ])
  })

  it('is no model when it names what it does not have, or waits in a circle', () => {
    const sound = lamp('')
    const torn: ConfigModel = {
      ...sound,
      leadTimes: [{ id: 'oak-glue', when: { base: ['oka'] }, days: 2, part: sound.title }],
    }
    expect(checkModel(torn).errors).toEqual([
      { name: 'oak-glue', sentence: 'There is no value "oka" of "base". Did you mean "oak"?', rules: [] },
    ])
    const circular = sound.characteristics.map((of) => (of.id === 'base' ? { ...of, onlyIf: { cord: ['red'] } } : of))
    expect(checkModel({ ...sound, characteristics: circular }).errors[0]?.sentence).toContain('runs in a circle')
  })
})

describe('findings', () => {
  it('are none for a sound model', () => {
    expect(found('')).toEqual([])
  })

  it('name dead values with the rules at fault, and what is forced by them', () => {
    expect(
      found(`
rules:
  no-glass: { if: shade = glass, then: base = stone, ${WHY} }
  no-stone: { always: not base = stone, ${WHY} }
`),
    ).toEqual([
      'dead-value base=stone no-stone',
      'dead-value shade=glass no-glass no-stone',
      'forced-value shade=paper',
    ])
  })

  it('name a characteristic that is never asked once, not each of its values', () => {
    expect(found(`rules: { no-steel: { always: "base in [oak, stone]", ${WHY} } }`)).toEqual([
      'dead-value base=steel no-steel',
      'never-applies cord applies:cord no-steel',
    ])
  })

  it('name bounds of a number that no product has', () => {
    const [first] = report(`rules: { low: { always: height <= 40, ${WHY} } }`).findings
    expect(first).toMatchObject({ kind: 'dead-value', name: 'height=50..60', rules: ['low'] })
  })

  it('name rules that others imply, with those', () => {
    const rules = `
rules:
  a: { if: base = oak, then: shade = paper, ${WHY} }
  b: { always: shade = paper implies height <= 40, ${WHY} }
  c: { always: base = oak implies height within 20..40, ${WHY} }
  d: { forbid: "shade | base\\nglass | oak\\n", ${WHY} }
`
    const lines = found(rules).filter((line) => line.startsWith('redundant'))
    expect(lines).toEqual([
      'redundant-rule a d',
      expect.stringMatching(/^redundant-rule c (a b|b a|b d|d b)$/),
      'redundant-rule d a',
    ])
  })

  it('name prices, times and parts that no product comes to', () => {
    expect(
      found(`
rules: { no-pair: { forbid: "base | shade\\nstone | glass\\n", ${WHY} } }
price rules:
  pair: { title: 짝 | Pair, when: base = stone and shade = glass, add: 5.00 }
  each: { title: 표 | Table, table: "base | shade | add\\nstone | * | 3.00\\n" }
  tall: { title: 높이 | Height, per unit of: height, when: base = stone and shade = glass, add: 0.50 per 10 }
lead times: { wait: { when: base = stone and shade = glass, days: 4, part: 돌 | Stone } }
components: { screw: { part: 나사 | Screw, when: cord = red and base = oak } }
`),
    ).toEqual([
      'unreachable-price pair',
      'unreachable-price each (stone, glass)',
      'unreachable-price tall',
      'unreachable-lead-time wait',
      'unreachable-component screw',
    ])
  })

  it('name the default that cannot stand beside the others, and choices without one', () => {
    const model = lamp(`rules: { oak-glass: { if: base = oak, then: shade = glass, ${WHY} } }`)
    const names = checkModel(model).findings.map(({ kind, name, rules }) => [kind, name, ...rules].join(' '))
    expect(names).toEqual(['clashing-default shade=paper oak-glass'])
    const open = model.characteristics.map((of) => {
      if (of.id !== 'height' || of.kind !== 'number') return of
      const { default: _, ...rest } = of
      return rest
    })
    expect(checkModel({ ...lamp(''), characteristics: open }).findings).toMatchObject([
      { kind: 'no-default', name: 'height' },
    ])
  })
})

describe('figures', () => {
  it('are exact', () => {
    const rest = `price rules: { long: { title: 줄 | Cord, when: cord = black, add: 1.25 } }`
    expect(report(rest).figures).toMatchObject({
      characteristics: 4,
      values: 7,
      rules: 0,
      // Oak and stone stand without a cord, steel with either: 4 times 2 shades.
      variants: 8n,
      lowestMinor: 100_00,
      highestMinor: 156_75,
      isPriceExact: true,
      soonestDays: 0,
      latestDays: 4,
      engine: 'diagram',
      sawRedundancy: true,
    })
    expect(report(rest).figures?.artefactBytes).toBeGreaterThan(0)
  })
})

describe('prices that rise and fall with one number', () => {
  const opposed = (maxMm: number) => {
    const rest = `
price rules:
  pole: { title: 대 | Pole, per unit of: height, add: 0.50 per 10 }
  short: { title: 여유 | Slack, per unit of: height, when: base = oak, add: -0.70 per 10 }
`
    const model = lamp(rest)
    const characteristics = model.characteristics.map((of) =>
      of.kind === 'number' ? { ...of, max: maxMm, step: 1 } : of,
    )
    return checkModel({ ...model, characteristics }).figures
  }

  it('are exact while each can be looked at, and said to be bounds beyond', () => {
    expect(opposed(60)?.isPriceExact).toBe(true)
    expect(opposed(20_000)?.isPriceExact).toBe(false)
  })
})

describe('a model too hard to compile', () => {
  it('says so with the rules that are searched, and is judged all the same', () => {
    const rest = `
rules:
  pair: { forbid: "base | shade\\nstone | glass\\n", ${WHY} }
  no-glass: { always: not shade = glass, ${WHY} }
`
    const { findings, figures } = checkModel(lamp(rest), { budget: { nodes: 1, steps: 1 } })
    const compiled = report(rest)
    expect(figures?.engine).not.toBe('diagram')
    expect(findings).toContainEqual({
      kind: 'slower',
      name: 'lamp',
      title: { ko: '등', en: 'Lamp' },
      rules: ['applies:cord', 'pair', 'no-glass'],
    })
    expect(findings.filter(({ kind }) => kind !== 'slower')).toEqual(compiled.findings)
    expect([figures?.lowestMinor, figures?.highestMinor]).toEqual([
      compiled.figures?.lowestMinor,
      compiled.figures?.highestMinor,
    ])
  })
})

describe('any small model', () => {
  it('is judged as all of its products say', () => {
    fc.assert(
      fc.property(arbitraryCase, ({ model, isCyclic }) => {
        if (isCyclic) return
        const products = productsOf(model)
        const { errors, findings } = checkModel(model, { isRead: true })
        const without = (ids: readonly string[]) => ({
          ...model,
          constraints: model.constraints.filter(({ id }) => !ids.includes(id)),
        })
        if (products.length === 0) {
          const others = model.constraints.filter(({ id }) => !errors[0]?.rules.includes(id)).map(({ id }) => id)
          expect(productsOf(without(others))).toEqual([])
          return
        }
        expect(errors).toEqual([])
        const named = (kind: string) => findings.filter((finding) => finding.kind === kind).map(({ name }) => name)
        const choices = model.characteristics.filter((of) => of.kind === 'choice')
        const dead = choices.flatMap(({ id, values }) =>
          values
            .filter((value) => products.every((product) => product[id] !== value.id))
            .map((value) => `${id}=${value.id}`),
        )
        const never = named('never-applies')
        expect(
          named('dead-value')
            .filter((name) => choices.some(({ id }) => name.startsWith(`${id}=`)))
            .toSorted(),
        ).toEqual(dead.filter((name) => !never.includes(name.replace(/=.*/, ''))).toSorted())
        expect(named('redundant-rule')).toEqual(
          model.constraints
            .filter(({ id }) => productsOf(without([id])).length === products.length)
            .map(({ id }) => id),
        )
        expect(named('unreachable-lead-time')).toEqual(
          model.leadTimes.filter(({ when }) => !products.some((product) => isMet(when, product))).map(({ id }) => id),
        )
      }),
      { numRuns: 60 },
    )
  })
})
