import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { obeys, solutionsOf } from '@dangol/domain/solver/testing/brute-force.ts'
import type { Problem } from '@dangol/domain/solver/problem.ts'
import { importXcsp } from './xcsp.ts'

const problemOf = (text: string): Problem => {
  const result = importXcsp(text, 'model.xml')
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value.problem
}
const refused = (text: string) => {
  const result = importXcsp(text, 'model.xml')
  return result.ok ? null : result.error
}
/** Solutions as words of value names, in the order of the variables. */
const solutions = (text: string): string[] => {
  const problem = problemOf(text)
  return solutionsOf(problem)
    .map((row) => [...row].map((value, at) => problem.variables[at]?.values[value]).join(' '))
    .sort()
}
const third = (variables: string, constraints: string, more = '') =>
  `<instance format="XCSP3" type="CSP"><variables>${variables}</variables><constraints>${constraints}</constraints>${more}</instance>`
const pairs = (holds: (x: number, y: number) => boolean, values = [0, 1, 2, 3]) =>
  values.flatMap((x) => values.filter((y) => holds(x, y)).map((y) => `${x} ${y}`))
const xy = '<var id="x">0..3</var><var id="y">0..3</var>'

describe('XCSP 2.1', () => {
  const car = (constraints: string, relations: string, predicates = '') => `<instance>
<presentation format="XCSP 2.1" name="car"/>
<domains nbDomains="2"><domain name="D0" nbValues="3"> 0..2 </domain><domain name="D1" nbValues="2" optional="-1"> 7 </domain></domains>
<variables nbVariables="2"><variable name="v0" domain="D0"/><variable name="v0_1_Pack" domain="D1"/></variables>
<relations>${relations}</relations><predicates>${predicates}</predicates>
<constraints>${constraints}</constraints></instance>`
  const relation = (semantics: string, rows: string, nb = 2) =>
    `<relation name="r" arity="2" nbTuples="${nb}" semantics="${semantics}">${rows}</relation>`
  const table = '<constraint name="c" arity="2" scope="v0_1_Pack v0" reference="r"/>'

  it('reads tables of allowed rows, and the value of an option that is not there', () => {
    expect(solutions(car(table, relation('supports', ' 7 1 | -1 0 |')))).toEqual(['0 -1', '1 7'])
  })

  it('reads tables of forbidden rows', () => {
    expect(solutions(car(table, relation('conflicts', '7 1|-1 0')))).toEqual(['0 7', '1 -1', '2 -1', '2 7'])
  })

  it('reads predicates with parameters that are variables or numbers', () => {
    const predicate =
      '<predicate name="p"><parameters>int A int B int C</parameters><expression><functional>le(add(A,C),B)</functional></expression></predicate>'
    const constraint =
      '<constraint name="c" arity="2" scope="v0 v0_1_Pack" reference="p"><parameters>v0 v0_1_Pack 6</parameters></constraint>'
    expect(solutions(car(constraint, '', predicate))).toEqual(['0 7', '1 7'])
  })

  it('reads allDifferent', () => {
    const text = `<instance><domains><domain name="D">0..2</domain></domains><variables><variable name="a" domain="D"/><variable name="b" domain="D"/></variables>
<constraints><constraint name="c" arity="2" scope="a b" reference="global:allDifferent"/></constraints></instance>`
    expect(solutions(text)).toHaveLength(6)
  })

  it.each([
    [car(table, relation('soft', '7 1')), 'unsupported', 5, 'soft'],
    [car(table, relation('supports', '7 1 2')), 'malformed', 5, 'row 1 has 3 values'],
    [car(table, relation('supports', '7 1', 9)), 'malformed', 5, '9 are announced'],
    [car(table, relation('supports', '8 8', 1)), 'contradictory', 6, 'allows nothing'],
    [car('<constraint scope="v0 v9" reference="r"/>', relation('supports', '7 1|1 1')), 'malformed', 6, "'v9'"],
    [car('<constraint scope="v0" reference="global:cumulative"/>', ''), 'unsupported', 6, 'cumulative'],
    ['<instance><variables></instance>', 'malformed', 1, ''],
    ['<model/>', 'malformed', 1, 'no XCSP'],
    ['', 'malformed', null, ''],
  ])('refuses %#', (text, code, line, message) => {
    expect(refused(text)).toMatchObject({ code, file: 'model.xml' })
    if (line !== null) expect(refused(text)?.line).toBe(line)
    expect(refused(text)?.message).toContain(message)
  })
})

describe('XCSP3', () => {
  it('reads tables with wild cards and ranges, allowed or forbidden', () => {
    const table = (rows: string) => third(xy, `<extension><list>x y</list>${rows}</extension>`)
    expect(solutions(table('<supports>(0,*)(2..3,1)(0,1)(9,9)</supports>'))).toEqual([
      '0 0',
      '0 1',
      '0 2',
      '0 3',
      '2 1',
      '3 1',
    ])
    expect(solutions(table('<conflicts>(*,1..3)(1,0)</conflicts>'))).toEqual(['0 0', '2 0', '3 0'])
  })

  it('reads tables of one variable and words as values', () => {
    const text = third(
      '<var id="c" type="symbolic">red green blue</var><var id="x">0 1</var>',
      '<extension><list>c</list><supports>red blue</supports></extension><intension>imp(eq(c,red),gt(x,0))</intension>',
    )
    expect(solutions(text)).toEqual(['blue 0', 'blue 1', 'red 1'])
  })

  it.each<[string, (x: number, y: number) => boolean]>([
    ['eq(x,y)', (x, y) => x === y],
    ['lt(add(x,1),mul(y,2))', (x, y) => x + 1 < y * 2],
    ['or(eq(x,0),and(gt(y,1),not(eq(x,y))))', (x, y) => x === 0 || (y > 1 && x !== y)],
    ['iff(le(x,1),in(y,set(1,3)))', (x, y) => x <= 1 === [1, 3].includes(y)],
    ['notin(sub(x,y),set(0,1))', (x, y) => ![0, 1].includes(x - y)],
    ['eq(dist(x,y),if(gt(x,1),1,2))', (x, y) => Math.abs(x - y) === (x > 1 ? 1 : 2)],
    ['eq(mod(x,2),div(y,2))', (x, y) => x % 2 === Math.trunc(y / 2)],
    ['gt(div(x,y),0)', (x, y) => y > 0 && Math.trunc(x / y) > 0],
    ['xor(eq(x,1),eq(y,1))', (x, y) => (x === 1) !== (y === 1)],
    ['ne(min(x,y),max(x,2),abs(neg(y)))', (x, y) => new Set([Math.min(x, y), Math.max(x, 2), y]).size === 3],
    ['in(x,set())', () => false],
  ])('reads %s', (expression, holds) => {
    const text = third(xy, `<intension>${expression}</intension>`)
    const expected = pairs(holds)
    if (expected.length === 0) expect(refused(text)?.code).toBe('contradictory')
    else expect(solutions(text)).toEqual(expected)
  })

  it('keeps a large expression as a formula over its comparisons', () => {
    const places = [...Array(12).keys()]
    const text = third(
      '<array id="a" size="[12]">0..3</array>',
      `<intension>imp(or(${places.map((at) => `eq(a[${at}],3)`).join()}),lt(a[0],a[1]))</intension>`,
    )
    const [rule] = problemOf(text).rules
    if (rule?.kind !== 'formula') throw new Error('it was written out')
    fc.assert(
      fc.property(fc.array(fc.nat(3), { minLength: 12, maxLength: 12 }), (row) => {
        const [first = 0, second = 0] = row
        expect(obeys(rule, row)).toBe(!row.includes(3) || first < second)
      }),
    )
  })

  it('reads arrays with domains for some places, and lists of places', () => {
    const text = third(
      '<array id="m" size="[2][3]"><domain for="m[0][]">0..1</domain><domain for="m[1][1..2]">5 6</domain></array><array id="n" size="[2]" as="k"/><array id="k" size="[2]">1..2</array>',
      '<allDifferent>m[1][]</allDifferent><allDifferent><list>n[] k[0]</list><except>2</except></allDifferent>',
    )
    const names = problemOf(text).variables.map(({ name }) => name)
    expect(names).toEqual(['m[0][0]', 'm[0][1]', 'm[0][2]', 'm[1][1]', 'm[1][2]', 'n[0]', 'n[1]', 'k[0]', 'k[1]'])
    expect(solutions(text)).toHaveLength(8 * 2 * 4 * 2)
  })

  it('writes groups out with each of their arguments, inside blocks too', () => {
    const text = third(
      '<array id="a" size="[3]">0..3</array>',
      '<block><group><intension>lt(%0,%1)</intension><args>a[0] a[1]</args><args>a[1..2]</args></group></block><group><allDifferent>%...</allDifferent><args>a[]</args></group>',
    )
    expect(solutions(text)).toEqual(['0 1 2', '0 1 3', '0 2 3', '1 2 3'])
  })

  it('reads sums, counts and instantiations', () => {
    expect(
      solutions(third(xy, '<sum><list>x y</list><coeffs>2 -1</coeffs><condition>(ge,4)</condition></sum>')),
    ).toEqual(pairs((x, y) => 2 * x - y >= 4))
    expect(solutions(third(xy, '<sum><list>x y</list><condition>(in,2..3)</condition></sum>'))).toEqual(
      pairs((x, y) => [2, 3].includes(x + y)),
    )
    expect(
      solutions(third(`${xy}<var id="z">5 6</var>`, '<sum><list>x y</list><condition>(eq,z)</condition></sum>')),
    ).toEqual(['2 3 5', '3 2 5', '3 3 6'])
    expect(
      solutions(third(xy, '<count><list>x y</list><values>1 2</values><condition>(eq,1)</condition></count>')),
    ).toEqual(pairs((x, y) => [x, y].filter((each) => each === 1 || each === 2).length === 1))
    expect(solutions(third(xy, '<instantiation><list>x y</list><values>2 3</values></instantiation>'))).toEqual(['2 3'])
  })

  it('keeps a sum of many bits as a count', () => {
    const text = third(
      '<array id="b" size="[40]">0 1</array>',
      '<sum><list>b[]</list><condition>(le,1)</condition></sum>',
    )
    expect(problemOf(text).rules).toMatchObject([{ kind: 'formula', formula: { is: 'count', min: 0, max: 1 } }])
  })

  it('leaves an objective out and says so', () => {
    const result = importXcsp(third(xy, '', '<objectives><minimize>x</minimize></objectives>'), 'model.xml')
    expect(result.ok && result.value.notes).toEqual(['the objective is left out'])
  })

  it.each([
    ['<intension>foo(x,y)</intension>', 'unsupported', "'foo'"],
    ['<intension>eq(x,y</intension>', 'malformed', 'not readable'],
    ['<intension>eq(x)y)</intension>', 'malformed', 'not readable'],
    ['<intension>not(x,y)</intension>', 'malformed', "'not' with 2"],
    ['<circuit><list>x y</list></circuit>', 'unsupported', '<circuit>'],
    ['<extension><list>x z</list><supports>(1,1)</supports></extension>', 'malformed', "'z'"],
    ['<extension><list>x y</list><supports>(1,1,1)</supports></extension>', 'malformed', 'for 2 variables'],
    ['<extension><list>x y</list><supports>1,1</supports></extension>', 'malformed', 'a row is like'],
    ['<extension><list>x y</list><supports/></extension>', 'contradictory', 'allows nothing'],
    ['<allDifferent>x x</allDifferent>', 'unsupported', 'twice'],
    ['<group><allDifferent>%0 %1</allDifferent><args>x</args></group>', 'malformed', '%1'],
    ['<intension>lt(x,-1)</intension>', 'contradictory', ''],
  ])('refuses %s', (constraint, code, message) => {
    expect(refused(third(xy, `\n${constraint}`))).toMatchObject({ code, line: 2 })
    expect(refused(third(xy, `\n${constraint}`))?.message).toContain(message)
  })
})
