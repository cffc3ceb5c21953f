import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { solutionsOf } from '@dangol/domain/solver/testing/brute-force.ts'
import type { ImportedModel } from './imported.ts'
import { importUvl } from './uvl.ts'

const imported = (text: string): ImportedModel => {
  const result = importUvl(text, 'model.uvl')
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}
const refused = (text: string) => {
  const result = importUvl(text, 'model.uvl')
  return result.ok ? null : result.error
}
/** The products of a model as the names of their features. */
const products = ({ problem, features }: ImportedModel): string[] =>
  solutionsOf(problem)
    .map((row) =>
      [...features]
        .filter(([, literal]) => literal === null || literal.values.includes(row[literal.variable] ?? -1))
        .map(([name]) => name)
        .join(' '),
    )
    .sort()
const shapes = ({ problem }: ImportedModel) =>
  problem.variables.map(({ name, values }) => `${name}: ${values.join(' ')}`)

const bicycle = `
namespace shop
// what the workshop builds
features
    bicycle {abstract true, note "with } and ' inside"}
        mandatory
            frame {price 120.5, sizes [48, 52]}
                alternative
                    steel
                    carbon
                        optional
                            paint
        optional
            motor {label 'a "quoted" one',
                   power 250}
                alternative
                    front
                    rear
            basket
constraints
    carbon => !rear /* too
    heavy */
    paint <=> basket | motor & steel
`

describe('UVL', () => {
  it('makes one variable of an alternative group, none of a mandatory feature, and a Boolean of the rest', () => {
    expect(shapes(imported(bicycle))).toEqual([
      'motor: 0 1',
      'basket: 0 1',
      'alt:frame: steel carbon',
      'paint: 0 1',
      'alt:motor: front rear -',
    ])
  })

  it('knows where every feature stands, whatever it became', () => {
    const { features } = imported(bicycle)
    expect(features.get('bicycle')).toBeNull()
    expect(features.get('frame')).toBeNull()
    expect(features.get('carbon')).toEqual({ variable: 2, values: [1] })
    expect(features.get('rear')).toEqual({ variable: 4, values: [1] })
  })

  it('allows exactly the products that tree and constraints allow', () => {
    const allowed: string[] = []
    const choose = [false, true]
    for (const frame of ['steel', 'carbon'])
      for (const paint of choose)
        for (const motor of [null, 'front', 'rear'])
          for (const basket of choose) {
            if (paint && frame !== 'carbon') continue
            if (frame === 'carbon' && motor === 'rear') continue
            if (paint !== (basket || (motor !== null && frame === 'steel'))) continue
            const names = ['bicycle', 'frame', ...(motor === null ? [] : ['motor']), ...(basket ? ['basket'] : [])]
            allowed.push([...names, frame, ...(paint ? ['paint'] : []), ...(motor === null ? [] : [motor])].join(' '))
          }
    expect(products(imported(bicycle))).toEqual(allowed.sort())
  })

  it('counts the features of groups with cardinalities', () => {
    const group = (cardinality: string) =>
      products(
        imported(
          `features\n\tr\n\t\toptional\n\t\t\tp\n\t\t\t\t[${cardinality}]\n\t\t\t\t\ta\n\t\t\t\t\tb\n\t\t\t\t\tc\n`,
        ),
      )
    expect(group('2').filter((each) => each.includes('p'))).toHaveLength(3)
    expect(group('1..2').filter((each) => each.includes('p'))).toHaveLength(6)
    expect(group('0..1').filter((each) => each.includes('p'))).toHaveLength(4)
    expect(group('2..*').filter((each) => each.includes('p'))).toHaveLength(4)
    expect(group('1..*')).toContain('r')
    for (const cardinality of ['2', '1..2', '0..1', '0..*']) {
      expect(group(cardinality).filter((each) => /[abc]/.test(each) && !each.includes('p'))).toEqual([])
    }
  })

  it('gives a second alternative group of one parent a name of its own', () => {
    const text = 'features\n r\n  alternative\n   a\n   b\n  alternative\n   c\n   d\n'
    expect(shapes(imported(text))).toEqual(['alt:r: a b', 'alt:r#2: c d'])
  })

  it('reads quoted names, formulas among attributes, and mixed tabs and spaces', () => {
    const text =
      'features\n\t"the root"\n        \toptional\n\t\t\t"a & b" {constraint "a & b" => c}\n\t\t\tc\nconstraints\n\t!("a & b" & !c)\n'
    expect(products(imported(text))).toEqual(['the root', 'the root a & b c', 'the root c'])
  })

  it('names a rule by the text of its constraint and makes clauses where it can', () => {
    const { problem } = imported(bicycle)
    expect(problem.rules.find(({ name }) => name === 'carbon => ! rear')).toMatchObject({
      kind: 'clause',
      literals: [
        { variable: 2, values: [0] },
        { variable: 4, values: [0, 2] },
      ],
    })
  })

  it('reads a tree and a formula of any depth', () => {
    const depth = 3000
    const tree = Array.from(
      { length: depth },
      (_, at) => `${' '.repeat(2 * at + 1)}f${at}\n${' '.repeat(2 * at + 2)}optional`,
    )
    const text = `features\n${tree.join('\n')}\n${' '.repeat(2 * depth + 1)}last\nconstraints\n ${'('.repeat(depth)}f1${')'.repeat(depth)} => ${'!'.repeat(depth)}f2\n`
    expect(imported(text).problem.variables).toHaveLength(depth)
  })

  it('understands any formula as its operators do', () => {
    const names = ['a', 'b', 'c', 'd']
    interface Tree {
      readonly text: string
      readonly holds: (on: readonly boolean[]) => boolean
    }
    const leaf = fc.nat(3).map((at): Tree => ({ text: names[at] ?? '', holds: (on) => on[at] ?? false }))
    const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        leaf,
        tie('tree').map((of): Tree => ({ text: `!(${of.text})`, holds: (on) => !of.holds(on) })),
        fc.tuple(fc.constantFrom('&', '|', '=>', '<=>'), tie('tree'), tie('tree')).map(([operator, a, b]): Tree => ({
          text: `(${a.text}) ${operator} (${b.text})`,
          holds: (on) => {
            const [left, right] = [a.holds(on), b.holds(on)]
            if (operator === '&') return left && right
            if (operator === '|') return left || right
            return operator === '=>' ? !left || right : left === right
          },
        })),
      ),
    }))
    fc.assert(
      fc.property(tree, ({ text, holds }) => {
        const expected = Array.from({ length: 16 }, (_, bits) => names.map((_each, at) => (bits >> at) % 2 === 1))
          .filter(holds)
          .map((on) => ['r', ...names.filter((_each, at) => on[at])].join(' '))
          .sort()
        const model = `features\n r\n  optional\n   a\n   b\n   c\n   d\nconstraints\n ${text}\n`
        if (expected.length === 0 && refused(model)?.code === 'contradictory') return
        expect(products(imported(model))).toEqual(expected)
      }),
      { numRuns: 300 },
    )
  })

  it('binds not before and before or before implication, and groups from the left', () => {
    const model = (formula: string) =>
      products(imported(`features\n r\n  optional\n   a\n   b\n   c\nconstraints\n ${formula}\n`))
    expect(model('!a & b | c => a')).toEqual(model('((((!a) & b) | c) => a)'))
    expect(model('a => b => c')).toEqual(model('(a => b) => c'))
    expect(model('a <=> b | c')).toEqual(model('a <=> (b | c)'))
  })
})

describe('a UVL file that is refused', () => {
  const tree = 'features\n r\n  optional\n   a\n   b\n'
  it.each([
    ['imports\n\tother.model as o\nfeatures\n\tr\n', 'unsupported', 2, 'imports of other files'],
    [`${tree}constraints\n a => engine\n`, 'malformed', 7, "'engine', which is no feature"],
    [`${tree}constraints\n a =>\n`, 'malformed', 7, 'ends too early'],
    [`${tree}constraints\n a & & b\n`, 'malformed', 7, 'not expected'],
    [`${tree}constraints\n (a & b\n`, 'malformed', 7, 'never closed'],
    [`${tree}constraints\n a.price > 3\n`, 'unsupported', 7, 'numbers and texts'],
    [`${tree}constraints\n sum(price) < 3\n`, 'unsupported', 7, 'numbers and texts'],
    ['features\n r\n  optional\n   a\n   a\n', 'malformed', 5, 'line 4 already'],
    ['features\n r\n  optional\n s\n', 'malformed', 4, 'second root'],
    ['features\n r\n  optional\n', 'malformed', 3, 'without features'],
    ['features\n r\n  sometimes\n   a\n', 'malformed', 3, 'a group is expected'],
    ['features\n r\n  [3..2]\n   a\n', 'malformed', 3, 'ends before'],
    ['features\n r\n  [3]\n   a\n', 'malformed', 3, 'at least 3 of 1'],
    ['features\n r\n  optional\n   a cardinality [1..3]\n', 'unsupported', 4, 'clones'],
    ['features\n r {note "open\n', 'malformed', 2, 'quote'],
    ['features\n r {note 1\n', 'malformed', 2, "'{' is never closed"],
    ['nonsense\n r\n', 'malformed', 1, 'no section'],
    [' r\n', 'malformed', 1, 'no section'],
    ['namespace x\n', 'malformed', null, 'no feature'],
    ['features\n r\n  mandatory\n   a\nconstraints\n !a\n', 'contradictory', 6, 'never hold'],
  ])('%j', (text, code, line, message) => {
    expect(refused(text)).toMatchObject({ code, line, file: 'model.uvl' })
    expect(refused(text)?.message).toContain(message)
  })
})
