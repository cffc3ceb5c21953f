import { readFileSync } from 'node:fs'
import type { ConfigModel, RuleFormula } from '@dangol/domain/catalogue/model.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { errorLine } from '../model-error.ts'
import { readModel } from '../read.ts'
import { arbitraryModel } from '../testing/arbitrary-model.ts'
import { writeArt } from './art-svg.ts'
import { conditionText, formulaText } from './conditions.ts'
import { writeModel } from './write.ts'

function readBack(text: string): ConfigModel {
  const read = readModel({ name: 'm', text })
  if (!read.ok) throw new Error(`${read.error.errors.map(errorLine).join('\n')}\n${text}`)
  return read.value
}

describe('a written model', () => {
  it('reads back as exactly the same, whatever it holds', () => {
    fc.assert(
      fc.property(arbitraryModel, (model) => {
        // Through JSON, since generated records have no prototype.
        expect(readBack(writeModel(model))).toStrictEqual(JSON.parse(JSON.stringify(model)))
      }),
      { numRuns: 50 },
    )
  })

  it('keeps its layers through an SVG file', () => {
    const svg = readFileSync(new URL('../example/mug.svg', import.meta.url), 'utf8')
    const text = readFileSync(new URL('../example/mug.model.yaml', import.meta.url), 'utf8')
    const read = readModel({ name: 'm', text, beside: () => svg })
    if (!read.ok) throw new Error('the example is a model')
    expect(writeArt(read.value)).toBe(svg)
    const broken = { ...read.value, art: { viewBox: '0 0 1 1', layers: [{ id: 'a', svg: '<g>\n</g>' }] } }
    expect(writeArt(broken)).toBeNull()
  })

  it('gives values that several characteristics have in common one list', () => {
    const values = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, title: { ko: '값', en: id } }))
    const base = { group: 'g', title: { ko: '무엇', en: 'What' }, required: true, kind: 'choice' as const, values }
    const text = writeModel({
      ...PLAIN,
      characteristics: [
        { ...base, id: 'one' },
        { ...base, id: 'two' },
      ],
    })
    expect(text.match(/^ +e: 값 \| e$/gm)).toHaveLength(1)
    expect(text.match(/values from: one/g)).toHaveLength(2)
    expect(readBack(text).characteristics).toEqual([
      { ...base, id: 'one' },
      { ...base, id: 'two' },
    ])
  })

  it('writes neighbouring rows of a table as one line, in columns', () => {
    const choice = (id: string, ids: string[]) => ({
      id,
      group: 'g',
      title: { ko: '무엇', en: 'What' },
      required: true,
      kind: 'choice' as const,
      values: ids.map((value) => ({ id: value, title: { ko: '값', en: value } })),
    })
    const rows = [
      ['a', 'x'],
      ['a', 'y'],
      ['b', 'x'],
      ['b', 'y'],
      ['c', 'z'],
    ]
    const model: ConfigModel = {
      ...PLAIN,
      characteristics: [choice('first', ['a', 'b', 'c']), choice('second-one', ['x', 'y', 'z'])],
      constraints: [{ id: 't', kind: 'allow', over: ['first', 'second-one'], rows, why: { ko: '왜', en: 'Why' } }],
    }
    const text = writeModel(model)
    expect(text).toContain('      first | second-one\n      a, b  | x, y\n      c     | z\n')
    expect(readBack(text)).toEqual(model)
  })
})

const PLAIN: ConfigModel = {
  id: 'plain' as ConfigModel['id'],
  version: 1,
  skuPrefix: 'PLN',
  currency: 'KRW',
  title: { ko: '이름', en: 'Name' },
  tagline: { ko: '한마디', en: 'A word' },
  sampleAt: { ko: '선반', en: 'Shelf' },
  groups: [{ id: 'g', title: { ko: '무리', en: 'Group' } }],
  characteristics: [],
  constraints: [],
  basePriceMinor: 0,
  priceRules: [],
  assemblyDays: 0,
  leadTimes: [],
  art: { viewBox: '0 0 1 1', layers: [] },
}

describe('a written formula', () => {
  const a: RuleFormula = { is: 'chosen', id: 'a' }
  it.each<[RuleFormula, string]>([
    [{ is: 'all', of: [a, { is: 'all', of: [a, a] }] }, 'a is chosen and (a is chosen and a is chosen)'],
    [{ is: 'not', of: { is: 'any', of: [a, a] } }, 'not (a is chosen or a is chosen)'],
    [
      { is: 'implies', if: { is: 'implies', if: a, then: a }, then: a },
      '(a is chosen implies a is chosen) implies a is chosen',
    ],
    [{ is: 'all', of: [a] }, 'all of (a is chosen)'],
    [{ is: 'same', of: [a, a] }, 'all or none of (a is chosen, a is chosen)'],
    [{ is: 'count', of: [a, a, a], min: 1, max: 2 }, 'between 1 and 2 of (a is chosen, a is chosen, a is chosen)'],
    [{ is: 'within', id: 'n', min: -1.5, max: 3 }, 'n within -1.5..3'],
    [{ is: 'within', id: 'n', max: 3 }, 'n <= 3'],
    [{ is: 'one-of', id: 'not', values: ['a b', 'x'] }, '"not" in ["a b", x]'],
  ])('%j', (formula, text) => {
    expect(formulaText(formula, new Map())).toBe(text)
  })

  it('says what a condition leaves out when that is shorter', () => {
    const values = ['none', 'candy-red', 'candy-blue', 'candy-green'].map((id) => ({ id, title: { ko: '값', en: id } }))
    const of = new Map([
      ['c', { id: 'c', group: 'g', title: { ko: 'c', en: 'c' }, required: true, kind: 'choice' as const, values }],
    ])
    expect(conditionText({ c: ['candy-red', 'candy-blue', 'candy-green'] }, of)).toBe('c != none')
    expect(conditionText({ c: ['none', 'candy-blue', 'candy-green'] }, of)).toBe('c != candy-red')
    expect(conditionText({ c: ['candy-blue', 'candy-green'] }, of)).toBe('c in [candy-blue, candy-green]')
    expect(conditionText({}, of)).toBe('always')
  })
})
