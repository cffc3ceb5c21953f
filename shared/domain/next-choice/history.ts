import type { CharacteristicId, ValueId } from '../catalogue/model.ts'

/** What people took of one family, and nothing of who they were. Each row is one combination that was bought. */
export interface SalesHistory {
  readonly characteristics: readonly HistoryCharacteristic[]
  /** Index of the value taken, characteristic by characteristic; NONE where none of the listed values was. */
  readonly rows: readonly (readonly number[])[]
  /** How many people bought each row. */
  readonly buyers: readonly number[]
}
interface HistoryCharacteristic {
  readonly id: CharacteristicId
  readonly values: readonly ValueId[]
}

/** Left out, did not apply, or is not sold any more. */
export const NONE = -1

/** A history turned on its side for counting: one column per characteristic, NONE as one more value after the others. */
export interface SalesTable {
  /** Number of values of each characteristic, NONE included. */
  readonly sizes: readonly number[]
  readonly columns: readonly Uint16Array[]
  readonly buyers: Float64Array
}

/** A history as columns. Throws for a row of another width or a value out of range: both edges check histories. */
export function tableOf(history: SalesHistory): SalesTable {
  const { characteristics, rows, buyers } = history
  const sizes = characteristics.map(({ values }) => values.length + 1)
  const columns = sizes.map((size, at) =>
    Uint16Array.from(rows, (row) => {
      const taken = row[at] ?? Number.NaN
      if (!(taken >= NONE && taken < size - 1)) throw new RangeError(`no value ${taken} of characteristic ${at}`)
      return taken === NONE ? size - 1 : taken
    }),
  )
  return { sizes, columns, buyers: Float64Array.from(buyers) }
}
