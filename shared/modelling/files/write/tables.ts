import type { Characteristic, CharacteristicId, ValueId } from '@dangol/domain/catalogue/model.ts'
import { writtenId } from '../language/words.ts'
import { patternOf, same, valuesText } from './conditions.ts'

interface Row {
  readonly values: readonly ValueId[]
  readonly last?: string
}
/** A line of a table: the values of each column, all combinations of which it stands for. */
interface Line {
  readonly cells: readonly (readonly ValueId[])[]
  readonly last?: string
}

/** A table as text with its columns in line. Neighbouring rows that are all combinations of some values share a line. */
export function tableText(
  over: readonly CharacteristicId[],
  rows: readonly Row[],
  of: ReadonlyMap<string, Characteristic>,
  lastTitle?: string,
): string {
  let lines: Line[] = rows.map(({ values, last }) => ({
    cells: values.map((value) => [value]),
    ...(last !== undefined && { last }),
  }))
  for (let column = over.length - 1; column >= 0; column--) lines = shared(lines, column)
  const body = lines.map(({ cells, last }) => [
    ...cells.map((values, at) => cellText(values, of.get(over[at] ?? ''))),
    ...(last === undefined ? [] : [last]),
  ])
  return inColumns([[...over.map(writtenId), ...(lastTitle === undefined ? [] : [lastTitle])], ...body])
}

/** Merges neighbours that differ in one column only. From the last column to the first this keeps the order of the rows. */
function shared(lines: readonly Line[], column: number): Line[] {
  const merged: Line[] = []
  for (const line of lines) {
    const before = merged.at(-1)
    if (before && differOnlyIn(before, line, column)) {
      const cells = before.cells.map((values, at) => (at === column ? [...values, ...(line.cells[at] ?? [])] : values))
      merged[merged.length - 1] = { ...before, cells }
    } else merged.push(line)
  }
  return merged
}

const differOnlyIn = (a: Line, b: Line, column: number): boolean =>
  a.last === b.last && a.cells.every((values, at) => at === column || same(values, b.cells[at] ?? []))

function cellText(values: readonly ValueId[], of: Characteristic | undefined): string {
  if (of?.kind !== 'choice') return valuesText(values)
  const all = of.values.map(({ id }) => id)
  if (values.length > 1 && same(all, values)) return '*'
  return patternOf(of, values) ?? valuesText(values)
}

function inColumns(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, at) => Math.min(40, Math.max(...lines.map((line) => line[at]?.length ?? 0))))
  const padded = lines.map((line) =>
    line
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join(' | ')
      .trimEnd(),
  )
  return `${padded.join('\n')}\n`
}
