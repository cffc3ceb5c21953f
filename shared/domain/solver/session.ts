/**
 * A conversation with one solver: choices are made, altered and withdrawn in any order, and every answer is exact for the
 * choices at that moment. A choice restricts one variable to some of its values. Slots are those of `slotStarts`.
 */
export interface Session {
  /** Lets the variable take only these values; null withdraws the restriction. At least one value. */
  restrict(variable: number, values: readonly number[] | null): void
  /** Withdraws every restriction. */
  clear(): void
  /** Whether the restrictions have a common solution. */
  isPossible(): boolean
  /**
   * 1 for each slot (variable, value) that some solution has which keeps the restrictions of all *other* variables. So a chosen
   * variable shows what it could be altered to. The array belongs to the session and is good until the next call.
   */
  possible(): Uint8Array
  /** Number of solutions under the restrictions; null where the solver cannot count. */
  count(): bigint | null
  /** Lowest and highest cost of any solution under the restrictions; null when there is none. */
  bounds(cost: Cost): Bounds | null
  /**
   * Lowest cost of any solution with this slot that keeps the restrictions of all other variables, per slot; Infinity where
   * there is none. Null where the solver cannot say. Belongs to the session.
   */
  lowestWith(cost: Cost): Float64Array | null
  /** A solution of lowest cost as a value index per variable; ties go to lower value indexes. Null when there is none. */
  best(cost: Cost): Int32Array | null
  /**
   * Variables whose restrictions exclude the slot, none of them superfluous; empty when no solution at all has it, null when it
   * is possible. Later restricted variables are named before earlier ones where there is a choice.
   */
  conflict(variable: number, value: number): readonly number[] | null
  /**
   * The nearest ways to have the slot, best first, at most `limit`: solutions that differ in whom they ask to give way. No one
   * gives way to more than another listed one. Empty when no solution at all has it. A variable may be made dearer to move.
   */
  repairs(variable: number, value: number, wish: RepairWish): readonly Remedy[]
}

/** Cost of each slot in whole numbers, at most 2^40 each way; 'sum' adds those of a solution, 'max' takes its largest. */
export interface Cost {
  readonly of: Float64Array
  readonly combine: 'sum' | 'max'
}

/** `isExact` is false where a solver ran out of its budget: the true bounds then lie within these. */
export interface Bounds {
  readonly lowest: number
  readonly highest: number
  readonly isExact: boolean
}

export interface RepairWish {
  readonly limit: number
  /** Price of breaking the variable's restriction, whole and positive; 1 each when absent. */
  readonly reluctance?: Float64Array
  /** Decides between remedies that ask as much; 'sum' only. */
  readonly thenBy?: Cost
}

export interface Remedy {
  /** Value index per variable. */
  readonly solution: Int32Array
  /** Restricted variables that gave way, ascending; without the one that was asked for. */
  readonly gaveWay: readonly number[]
}

/** A solver of one problem, ready to talk. */
export interface Solver {
  /** 'diagram' answers everything in linear time; 'search' is exact but slower, and cannot count. */
  readonly kind: 'diagram' | 'search' | 'mixed'
  open(): Session
}
