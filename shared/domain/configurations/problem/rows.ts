import type { CharacteristicId, ValueId } from '../../catalogue/model.ts'
import { isChosen } from './draft.ts'
import type { Draft } from './draft.ts'
import type { StateVariable } from './states.ts'

/** Combinations written out up to this number; beyond it a variable of its own stands for the row. */
const WRITTEN_MAX = 20_000

interface Table {
  readonly over: readonly CharacteristicId[]
  readonly rows: readonly (readonly ValueId[])[]
}

/** The rows of a table as values of the problem, each once, with the place of the first row like it; unknown values are in none. */
export function knownRows(
  draft: Draft,
  { over, rows }: Table,
): { columns: StateVariable[]; rows: Map<number, number[]> } {
  const columns = over.flatMap((id) => draft.byId.get(id) ?? [])
  const known = new Map<number, number[]>()
  const seen = new Set<string>()
  for (const [at, row] of rows.entries()) {
    const values = row.map((value, column) => columns[column]?.stateOf(value) ?? -1)
    if (values.length !== columns.length || values.includes(-1) || seen.has(values.join())) continue
    seen.add(values.join())
    known.set(at, values)
  }
  return { columns, rows: known }
}

/**
 * "One of these rows, where all of it is chosen." A product that leaves one out is not spoken of, so tables over what can be
 * left out have those combinations too.
 */
export function addAllowed(draft: Draft, name: string, table: Table): void {
  const { columns, rows } = knownRows(draft, table)
  if (columns.length === 0) return
  const chosen = columns.map(({ states }) => states.flatMap((state, value) => (isChosen(state) ? [value] : [])))
  const all = columns.map(({ states }) => [...states.keys()])
  const scope = columns.map(({ at }) => at)
  if (sizeOf(all) - sizeOf(chosen) <= WRITTEN_MAX) {
    const unspoken = unspokenIn(all, chosen)
    draft.rules.push({ kind: 'allow', name, scope, rows: Int32Array.from([...rows.values(), ...unspoken].flat()) })
    return
  }
  const { variable } = addRowVariable(draft, name, columns, rows)
  const absent = columns.map(({ at }, column) => ({
    variable: at,
    values: (all[column] ?? []).filter((value) => !chosen[column]?.includes(value)),
  }))
  // The last value: none of the rows.
  const unlisted = draft.variables[variable]?.values.length ?? 0
  draft.addClause(name, [{ variable, values: [...Array(unlisted - 1).keys()] }, ...absent])
}

const sizeOf = (lists: readonly { readonly length: number }[]): number =>
  lists.reduce((all, list) => all * list.length, 1)

function combinations(lists: readonly (readonly number[])[]): number[][] {
  let all: number[][] = [[]]
  for (const list of lists) all = all.flatMap((start) => list.map((value) => [...start, value]))
  return all
}

/** Combinations in which something is not chosen: what comes before it is, what comes after may be anything. */
function unspokenIn(all: readonly (readonly number[])[], chosen: readonly (readonly number[])[]): number[][] {
  return all.flatMap((list, column) => {
    const absent = list.filter((value) => chosen[column]?.includes(value) !== true)
    return combinations([...chosen.slice(0, column), absent, ...all.slice(column + 1)])
  })
}

/** A variable that says which row a product is in; its last value: in none of them. `valueOf` gives the value of a row. */
export function addRowVariable(
  draft: Draft,
  name: string,
  columns: readonly StateVariable[],
  rows: ReadonlyMap<number, readonly number[]>,
): { variable: number; valueOf: ReadonlyMap<number, number> } {
  const valueOf = new Map([...rows.keys()].map((row, value) => [row, value]))
  const variable = draft.addVariable(`(row) ${name}`, [...rows.keys(), 'none'].map(String))
  if (sizeOf(columns.map(({ states }) => states)) <= WRITTEN_MAX) {
    const rowOf = new Map([...rows].map(([row, values]) => [values.join(), valueOf.get(row) ?? 0]))
    const all = combinations(columns.map(({ states }) => [...states.keys()]))
    const written = all.flatMap((values) => [...values, rowOf.get(values.join()) ?? rows.size])
    const scope = [...columns.map(({ at }) => at), variable]
    draft.rules.push({ kind: 'allow', name, scope, rows: Int32Array.from(written) })
    return { variable, valueOf }
  }
  for (const [column, { at, states }] of columns.entries()) {
    const inRow = [...rows].flatMap(([row, values]) => [valueOf.get(row) ?? 0, values[column] ?? 0])
    const inNone = [...states.keys()].flatMap((value) => [rows.size, value])
    draft.rules.push({ kind: 'allow', name, scope: [variable, at], rows: Int32Array.from([...inRow, ...inNone]) })
  }
  for (const [row, values] of rows) {
    const others = columns.map(({ at }, column) => draft.complement({ variable: at, values: [values[column] ?? 0] }))
    draft.addClause(name, [{ variable, values: [valueOf.get(row) ?? 0] }, ...others])
  }
  return { variable, valueOf }
}
