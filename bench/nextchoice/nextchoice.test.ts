import { Random } from '@dangol/domain/chance/random.ts'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { UNKNOWN } from '@dangol/domain/next-choice/predict.ts'
import { CONTENDERS } from './contenders.ts'
import { makeFolds, shuffled } from './folds.ts'
import { historyNames, openHistory } from './histories.ts'
import { bench } from './nextchoice.ts'
import { keepSales, readSales, salesTable, total } from './sales.ts'

/** Pipes follow the handlebar; mirrors follow nothing. The last line sells what the rules refuse. */
const SALES = `nombre,bar,pipe,mirror
${Array.from({ length: 40 }, (_, n) => `${1 + (n % 3)},${n % 2},${n % 2},${n % 5}`).join('\n')}
9,0,1,0
`
const RULES = `<instance><presentation format="XCSP 2.1" type="CSP"/>
<domains nbDomains="2"><domain name="two" nbValues="2">0 1</domain><domain name="five" nbValues="5">0 1 2 3 4</domain></domains>
<variables nbVariables="3"><variable name="bar" domain="two"/><variable name="pipe" domain="two"/><variable name="mirror" domain="five"/></variables>
<relations nbRelations="1"><relation name="alike" arity="2" nbTuples="2" semantics="supports">0 0|1 1</relation></relations>
<constraints nbConstraints="1"><constraint name="c" arity="2" scope="bar pipe" reference="alike"/></constraints>
</instance>`
const fold = { folds: 4, seed: 1 }

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dangol-nextchoice-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('sales', () => {
  it('are read with their number; what was sold twice is one row', () => {
    const sales = readSales('n,a,b\n2,x,y\n1,x,z\n3,x,y\n', 'f.csv')
    expect(sales).toMatchObject({
      names: ['a', 'b'],
      values: [['x'], ['y', 'z']],
      rows: [
        [0, 0],
        [0, 1],
      ],
      sold: [5, 1],
    })
    expect(salesTable(keepSales(sales, (row) => row[1] === 1))).toMatchObject({
      sizes: [1, 2],
      buyers: new Float64Array([1]),
    })
  })

  it.each(['n,a\n1\n', 'n,a\nx,1\n', 'n,a\n0,1\n', 'n,a\n1,2,3\n'])('are refused with their line: %j', (text) => {
    expect(() => readSales(text, 'f.csv')).toThrow('f.csv:2: not a sale')
  })
})

describe('folds', () => {
  it('judge every configuration once, by a model that never saw it; the same for the same seed', () => {
    const sales = readSales(SALES, 'f.csv')
    const folds = makeFolds(sales, 4, 7)
    expect(total(folds.flatMap(({ test }) => test.sold))).toBe(total(sales.sold))
    for (const { train, test } of folds) for (const row of test.rows) expect(train.rows).not.toContainEqual(row)
    expect(makeFolds(sales, 4, 7)).toEqual(folds)
    expect(makeFolds(sales, 4, 8)).not.toEqual(folds)
  })

  it('are shuffled without losing anybody', () => {
    expect(shuffled(9, new Random(1)).toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
  })
})

it.each(Object.entries(CONTENDERS))('%s answers with a candidate only', (_name, open) => {
  const answers = open(salesTable(readSales(SALES, 'f.csv')))
  expect(answers(Int32Array.of(1, UNKNOWN, 2), 1, [0])).toBe(0)
  expect(answers(Int32Array.of(UNKNOWN, UNKNOWN, UNKNOWN), 2, [])).toBeNull()
})

it('follows the handlebar where what sold most does not', () => {
  const table = salesTable(readSales(SALES, 'f.csv'))
  const known = [0, 1].map((bar) => Int32Array.of(bar, UNKNOWN, UNKNOWN))
  expect(known.map((one) => CONTENDERS.ours(table)(one, 1, [0, 1]))).toEqual([0, 1])
  expect(new Set(known.map((one) => CONTENDERS['most sold'](table)(one, 1, [0, 1]))).size).toBe(1)
})

describe('a folder', () => {
  it('is opened with its rules: what they refuse is left out, and only what they allow is possible', () => {
    writeFileSync(join(folder, 'bikes_brut.csv.gz'), gzipSync(SALES))
    writeFileSync(join(folder, 'bikes_contraintes.xml'), RULES)
    const { sales, soldInFile, rules, folds } = openHistory(folder, 'bikes', fold)
    expect([historyNames(folder), soldInFile - total(sales.sold), folds.length]).toEqual([['bikes'], 9, 4])
    rules.forget()
    expect(rules.possible(1)).toEqual([0, 1])
    rules.choose(0, 1)
    expect(rules.possible(1)).toEqual([1])
  })

  it('may bring no rules, and folds of its own', () => {
    writeFileSync(join(folder, 'bikes_brut.csv'), SALES)
    writeFileSync(join(folder, 'bikes_0_train.csv'), 'nombre,bar,pipe,mirror\n4,1,1,1\n1,0,0,0\n')
    writeFileSync(join(folder, 'bikes_0_test.csv'), 'nombre,bar,pipe,mirror\n2,0,0,2\n')
    const { folds, areFoldsGiven, rules } = openHistory(folder, 'bikes', fold)
    expect(areFoldsGiven).toBe(true)
    expect(folds.map(({ train, test }) => [train.sold.toSorted(), test.sold])).toEqual([[[1, 4], [2]]])
    expect(rules.possible(2)).toEqual([0, 1, 2, 3, 4])
  })

  it('gives a report with the precision of each contender, and evidence that a recount confirms', async () => {
    writeFileSync(join(folder, 'bikes_brut.csv'), SALES)
    writeFileSync(join(folder, 'bikes_contraintes.xml'), RULES)
    const { figures, targets } = await bench({ data: folder, folds: '4', orders: '3' }, () => undefined)
    expect(figures['bikes: precision, 1 known']).toMatch(/^ours \d+\.\d\d %, most sold .+, naive Bayes .+ %$/)
    expect(targets.find(({ name }) => name.includes('recount'))).toMatchObject({ value: 0, pass: true })
    expect(await bench({ data: folder, folds: '4', orders: '3' }, () => undefined)).toMatchObject({
      figures: { 'bikes: precision, 1 known': figures['bikes: precision, 1 known'] },
    })
  })

  it('without sales is refused in one sentence', () => {
    expect(() => bench({ data: folder }, () => undefined)).toThrow('no NAME_brut.csv')
    expect(() => bench({}, () => undefined)).toThrow('--data')
  })
})
