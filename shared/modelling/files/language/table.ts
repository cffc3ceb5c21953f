import type { CharacteristicId, ChoiceCharacteristic, ValueId } from '@dangol/domain/catalogue/model.ts'
import { LIMITS } from '../limits.ts'
import { choiceOf } from './known.ts'
import type { Known } from './known.ts'
import { openSentence, takeMembers, takeName } from './sentence.ts'
import { Misread } from './words.ts'

interface Table {
  readonly over: readonly CharacteristicId[]
  readonly rows: readonly TableRow[]
}
interface TableRow {
  readonly values: readonly ValueId[]
  /** What stands in the last column of a price table. */
  readonly last: string
  /** Where its line starts in the text. */
  readonly at: number
}

/**
 * A table as text: a line of characteristics, then lines of values, columns apart by bars. A cell may list several values
 * (`150, 180`), fit many (`candy-*`, `list solids`) or all (`*`); the line then stands for every combination, the first column slowest.
 * With `lastTitle` the last column holds something else, which every combination of the line gets. Throws Misread.
 */
export function parseTable(known: Known, text: string, lastTitle?: string): Table {
  const lines = linesOf(text)
  const [head, ...body] = lines
  if (head === undefined || body.length === 0)
    throw new Misread('A table has a line of characteristics and lines of values.', 0)
  const titles = cellsOf(head)
  const last = lastTitle === undefined ? undefined : titles.pop()
  if (last?.text.trim() !== lastTitle)
    throw new Misread(`The last column is headed "${lastTitle ?? ''}".`, last?.at ?? head.at)
  const columns = titles.map((cell) => columnOf(known, cell))
  refuseTwice(columns, titles)
  const rows = body.flatMap((line) => rowsOf(known, columns, line, lastTitle !== undefined))
  if (rows.length > LIMITS.rowsMax) throw new Misread(`A table has at most ${LIMITS.rowsMax} rows.`, 0)
  refuseRepeated(rows)
  return { over: columns.map(({ id }) => id), rows }
}

interface Cell {
  readonly text: string
  readonly at: number
}

function linesOf(text: string): Cell[] {
  let at = 0
  return text.split('\n').flatMap((line) => {
    const cell = { text: line, at }
    at += line.length + 1
    return line.trim() === '' ? [] : [cell]
  })
}

/** Cells between bars; a bar within quotes belongs to its name. Bars at both ends of the line are decoration. */
function cellsOf(line: Cell): Cell[] {
  const cells: Cell[] = []
  let start = 0
  let quoted = false
  for (let at = 0; at <= line.text.length; at++) {
    const sign = line.text[at]
    if (sign === '\\' && quoted) at++
    else if (sign === '"') quoted = !quoted
    else if (sign === undefined || (sign === '|' && !quoted)) {
      cells.push({ text: line.text.slice(start, at), at: line.at + start })
      start = at + 1
    }
  }
  if (cells.length > 2 && cells[0]?.text.trim() === '') cells.shift()
  if (cells.length > 1 && cells.at(-1)?.text.trim() === '') cells.pop()
  return cells
}

function columnOf(known: Known, cell: Cell): ChoiceCharacteristic {
  return within(cell, () => {
    const sentence = openSentence(known, cell.text)
    const of = choiceOf(known, takeName(sentence, 'A characteristic'))
    endOf(sentence.peek())
    return of
  })
}

function rowsOf(known: Known, columns: readonly ChoiceCharacteristic[], line: Cell, hasLast: boolean): TableRow[] {
  const cells = cellsOf(line)
  const last = hasLast ? (cells.pop()?.text.trim() ?? '') : ''
  if (cells.length !== columns.length)
    throw new Misread(`This line has ${cells.length} columns of values; the table has ${columns.length}.`, line.at)
  let rows: ValueId[][] = [[]]
  columns.forEach((of, at) => {
    const values = valuesIn(known, of, cells[at] ?? line)
    if (rows.length * values.length > LIMITS.rowsMax)
      throw new Misread(`This line stands for more than ${LIMITS.rowsMax} combinations.`, line.at)
    rows = rows.flatMap((row) => values.map((value) => [...row, value]))
  })
  return rows.map((values) => ({ values, last, at: line.at }))
}

function valuesIn(known: Known, of: ChoiceCharacteristic, cell: Cell): ValueId[] {
  return within(cell, () => {
    const sentence = openSentence(known, cell.text)
    const values = takeMembers(sentence, of)
    endOf(sentence.peek())
    return values
  })
}

function endOf({ kind, text, at }: { readonly kind: string; readonly text: string; readonly at: number }): void {
  if (kind !== 'end') throw new Misread(`"${text}" has no place in this cell.`, at)
}

function within<T>(cell: Cell, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw error instanceof Misread ? new Misread(error.message, cell.at + error.at) : error
  }
}

function refuseTwice(columns: readonly ChoiceCharacteristic[], cells: readonly Cell[]): void {
  columns.forEach((of, at) => {
    if (columns.indexOf(of) < at) throw new Misread(`"${of.id}" has two columns.`, cells[at]?.at ?? 0)
  })
}

function refuseRepeated(rows: readonly TableRow[]): void {
  const seen = new Set<string>()
  for (const { values, at } of rows) {
    const key = JSON.stringify(values)
    if (seen.has(key)) throw new Misread(`The combination ${values.join(', ')} stands in the table twice.`, at)
    seen.add(key)
  }
}
