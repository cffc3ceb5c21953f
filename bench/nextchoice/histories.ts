import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { readModel } from '@dangol/modelling/import/read-model.ts'
import { refusalText } from '@dangol/modelling/import/imported.ts'
import { makeFolds } from './folds.ts'
import type { Fold } from './folds.ts'
import { noRules, openRules } from './rules.ts'
import type { Rules } from './rules.ts'
import { keepSales, readSales, readText, total } from './sales.ts'
import type { Sales } from './sales.ts'

const SALES_FILE = /^(?<name>.+)_brut\.csv(?:\.gz)?$/
const TRAIN_FILE = /^(?<before>.*)_train(?<after>.*\.csv(?:\.gz)?)$/

export interface History {
  readonly name: string
  /** What the rules allow of what was sold. */
  readonly sales: Sales
  readonly soldInFile: number
  readonly rules: Rules
  readonly isRuled: boolean
  readonly folds: readonly Fold[]
  readonly areFoldsGiven: boolean
}

/** Names of the sales histories in a folder: files NAME_brut.csv, packed or not. */
export const historyNames = (folder: string): string[] =>
  readdirSync(folder)
    .flatMap((file) => SALES_FILE.exec(file)?.groups?.['name'] ?? [])
    .sort()

/**
 * Opens NAME_brut.csv with its rules NAME_contraintes.xml. Sales that the rules do not allow are left out (SOURCES.md). Folds
 * are those of NAME…_train….csv and NAME…_test….csv where such pairs lie beside it, else made from the seed.
 */
export function openHistory(folder: string, name: string, o: { folds: number; seed: number }): History {
  const file = only(folder, `${name}_brut.csv`) ?? absent(name)
  const all = readSales(readText(file), basename(file))
  const rulesFile = only(folder, `${name}_contraintes.xml`)
  const rules = rulesFile === null ? noRules(all) : openRules(problemOf(rulesFile), all)
  const sales = keepSales(all, (row) => rules.allows(row))
  const given = givenFolds(folder, name, sales)
  return {
    name,
    sales,
    soldInFile: total(all.sold),
    rules,
    isRuled: rulesFile !== null,
    folds: given.length > 0 ? given : makeFolds(sales, o.folds, o.seed),
    areFoldsGiven: given.length > 0,
  }
}

function problemOf(file: string) {
  const imported = readModel(file)
  if (!imported.ok) throw new Error(refusalText(imported.error))
  return imported.value.problem
}

/** Rows of a given fold that the whole history does not have, or the rules do not allow, are left out. */
function givenFolds(folder: string, name: string, sales: Sales): Fold[] {
  return readdirSync(folder)
    .filter((file) => file.startsWith(name))
    .sort()
    .flatMap((file) => {
      const { before, after } = TRAIN_FILE.exec(file)?.groups ?? {}
      const test = join(folder, `${before}_test${after}`)
      if (before === undefined || !existsSync(test)) return []
      return [{ train: within(sales, join(folder, file)), test: within(sales, test) }]
    })
}

/** A part of the sales, in the indexes of the whole. */
function within(sales: Sales, file: string): Sales {
  const part = readSales(readText(file), basename(file))
  const soldByText = new Map(part.rows.map((row, at) => [textOf(part, row), part.sold[at] ?? 0]))
  const kept = keepSales(sales, (row) => soldByText.has(textOf(sales, row)))
  return { ...kept, sold: kept.rows.map((row) => soldByText.get(textOf(sales, row)) ?? 0) }
}

const textOf = ({ values }: Sales, row: readonly number[]): string =>
  row.map((value, column) => values[column]?.[value] ?? '').join()

function only(folder: string, file: string): string | null {
  return [file, `${file}.gz`].map((each) => join(folder, each)).find((path) => existsSync(path)) ?? null
}

function absent(name: string): never {
  throw new Error(`${name}_brut.csv is not there any more`)
}
