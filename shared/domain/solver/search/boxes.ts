/** Rows whose cells are sets of values: each stands for all combinations of its sets, and no two share one. */
export interface Boxes {
  readonly columns: number
  /** Index into `sets`, row by row. */
  readonly cells: Int32Array
  readonly sets: readonly (readonly number[])[]
}

/** Packs the rows of a table: column by column, rows that agree in all other columns become one. Product tables shrink a lot. */
export function boxesOf(rows: Int32Array, columns: number): Boxes {
  const highest = rows.reduce((most, value) => Math.max(most, value), 0)
  const sets = Array.from({ length: highest + 1 }, (_, value) => [value])
  const ids = new Map<string, number>()
  const idOf = (values: number[]): number => {
    const key = values.join()
    const id = ids.get(key) ?? sets.push(values) - 1
    ids.set(key, id)
    return id
  }
  let cells = rows
  for (const column of widestFirst(rows, columns)) {
    const groups = groupsBut(column, cells, columns)
    const packed = new Int32Array(groups.length * columns)
    groups.forEach((group, row) => {
      const first = (group[0] ?? 0) * columns
      packed.set(cells.subarray(first, first + columns), row * columns)
      if (group.length === 1) return
      const values = new Set(group.map((each) => cells[each * columns + column] ?? 0))
      packed[row * columns + column] = idOf([...values].sort((a, b) => a - b))
    })
    cells = packed
  }
  return { columns, cells, sets }
}

function widestFirst(rows: Int32Array, columns: number): number[] {
  const seen = Array.from({ length: columns }, () => new Set<number>())
  rows.forEach((value, at) => seen[at % columns]?.add(value))
  return [...seen.keys()].sort((a, b) => (seen[b]?.size ?? 0) - (seen[a]?.size ?? 0) || a - b)
}

/** Rows that are alike but for one column, by hashing their cells (FNV-1a) and comparing those that meet. */
function groupsBut(column: number, cells: Int32Array, columns: number): number[][] {
  const size = 2 ** Math.ceil(Math.log2(cells.length / columns + 1) + 1)
  const table = new Int32Array(size).fill(-1)
  const groups: number[][] = []
  for (let row = 0; row * columns < cells.length; row++) {
    let at = hashBut(column, row, cells, columns) & (size - 1)
    while (!isAlike(groups[table[at] ?? -1]?.[0] ?? row, row, column, cells, columns)) at = (at + 1) & (size - 1)
    const group = groups[table[at] ?? -1]
    if (group === undefined) table[at] = groups.push([row]) - 1
    else group.push(row)
  }
  return groups
}

function hashBut(column: number, row: number, cells: Int32Array, columns: number): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < columns; at++) {
    if (at !== column) hash = Math.imul(hash ^ (cells[row * columns + at] ?? 0), 0x01000193)
  }
  return hash ^ (hash >>> 15)
}

function isAlike(one: number, other: number, column: number, cells: Int32Array, columns: number): boolean {
  for (let at = 0; at < columns; at++) {
    if (at !== column && cells[one * columns + at] !== cells[other * columns + at]) return false
  }
  return true
}
