/** Rows whose cells are sets of values: each stands for all combinations of its sets, and no two share one. */
export interface Boxes {
  readonly columns: number
  /** Index into `sets`, row by row. */
  readonly cells: Int32Array
  readonly sets: readonly (readonly number[])[]
}

/** Packs the rows of a table: column by column, rows that agree in all other columns become one. Product tables shrink a lot. */
export function boxesOf(rows: Int32Array, columns: number): Boxes {
  const sets: number[][] = []
  const ids = new Map<string, number>()
  const idOf = (values: number[]): number => {
    const key = values.join()
    const id = ids.get(key) ?? sets.push(values) - 1
    ids.set(key, id)
    return id
  }
  let cells = rows.map((value) => idOf([value]))
  for (const column of widestFirst(rows, columns)) {
    const packed: number[] = []
    for (const group of groupsBut(column, cells, columns)) {
      const values = new Set(group.flatMap((row) => sets[cells[row * columns + column] ?? 0] ?? []))
      const [first = 0] = group
      for (let at = 0; at < columns; at++) packed.push(cells[first * columns + at] ?? 0)
      packed[packed.length - columns + column] = idOf([...values].sort((a, b) => a - b))
    }
    cells = Int32Array.from(packed)
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
  const byHash = new Map<number, number[][]>()
  const groups: number[][] = []
  for (let row = 0; row * columns < cells.length; row++) {
    let hash = 0x811c9dc5
    for (let at = 0; at < columns; at++) {
      if (at !== column) hash = Math.imul(hash ^ (cells[row * columns + at] ?? 0), 0x01000193)
    }
    const met = byHash.get(hash) ?? []
    const group = met.find(([first = 0]) => isAlike(first, row, column, cells, columns))
    if (group !== undefined) group.push(row)
    else {
      const fresh = [row]
      met.push(fresh)
      groups.push(fresh)
      byHash.set(hash, met)
    }
  }
  return groups
}

function isAlike(one: number, other: number, column: number, cells: Int32Array, columns: number): boolean {
  for (let at = 0; at < columns; at++) {
    if (at !== column && cells[one * columns + at] !== cells[other * columns + at]) return false
  }
  return true
}
