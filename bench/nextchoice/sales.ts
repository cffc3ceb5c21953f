import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { SalesTable } from '@dangol/domain/next-choice/history.ts'

/** Cars sold, each combination once: `rows` of value indexes and how often it was sold. */
export interface Sales {
  readonly names: readonly string[]
  readonly values: readonly (readonly string[])[]
  readonly rows: readonly (readonly number[])[]
  readonly sold: readonly number[]
}

/** Text of a file, packed with gzip or not. */
export function readText(path: string): string {
  const bytes = readFileSync(path)
  return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8')
}

/**
 * Reads a sales history: a heading, then per line the number sold and one value per characteristic. Lines that sell the same
 * thing are added up. Throws, with the line, for one of another width or without a number.
 */
export function readSales(text: string, file: string): Sales {
  const [heading = '', ...lines] = text.trim().split(/\r?\n/)
  const names = cells(heading).slice(1)
  const values = names.map((): string[] => [])
  const soldByRow = new Map<string, { row: number[]; sold: number }>()
  lines.forEach((line, at) => {
    const [count = '', ...taken] = cells(line)
    const sold = Number(count)
    if (taken.length !== names.length || !(sold > 0)) throw new Error(`${file}:${at + 2}: not a sale`)
    const before = soldByRow.get(taken.join())
    if (before !== undefined) before.sold += sold
    else soldByRow.set(taken.join(), { row: taken.map((value, column) => indexIn(values[column] ?? [], value)), sold })
  })
  const all = [...soldByRow.values()]
  return { names, values, rows: all.map(({ row }) => row), sold: all.map(({ sold }) => sold) }
}

/** The rows that `isKept` keeps. */
export function keepSales(sales: Sales, isKept: (row: readonly number[], at: number) => boolean): Sales {
  const kept = sales.rows.flatMap((row, at) => (isKept(row, at) ? [at] : []))
  const pick = <T>(from: readonly T[]): T[] => kept.flatMap((at) => from.slice(at, at + 1))
  return { ...sales, rows: pick(sales.rows), sold: pick(sales.sold) }
}

/** Sales as the product learns from them. */
export function salesTable({ names, values, rows, sold }: Sales): SalesTable {
  return {
    sizes: values.map((own) => own.length),
    columns: names.map((_, column) => Uint16Array.from(rows, (row) => row[column] ?? 0)),
    buyers: Float64Array.from(sold),
  }
}

export const total = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0)

const cells = (line: string): string[] => line.split(/[,;]/).map((cell) => cell.trim())

function indexIn(values: string[], value: string): number {
  const at = values.indexOf(value)
  return at === -1 ? values.push(value) - 1 : at
}
