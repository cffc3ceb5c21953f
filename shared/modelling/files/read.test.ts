import { readFileSync } from 'node:fs'
import type { Characteristic, ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { describe, expect, it } from 'vitest'
import { errorLine } from './model-error.ts'
import { readModel } from './read.ts'

const example = readFileSync(new URL('example/mug.model.yaml', import.meta.url), 'utf8')
const svg = readFileSync(new URL('example/mug.svg', import.meta.url), 'utf8')
const beside = (name: string) => (name === 'mug.svg' ? svg : null)

function model(text = example): ConfigModel {
  const read = readModel({ name: 'mug.model.yaml', text, beside })
  if (!read.ok) throw new Error(read.error.errors.map(errorLine).join('\n'))
  return read.value
}

/** Errors of the example after one of its texts was replaced, without the name of the file. */
function errors(from: string, to: string): string[] {
  if (!example.includes(from)) throw new Error(`the example has no ${from}`)
  const read = readModel({ name: 'm', text: example.replace(from, to), beside })
  return read.ok ? [] : read.error.errors.map((error) => errorLine(error).slice(2))
}

const lineOf = (part: string) => example.slice(0, example.indexOf(part)).split('\n').length
const choice = (id: string) =>
  model().characteristics.find((each) => each.id === id) as Characteristic & { kind: 'choice' }
const rule = (id: string) => model().constraints.find((each) => each.id === id)
const price = (id: string) => model().priceRules.find((each) => each.id === id)

describe('what a file says', () => {
  it('has a head, groups and prices in minor units', () => {
    expect(model()).toMatchObject({ id: 'mug', version: 1, skuPrefix: 'MUG1', basePriceMinor: 38_000, assemblyDays: 5 })
    expect(model().title).toEqual({ ko: '물레 머그', en: 'Wheel-thrown Mug' })
    expect(model().groups).toEqual([
      { id: 'body', title: { ko: '몸통', en: 'Body' } },
      { id: 'mark', title: { ko: '새김', en: 'Mark' } },
    ])
  })

  it('says a value in a line: texts, colour, surcharge, days', () => {
    expect(choice('glaze').values[3]).toEqual({
      id: 'gold',
      title: { ko: '금채', en: 'Gilded' },
      swatch: '#c9a227',
      priceMinor: 24_000,
      leadDays: 9,
    })
  })

  it('takes some values of a shared list, at a part of their price', () => {
    expect(choice('inside').values.map(({ id, priceMinor }) => [id, priceMinor])).toEqual([
      ['celadon', undefined],
      ['moon', undefined],
      ['iron', 1_500],
    ])
  })

  it('asks for texts, numbers and own pictures within bounds', () => {
    const kinds = Object.fromEntries(model().characteristics.map(({ id, kind }) => [id, kind]))
    expect(kinds).toMatchObject({ height: 'number', word: 'text', drawing: 'picture', glaze: 'choice' })
    expect(model().characteristics.find(({ id }) => id === 'height')).toMatchObject({
      min: 70,
      max: 140,
      step: 5,
      unit: 'mm',
      default: 90,
    })
    expect(model().characteristics.find(({ id }) => id === 'drawing')).toMatchObject({
      types: ['image/png', 'image/jpeg'],
      bytesMax: 8_000_000,
      onlyIf: { mark: ['picture'] },
    })
  })

  it('has rules as conditions, tables and formulas', () => {
    expect(rule('bowl-handle')).toMatchObject({ kind: 'requires', if: { shape: ['bowl'] }, then: { handle: ['none'] } })
    expect(rule('kiln')).toMatchObject({
      kind: 'forbid',
      over: ['glaze', 'inside'],
      rows: [
        ['gold', 'iron'],
        ['gold', 'celadon'],
        ['iron', 'celadon'],
      ],
    })
    expect(rule('sizes')).toMatchObject({
      formula: {
        is: 'implies',
        if: { is: 'one-of', id: 'shape', values: ['jar'] },
        then: {
          is: 'all',
          of: [
            { is: 'within', id: 'height', min: 100 },
            { is: 'not', of: { is: 'one-of', id: 'handle' } },
          ],
        },
      },
    })
    expect(rule('one-luxury')).toMatchObject({ formula: { is: 'count', min: 0, max: 1 } })
  })

  it('has prices per combination, per letter and per quantity', () => {
    expect(price('gilded-shape')).toMatchObject({
      kind: 'table',
      rows: [{ values: ['cup', 'gold'], addMinor: 6_000 }, {}, {}],
    })
    expect(price('word-letters')).toMatchObject({ kind: 'per-letter', of: 'word', addMinor: 500 })
    expect(price('clay')).toMatchObject({ kind: 'per-unit', of: 'height', minorPer: 150, unitsPer: 5 })
  })

  it('has parts by the piece and by a number', () => {
    expect(model().components).toEqual([
      { id: 'body-clay', part: { ko: '백토', en: 'White clay' }, quantity: { of: 'height' } },
      { id: 'loop', part: { ko: '손잡이 고리', en: 'Handle loop' }, when: { handle: ['loop'] }, quantity: 1 },
    ])
  })

  it('has its picture in an SVG beside it, a layer per group', () => {
    expect(model().art.viewBox).toBe('0 0 400 400')
    expect(model().art.layers.map(({ id, when }) => [id, when])).toContainEqual(['cup', { shape: ['cup'] }])
    expect(model().art.layers.find(({ id }) => id === 'rim')?.svg).toBe(
      '<ellipse cx="200" cy="112" rx="78" ry="14" fill="{{shade:inside:-20}}"/>',
    )
  })

  it('means any other value by !=, the whole column by *, and alike ones by a pattern', () => {
    const other = model(example.replace('if: shape = bowl', 'if: shape != cup'))
    expect(other.constraints[0]).toMatchObject({ if: { shape: ['bowl', 'jar'] } })
    const all = model(example.replace('gold  | iron, celadon', 'gold  | *').replace('      iron  | celadon\n', ''))
    expect(all.constraints[1]).toMatchObject({
      rows: [
        ['gold', 'celadon'],
        ['gold', 'moon'],
        ['gold', 'iron'],
      ],
    })
    const alike = model(example.replace('when: glaze = gold', 'when: glaze in g*'))
    expect(alike.leadTimes[0]?.when).toEqual({ glaze: ['gold'] })
    const listed = model(example.replace('when: glaze = gold', 'when: inside in list glazes'))
    expect(listed.leadTimes[0]?.when).toEqual({ inside: ['celadon', 'moon', 'iron'] })
  })
})

describe('what is wrong is told by line, column and name', () => {
  it.each([
    [
      'if: shape = bowl',
      'if: shpae = bowl',
      'bowl-handle',
      9,
      'There is no characteristic "shpae". Did you mean "shape"?',
    ],
    [
      'then: handle = none',
      'then: handle = nome',
      'bowl-handle',
      20,
      'There is no value "nome" of "handle". Did you mean "none"?',
    ],
    [
      '      iron  | celadon\n',
      '      iron  | celedon\n',
      'kiln',
      15,
      'There is no value "celedon" of "inside". Did you mean "celadon"?',
    ],
    [
      '      iron  | celadon\n',
      '      gold  | celadon\n',
      'kiln',
      7,
      'The combination gold, celadon stands in the table twice.',
    ],
    ['      iron  | celadon\n', '      iron\n', 'kiln', 7, 'This line has 1 columns of values; the table has 2.'],
    ['height >= 100', 'heigth >= 100', 'sizes', 33, 'There is no characteristic "heigth". Did you mean "height"?'],
    ['height >= 100', 'height = tall', 'sizes', 42, 'A number is missing here, not "tall".'],
    ['of (glaze = gold,', 'of glaze = gold,', 'one-luxury', 26, '"(" is missing behind "of".'],
    ['at most 1 of (', 'at least 3 of (', 'one-luxury', 24, '"of (...)" is missing here.'],
  ])('%s → %s', (from, to, name, column, sentence) => {
    if (to.startsWith('at least')) return expect(errors(from, to)[0]).toContain('Of 2 parts, 3 to 2 can never hold.')
    return expect(errors(from, to)).toEqual([`${lineOf(from)}:${column} ${name}: ${sentence}`])
  })

  it.each([
    ['group: mark', 'group: marks', 'mark: There is no group "marks". Did you mean "mark"?'],
    ['values from: glazes', 'values from: glaze', 'glaze: There is no list "glaze". Did you mean "glazes"?'],
    ['values from: glazes', 'values from: [glazes, glazes]', 'glaze: The value "celadon" comes from here twice.'],
    ['default: loop', 'default: lop', 'handle: The default "lop" is none of the values. Did you mean "loop"?'],
    ['default: 90', 'default: 91', 'height: The default "91" does not lie on a step.'],
    ['default: 90', 'default: 200', 'height: The default "200" lies outside the bounds.'],
    ['min: 70, max: 140', 'min: 150, max: 140', 'height: Nothing lies between 150 and 140.'],
    ['max: 140,', 'max: 1,140,', 'height: "140" has no meaning here. Within { } a text with a comma needs quotes.'],
    ['step: 5,', 'step: 0,', 'height: The step is more than zero.'],
    ['price: 38,000', 'price: 38,000.5', 'price: 38,000.5 is more exact than KRW, which has no decimals.'],
    ['| +3,000 |', '| +3,00 |', 'iron: "+3,00" is no amount of money'],
    ['|#7fa593', '| #7fa593', 'celadon: Nothing stands behind this bar. A colour follows its bar without a space'],
    ['| 2 days', '| soon', 'iron: "soon" is neither a colour'],
    ['| None\n      loop', '\n      loop', 'none: A value is written "한국어 | English"'],
    ["'[A-Za-z가-힣 ]{1,8}'", "'[A-Za-z가-힣 {1,8}'", 'word: [A-Za-z가-힣 {1,8} is no regular expression.'],
    ["'[A-Za-z가-힣 ]{1,8}'", "'(a+)+'", 'word: A repetition without end stands within another'],
    ['[png, jpeg]', '[png, gif]', 'drawing: A picture is png, jpeg or webp, not "gif".'],
    ['per letter of: word', 'per letter of: height', 'word-letters: "height" is a number; a text belongs here.'],
    [
      'quantity of: height',
      'quantity of: hight',
      'body-clay: There is no characteristic "hight". Did you mean "height"?',
    ],
    ['add: 150 per 5', 'add: 150 per mm', 'clay: Write it like "12,000 per 10", not "150 per mm".'],
    ['cup   | gold  | 6,000', 'cup   | gold  | 6.000', 'gilded-shape: 6.000 is more exact than KRW'],
    ['title: 흙 | Clay', 'titel: 흙 | Clay', 'clay: "titel" has no meaning here. Did you mean "title"?'],
    ['    days: 9\n', '', 'gilding: "days" is missing.'],
    ['  sizes:\n    always: shape', '  kiln:\n    always: shape', 'rules: "kiln" stands here twice.'],
    ['currency: KRW', 'currency: WON', 'currency: We price in KRW, EUR, GBP, USD, not in "WON".'],
    ['version: 1', 'version: first', 'version: A whole number from 1 to 1000000 belongs here, not "first".'],
    ['art: mug.svg', 'art: cup.svg', 'art: There is no file cup.svg beside the model.'],
    ['art: mug.svg', 'art: ../mug.svg', 'art: "../mug.svg" is no name of an .svg file in the folder of the model.'],
  ])('%s → %s', (from, to, sentence) => {
    const found = errors(from, to).map((line) => line.replace(/^\d+:\d+ /, ''))
    expect(found.join('\n')).toContain(sentence)
    for (const line of errors(from, to)) expect(Number(line.split(':')[0])).toBeGreaterThan(0)
  })

  it('finds conditions that wait for each other', () => {
    const text = example
      .replace('only if: mark = word', 'only if: glaze = gold')
      .replace('    values from: glazes\n', '    values from: glazes\n    only if: mark = none\n')
    const circle = text.replace(
      '    title: 새김 방식 | Mark\n',
      '    title: 새김 방식 | Mark\n    only if: glaze = moon\n',
    )
    const read = readModel({ name: 'm', text: circle, beside })
    expect(read.ok ? [] : read.error.errors.map(({ name, sentence }) => `${name}: ${sentence}`)).toEqual([
      'glaze: "only if" runs in a circle: glaze → mark → glaze.',
    ])
  })

  it('tells everything that is wrong at once, in the order of the lines', () => {
    const text = example.replace('shape = bowl', 'shap = bowl').replace('default: cup', 'default: cap')
    const read = readModel({ name: 'm', text, beside })
    const lines = read.ok ? [] : read.error.errors.map(({ line }) => line)
    expect(lines).toEqual([lineOf('default: cup'), lineOf('shape = bowl')])
  })

  it('counts decimals of a currency that has them', () => {
    const euros = example.replace('currency: KRW', 'currency: EUR').replaceAll(/(\d),(\d{3})/g, '$1.$2')
    const read = readModel({ name: 'm', text: euros, beside })
    expect(read.ok ? [] : read.error.errors[0]?.sentence).toBe('38.000 is more exact than EUR, which has 2 decimals.')
  })
})

describe('what is no model', () => {
  const sentences = (text: string) => {
    const read = readModel({ name: 'm', text })
    return read.ok ? [] : read.error.errors.map(errorLine)
  }

  it('is refused where the YAML breaks', () => {
    expect(sentences('family: mug\n  price: 3\n')[0]).toMatch(/^m:\d:\d+ YAML: Nested mappings are not allowed/)
    expect(sentences('')).toEqual(['m:1:1 model: The file is empty.'])
    expect(sentences('- a\n- b\n')).toEqual(['m:1:1 model: Entries of the form "name: ..." belong here.'])
  })

  it('is refused with anchors, aliases and tags, before anything is expanded', () => {
    const bomb = `a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\nd: !!js/function x\n`
    const found = sentences(bomb)
    expect(found).toContain('m:1:7 YAML: Anchors (&name) are not used here; share values with "lists".')
    expect(found).toContain('m:2:8 YAML: Aliases (*name) are not used here; share values with "lists".')
    expect(found.every((line) => line.includes(' YAML: '))).toBe(true)
  })

  it('is refused when it is too deep or too long', () => {
    expect(sentences(`a: ${'['.repeat(60)}${']'.repeat(60)}\n`)[0]).toContain('nested too deeply')
    expect(sentences(`a: ${'['.repeat(100_000)}\n`)[0]).toMatch(/nested too deeply|YAML/)
    expect(sentences(`a: ${'x'.repeat(8_000_001)}`)[0]).toContain('at most 8000000 characters')
  })

  it('never fails but refuses, whatever stands where', () => {
    const lines = example.split('\n')
    for (let at = 0; at < lines.length; at += 7) {
      for (const instead of ['', '  x', 'x: [1, {a: b}]', '      - y: z', '    "']) {
        const text = lines.with(at, instead).join('\n')
        const read = readModel({ name: 'm', text, beside })
        if (read.ok) continue
        expect(read.error.errors.length).toBeGreaterThan(0)
        for (const { line, column } of read.error.errors) {
          expect(line).toBeLessThanOrEqual(lines.length + 1)
          expect(column).toBeGreaterThan(0)
        }
      }
    }
  })
})
