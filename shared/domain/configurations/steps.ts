import type { NumberCharacteristic } from '../catalogue/model.ts'

type Grid = Pick<NumberCharacteristic, 'min' | 'max' | 'step'>

/** A millionth of a step is not a choice that anybody makes; it comes of steps such as 0.1, which have no exact binary form. */
const OFF_STEP_MAX = 1e-6

/** Which step from `min` a number is on, counted from 0; null when it is on none or out of bounds. Any number is, where there are no steps. */
export function stepOf(grid: Grid, value: number): number | null {
  if (!(value >= grid.min && value <= grid.max)) return null
  if (!(grid.step > 0)) return 0
  const steps = (value - grid.min) / grid.step
  return Math.abs(steps - Math.round(steps)) <= OFF_STEP_MAX ? Math.round(steps) : null
}

/** The number on a step, in the decimals of `min` and `step`: 0.3, not 0.30000000000000004. */
export function numberAt(grid: Grid, step: number): number {
  const decimals = Math.max(decimalsOf(grid.min), decimalsOf(grid.step))
  return Number((grid.min + step * grid.step).toFixed(Math.min(decimals, 100)))
}

/** The last step within bounds. */
export const lastStep = (grid: Grid): number => Math.floor((grid.max - grid.min) / grid.step + OFF_STEP_MAX)

function decimalsOf(value: number): number {
  const [digits = '', power = '0'] = String(value).split('e')
  return Math.max(0, (digits.split('.')[1] ?? '').length - Number(power))
}
